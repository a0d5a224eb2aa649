"""The event store on a JetStream stream with one subject per history.

Appends go through the guarded log; loads are confirmed by the leader.
"""

import asyncio
from collections.abc import Sequence
from typing import Generic

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error as NatsError

from engine.commits import C, Codec, Recorded, digest_of
from engine.errors import GapError, StoreUnavailableError
from engine.jetstream.direct import DirectReader
from engine.jetstream.ending import StreamEnd
from engine.jetstream.log import JetStreamLog

BATCH = 256
BELL_SECONDS = 1.0
"""A bell is lost when one node does not yet know who listens at another: then look again."""


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
        self._log = JetStreamLog(client, stream, seconds=seconds)
        self._direct = DirectReader(client, stream, seconds=seconds)
        self._end = StreamEnd(client, self._log, self._direct, seconds=seconds)
        self._news: Subscription | None = None
        self._rung = asyncio.Event()

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        payload = self._codec.encode(commit)
        stored = await self._log.write(subject, payload, expected=expected)
        if stored.payload == payload:
            return Recorded(commit, subject, stored.sequence, digest_of(payload))
        return self._codec.recorded(stored.payload, subject, stored.sequence)

    async def load(self, subject: str, *, after: int = 0) -> list[Recorded[C]]:
        last = await self._get({"last_by_subj": subject})
        if last is None or last.sequence <= after:
            return []
        # A tail, and a history that says it has just begun, is usually one commit; whether it
        # is, only the place before it tells.
        short = after or last.commit.version == 1
        found = await self._next(subject, after) if short else []
        reached = found[-1].sequence if found else after
        if reached < last.sequence:
            found += await self._direct_load(subject, reached, last.sequence)
            reached = found[-1].sequence if found else after
        # What a lagging replica did not give, the leader does.
        while reached < last.sequence:
            found += await self._next(subject, reached)
            reached = found[-1].sequence
        return found

    async def begun(self, subjects: Sequence[str]) -> set[str]:
        found: set[str] = set()

        def take(_: bytes, subject: str, __: int) -> None:
            found.add(subject)

        wanted = list(subjects)
        while wanted:
            left = await self._direct.batch({"multi_last": wanted}, take, limit=len(wanted))
            wanted = [subject for subject in wanted if subject not in found] if left else []
        return found

    async def read(self, after: int, limit: int) -> Sequence[Recorded[C]]:
        found: list[Recorded[C]] = []
        recorded = self._codec.recorded
        behind = 0

        def take(payload: bytes, subject: str, sequence: int) -> None:
            # Behind a gap everything waits until the leader has been asked.
            nonlocal behind
            if sequence == after + len(found) + 1:
                found.append(recorded(payload, subject, sequence))
            else:
                behind = sequence

        while (room := limit - len(found)) > 0:
            before, behind = len(found), 0
            left = await self._direct.batch({"seq": after + before + 1}, take, limit=room)
            if behind or len(found) == before:
                if not await self._fill(after, found):
                    break
            elif not left:
                break
        return found

    async def last_sequence(self) -> int:
        return await self._end.last_sequence()

    async def wait(self, after: int, seconds: float) -> None:
        if self._news is None:
            # What came before the subscription is found by the caller's next read.
            self._news = await self._listen()
            return
        try:
            async with asyncio.timeout(min(seconds, BELL_SECONDS)):
                await self._rung.wait()
                await self._unlisten()
                self._rung.clear()
                # Where the bell is the message itself, it rings a moment before it is stored.
                pause = 0.001
                while await self.last_sequence() <= after:
                    await asyncio.sleep(pause)
                    pause = min(2 * pause, 0.1)
        except TimeoutError:
            return

    async def close(self) -> None:
        """Give the subscriptions back; the connection is the caller's."""
        await self._direct.close()
        await self._unlisten()

    async def _unlisten(self) -> None:
        if self._news is not None and not self._client.is_closed:
            await self._news.unsubscribe()
        self._news = None

    async def _listen(self) -> Subscription:
        # Not for one message only: nats-server 2.15.1 never ends such a subscription where it
        # is on what another account exports.
        try:
            return await self._client.subscribe(self._wake, cb=self._ring)
        except NatsError as error:
            raise StoreUnavailableError(stream=self.stream, cause=type(error).__name__) from error

    async def _ring(self, _: Msg) -> None:
        self._rung.set()

    async def _get(self, query: dict[str, str | int]) -> Recorded[C] | None:
        stored = await self._log.get(query)
        return self._codec.recorded(stored.data, stored.subject, stored.seq) if stored else None

    async def _next(self, subject: str, after: int) -> list[Recorded[C]]:
        """The subject's next commit from the leader, which knows that there is one.

        Raises:
            GapError: It was removed.
        """
        commit = await self._get({"seq": after + 1, "next_by_subj": subject})
        if commit is None:
            raise GapError(stream=self.stream, expected=after + 1, found=0)
        return [commit]

    async def _fill(self, after: int, found: list[Recorded[C]]) -> bool:
        """Take from the leader what a replica did not give; false at the stream's end.

        Raises:
            GapError: The leader has not got it either.
        """
        expected = after + len(found) + 1
        if await self.last_sequence() < expected:
            return False
        commit = await self._get({"seq": expected, "next_by_subj": ">"})
        if commit is None or commit.sequence != expected:
            there = commit.sequence if commit else 0
            raise GapError(stream=self.stream, expected=expected, found=there)
        found.append(commit)
        return True

    async def _direct_load(self, subject: str, after: int, until: int) -> list[Recorded[C]]:
        """The subject's commits up to `until`, as far as a replica knows them."""
        found: list[Recorded[C]] = []

        def take(payload: bytes, stored_under: str, sequence: int) -> None:
            if sequence <= until:
                found.append(self._codec.recorded(payload, stored_under, sequence))

        reached, before = after, -1
        while before < reached < until:
            query = {"seq": reached + 1, "next_by_subj": subject}
            before = reached
            if await self._direct.batch(query, take, limit=BATCH) and found:
                reached = found[-1].sequence
        return found
