"""The port to timers: a firing is a hint, and whoever is told decides again."""

import asyncio
import datetime as dt
import heapq
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Firing:
    """A timer that came due, late or twice perhaps.

    Attributes:
        subject: The history it is about.
        name: Which timer of it.
        done: To be awaited once the hint was followed; else it comes again. Raises
            StoreUnavailableError when the answer did not get through.
    """

    subject: str
    name: str
    done: Callable[[], Awaitable[None]]


class Timers(Protocol):
    """Timers by subject and name; arming again moves one."""

    async def arm(self, subject: str, name: str, at: dt.datetime) -> None:
        """Fire at `at`, or at once when that is over.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """

    def firings(self) -> AsyncIterator[Firing]:
        """Every firing, for ever."""


class FakeTimers:
    """Timers on a clock that a test moves."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.armed: dict[tuple[str, str], dt.datetime] = {}
        self._due: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    async def arm(self, subject: str, name: str, at: dt.datetime) -> None:
        self.armed[subject, name] = at
        self._fire()

    async def firings(self) -> AsyncIterator[Firing]:
        while True:
            subject, name = await self._due.get()

            async def done() -> None:
                self._due.task_done()

            yield Firing(subject, name, done)

    async def move_to(self, now: dt.datetime) -> None:
        """Move the clock and wait until every hint was followed."""
        self.now = now
        self._fire()
        await self._due.join()

    def _fire(self) -> None:
        due = [(at, key) for key, at in self.armed.items() if at <= self.now]
        heapq.heapify(due)
        while due:
            _, key = heapq.heappop(due)
            del self.armed[key]
            self._due.put_nowait(key)
