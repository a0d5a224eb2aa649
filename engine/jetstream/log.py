"""Guarded appends on a JetStream stream, whatever is stored in it.

The guard is on the exact subject: wildcard guards lose updates on replicated
streams (`NATS.md`, e1). A lost race and a repeated message are answered alike
and differently by one node and by a cluster (e3), so the message that took the
place decides.
"""

import asyncio

from nats.aio.client import Client

from engine.errors import StoreRefusedError, StoreUnavailableError, WrongExpectedVersionError
from engine.jetstream import api
from engine.log import Message, check_size, holds, id_in

TRIES = 4
PAUSE = 0.01


class JetStreamLog:
    """One stream through one connection.

    Args:
        client: Connected as a user who may append to the stream and ask for its messages.
        stream: Its name.
        seconds: How long to wait for an answer.
    """

    def __init__(self, client: Client, stream: str, *, seconds: float = 5.0) -> None:
        self.stream = stream
        self._client = client
        self._seconds = seconds

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        return (await self.write(subject, payload, expected=expected)).sequence

    async def write(self, subject: str, payload: bytes, *, expected: int) -> Message:
        """Append, and answer what is stored: of a repeat, the first one's bytes.

        Raises:
            WrongExpectedVersionError: Another record came first.
            StoreUnavailableError: No answer; it may have been written.
            StoreRefusedError: The store does not take it.
            TooLargeError: It is larger than the server takes.
        """
        headers = {
            "Nats-Msg-Id": id_in(payload),
            "Nats-Expected-Last-Subject-Sequence": str(expected),
            "Nats-Expected-Stream": self.stream,
        }
        # The server ends the connection of whoever sends more, and counts the headers too.
        check_size(len(payload) + api.size_of(headers), self._client.max_payload)
        for tried in range(TRIES):
            outcome = await self._try(subject, payload, headers)
            if isinstance(outcome, Message):
                return outcome
            taken = await self._taken(subject, expected)
            if taken is not None and holds(taken, headers["Nats-Msg-Id"]):
                return taken
            if taken is not None or outcome.lost:
                raise WrongExpectedVersionError(subject=subject, expected=expected)
            # It is not there yet, but may be on its way: under the same guard and id it is
            # safe to say it again, until the answer is certain.
            await asyncio.sleep(PAUSE * 2**tried)
        raise StoreUnavailableError(subject=subject, cause="unsettled")

    async def last(self, subject: str) -> Message | None:
        stored = await self.get({"last_by_subj": subject})
        return Message(stored.data, stored.seq) if stored else None

    async def get(self, query: dict[str, str | int]) -> api.Stored | None:
        """One message from the leader.

        Raises:
            StoreUnavailableError: No answer.
        """
        got = await api.ask(
            self._client,
            f"$JS.API.STREAM.MSG.GET.{self.stream}",
            query,
            api.GotMessage,
            self._seconds,
        )
        if got.message is not None:
            return got.message
        if got.error is not None and got.error.err_code == api.NO_MESSAGE:
            return None
        reason = got.error.description if got.error else "no message"
        raise StoreUnavailableError(stream=self.stream, cause=reason)

    async def _try(
        self, subject: str, payload: bytes, headers: dict[str, str]
    ) -> Message | api.Unsettled:
        try:
            answer = await api.send(self._client, subject, payload, self._seconds, headers)
            ack = api.read_ack(answer.data, subject)
        except StoreUnavailableError:
            return api.Unsettled(lost=False)
        if ack.error is not None:
            return api.verdict(ack.error, subject)
        if not ack.duplicate:
            return Message(payload, ack.seq)
        return await self._first(subject, ack.seq)

    async def _first(self, subject: str, sequence: int) -> Message:
        """What was stored under this id before."""
        stored = await self.get({"seq": sequence})
        if stored is None or stored.subject != subject:
            # The server dropped a record of ours because another subject's bears its id.
            raise StoreRefusedError(subject=subject, sequence=sequence, reason="id_taken")
        return Message(stored.data, stored.seq)

    async def _taken(self, subject: str, expected: int) -> Message | None:
        """What was stored on top of `expected`, as the leader knows it."""
        stored = await self.get({"seq": expected + 1, "next_by_subj": subject})
        return Message(stored.data, stored.seq) if stored else None
