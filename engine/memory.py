"""The store in memory: the reference for the port's contract, and for tests of rules."""

import asyncio
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from typing import Generic

from engine.commits import C, Codec, Recorded
from engine.errors import WrongExpectedVersionError
from engine.log import check_size, id_in


class MemoryStore(Generic[C]):
    """Keeps bytes, not objects, so that every read goes through the codec.

    Args:
        stream: Its name.
        codec: How commits become bytes.
        limit: The largest commit in bytes.
    """

    def __init__(self, stream: str, codec: Codec[C], *, limit: int = 256 * 1024) -> None:
        self.stream = stream
        self._limit = limit
        self._codec = codec
        self._messages: list[tuple[str, bytes]] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        self._grown = asyncio.Condition()

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        payload = self._codec.encode(commit)
        check_size(len(payload), self._limit)
        places = self._places.get(subject, [])
        later = bisect_right(places, expected)
        if later < len(places) and self._id_at(places[later]) == commit.id:
            return self._recorded(places[later])
        if (places[-1] if places else 0) != expected:
            raise WrongExpectedVersionError(subject=subject, expected=expected)
        self._messages.append((subject, payload))
        self._places[subject].append(len(self._messages))
        async with self._grown:
            self._grown.notify_all()
        return self._recorded(len(self._messages))

    async def load(self, subject: str, *, after: int = 0) -> list[Recorded[C]]:
        places = self._places.get(subject, [])
        return [self._recorded(place) for place in places[bisect_right(places, after) :]]

    async def begun(self, subjects: Sequence[str]) -> set[str]:
        return {subject for subject in subjects if subject in self._places}

    async def read(self, after: int, limit: int) -> Sequence[Recorded[C]]:
        end = min(len(self._messages), after + limit)
        return [self._recorded(place) for place in range(after + 1, end + 1)]

    async def last_sequence(self) -> int:
        return len(self._messages)

    async def wait(self, after: int, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds), self._grown:
                await self._grown.wait_for(lambda: len(self._messages) > after)
        except TimeoutError:
            return

    def _id_at(self, sequence: int) -> str:
        return id_in(self._messages[sequence - 1][1])

    def _recorded(self, sequence: int) -> Recorded[C]:
        subject, payload = self._messages[sequence - 1]
        return self._codec.recorded(payload, subject, sequence)
