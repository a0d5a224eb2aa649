"""The event store on a JetStream stream with one subject per history.

The guard is on the exact subject: wildcard guards lose updates on replicated
streams (`NATS.md`, e1). A lost race and a repeated message are answered alike
and differently by one node and by a cluster (e3), so the history decides.
"""

import asyncio
from collections.abc import Sequence
from typing import Generic

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from engine.commits import C, Codec, Recorded
from engine.errors import (
    GapError,
    StoreRefusedError,
    StoreUnavailableError,
    WrongExpectedVersionError,
)
from engine.jetstream import api
from engine.jetstream.direct import DirectReader

BATCH = 256


class JetStreamStore(Generic[C]):
    """One stream through one connection.

    Args:
        client: Connected as a user who may append to and read the stream.
        stream: Its name.
        wake: The subjects to listen on for news, such as `orders.>`.
        codec: How commits become bytes.
        seconds: How long to wait for an answer.
    """

    def __init__(
        self, client: Client, stream: str, wake: str, codec: Codec[C], *, seconds: float = 5.0
    ) -> None:
        self.stream = stream
        self._client = client
        self._wake = wake
        self._codec = codec
        self._seconds = seconds
        self._direct = DirectReader(client, stream, seconds=seconds)
        self._news: Subscription | None = None
        self._rung = asyncio.Event()

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        payload = self._codec.encode(commit)
        headers = {
            "Nats-Msg-Id": commit.id,
            "Nats-Expected-Last-Subject-Sequence": str(expected),
            "Nats-Expected-Stream": self.stream,
        }
        try:
            answer = await api.send(self._client, subject, payload, self._seconds, headers)
        except StoreUnavailableError:
            return await self._stored_or_lost(subject, commit, expected)
        ack = api.acks.decode(answer.data)
        if ack.error is None:
            return self._codec.recorded(payload, subject, ack.seq)
        if ack.error.err_code in api.LOST_RACE:
            return await self._stored_or_lost(subject, commit, expected)
        raise StoreRefusedError(
            subject=subject, err_code=ack.error.err_code, reason=ack.error.description
        )

    async def load(self, subject: str, *, after: int = 0) -> list[Recorded[C]]:
        last = await self._last(subject)
        if last is None or last.sequence <= after:
            return []
        found: list[Recorded[C]] = []
        if after == 0 and last.commit.version > 1:
            found = await self._direct_load(subject, last.sequence)
        elif last.commit.version == 1:
            return [last]
        # What a lagging replica did not give, the leader does.
        reached = found[-1].sequence if found else after
        while reached < last.sequence:
            commit = await self._get({"seq": reached + 1, "next_by_subj": subject})
            if commit is None:
                break
            found.append(commit)
            reached = commit.sequence
        return found

    async def read(self, after: int, limit: int) -> Sequence[Recorded[C]]:
        found: list[Recorded[C]] = []

        def take(payload: bytes, subject: str, sequence: int) -> None:
            expected = after + len(found) + 1
            if sequence != expected:
                raise GapError(stream=self.stream, expected=expected, found=sequence)
            found.append(self._codec.recorded(payload, subject, sequence))

        await self._direct.batch({"seq": after + 1}, take, limit=limit)
        return found

    async def last_sequence(self) -> int:
        info = await api.ask(
            self._client, f"$JS.API.STREAM.INFO.{self.stream}", {}, api.StreamInfo, self._seconds
        )
        if info.state is None:
            reason = info.error.description if info.error else "no state"
            raise StoreUnavailableError(stream=self.stream, cause=reason)
        return info.state.last_seq

    async def wait(self, after: int, seconds: float) -> None:
        if self._news is None:
            # What came before the subscription is found by the caller's next read.
            self._news = await self._client.subscribe(self._wake, cb=self._ring, max_msgs=1)
            return
        try:
            async with asyncio.timeout(seconds):
                await self._rung.wait()
                self._news = None
                self._rung.clear()
                # The bell rings when the message is sent, a moment before it is stored.
                pause = 0.001
                while await self.last_sequence() <= after:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, 0.1)
        except TimeoutError:
            return

    async def close(self) -> None:
        """Give the subscriptions back; the connection is the caller's."""
        await self._direct.close()
        if self._news is not None and not self._client.is_closed:
            await self._news.unsubscribe()
        self._news = None

    async def _ring(self, _: Msg) -> None:
        self._rung.set()

    async def _stored_or_lost(self, subject: str, commit: C, expected: int) -> Recorded[C]:
        last = await self._last(subject)
        if last is not None and last.commit.id == commit.id:
            return last
        raise WrongExpectedVersionError(subject=subject, expected=expected)

    async def _last(self, subject: str) -> Recorded[C] | None:
        return await self._get({"last_by_subj": subject})

    async def _get(self, query: dict[str, str | int]) -> Recorded[C] | None:
        got = await api.ask(
            self._client,
            f"$JS.API.STREAM.MSG.GET.{self.stream}",
            query,
            api.GotMessage,
            self._seconds,
        )
        if got.message is not None:
            return self._codec.recorded(got.message.data, got.message.subject, got.message.seq)
        if got.error is not None and got.error.err_code == api.NO_MESSAGE:
            return None
        reason = got.error.description if got.error else "no message"
        raise StoreUnavailableError(stream=self.stream, cause=reason)

    async def _direct_load(self, subject: str, until: int) -> list[Recorded[C]]:
        found: list[Recorded[C]] = []

        def take(payload: bytes, stored_under: str, sequence: int) -> None:
            if sequence <= until:
                found.append(self._codec.recorded(payload, stored_under, sequence))

        reached = -1
        while reached != (found[-1].sequence if found else 0):
            reached = found[-1].sequence if found else 0
            query = {"seq": reached + 1, "next_by_subj": subject}
            await self._direct.batch(query, take, limit=BATCH)
        return found
