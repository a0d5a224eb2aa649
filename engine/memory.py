"""The store in memory: the reference for the port's contract, and for tests of rules."""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from typing import Generic

from engine.commits import C, Codec, Recorded
from engine.errors import WrongExpectedVersionError


class MemoryStore(Generic[C]):
    """Keeps bytes, not objects, so that every read goes through the codec."""

    def __init__(self, stream: str, codec: Codec[C]) -> None:
        self.stream = stream
        self._codec = codec
        self._messages: list[tuple[str, bytes]] = []
        self._places: dict[str, list[int]] = defaultdict(list)
        self._grown = asyncio.Condition()

    async def append(self, subject: str, commit: C, *, expected: int) -> Recorded[C]:
        last = self._places[subject][-1] if subject in self._places else 0
        if last:
            stored = self._recorded(last)
            if stored.commit.id == commit.id:
                return stored
        if last != expected:
            raise WrongExpectedVersionError(subject=subject, expected=expected)
        self._messages.append((subject, self._codec.encode(commit)))
        self._places[subject].append(len(self._messages))
        async with self._grown:
            self._grown.notify_all()
        return self._recorded(len(self._messages))

    async def load(self, subject: str, *, after: int = 0) -> list[Recorded[C]]:
        return [self._recorded(place) for place in self._places.get(subject, []) if place > after]

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

    def _recorded(self, sequence: int) -> Recorded[C]:
        subject, payload = self._messages[sequence - 1]
        return self._codec.recorded(payload, subject, sequence)
