"""Guarded appends on a JetStream stream, whatever is stored in it.

The guard is on the exact subject: wildcard guards lose updates on replicated
streams (`NATS.md`, e1). A lost race and a repeated message are answered alike
and differently by one node and by a cluster (e3), so the last message decides.
"""

from nats.aio.client import Client

from engine.errors import StoreRefusedError, StoreUnavailableError, WrongExpectedVersionError
from engine.jetstream import api
from engine.log import Message, id_in

NO_ROOM_OR_LEADER = 503


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
        message_id = id_in(payload)
        headers = {
            "Nats-Msg-Id": message_id,
            "Nats-Expected-Last-Subject-Sequence": str(expected),
            "Nats-Expected-Stream": self.stream,
        }
        try:
            answer = await api.send(self._client, subject, payload, self._seconds, headers)
        except StoreUnavailableError:
            return await self._stored_or_lost(subject, message_id, expected)
        ack = api.acks.decode(answer.data)
        if ack.error is None:
            return ack.seq
        if ack.error.err_code in api.LOST_RACE:
            return await self._stored_or_lost(subject, message_id, expected)
        if ack.error.code == NO_ROOM_OR_LEADER:
            raise StoreUnavailableError(subject=subject, cause=ack.error.description)
        raise StoreRefusedError(
            subject=subject, err_code=ack.error.err_code, reason=ack.error.description
        )

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

    async def _stored_or_lost(self, subject: str, message_id: str, expected: int) -> int:
        last = await self.last(subject)
        if last is not None and id_in(last.payload) == message_id:
            return last.sequence
        raise WrongExpectedVersionError(subject=subject, expected=expected)
