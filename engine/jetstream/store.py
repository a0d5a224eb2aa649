"""The event store on a JetStream stream with one subject per history.

Appends go through the guarded log; loads are confirmed by the leader.
"""

import asyncio
from collections.abc import Sequence
from typing import Generic

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription

from engine.commits import C, Codec, Recorded, digest_of
from engine.errors import GapError, StoreUnavailableError
from engine.jetstream import api
from engine.jetstream.direct import DirectReader
from engine.jetstream.log import JetStreamLog

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
        self._log = JetStreamLog(client, stream, seconds=seconds)
        self._direct = DirectReader(client, stream, seconds=seconds)
        self._news: Subscription | None = None
        self._rung = asyncio.Event()

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        payload = self._codec.encode(commit)
        sequence = await self._log.append(subject, payload, expected=expected)
        return Recorded(commit, subject, sequence, digest_of(payload))

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

    async def begun(self, subjects: Sequence[str]) -> set[str]:
        found: set[str] = set()

        def take(_: bytes, subject: str, __: int) -> None:
            found.add(subject)

        if subjects:
            await self._direct.batch({"multi_last": list(subjects)}, take, limit=len(subjects))
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

    async def _last(self, subject: str) -> Recorded[C] | None:
        return await self._get({"last_by_subj": subject})

    async def _get(self, query: dict[str, str | int]) -> Recorded[C] | None:
        stored = await self._log.get(query)
        return self._codec.recorded(stored.data, stored.subject, stored.seq) if stored else None

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
