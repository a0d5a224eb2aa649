"""Reads a stream page by page, from a position on, without a consumer.

There is nothing to lose on the server: the position lies with what was made of
the page. A page is handed over in the stream's order and without a gap.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic

from engine.commits import C, Recorded
from engine.errors import StoreUnavailableError
from engine.positions import LostPositionError
from engine.sql import DatabaseUnavailableError
from engine.store import EventStore
from engine.tasks import check_cancelled, end

PAGE = 500
IDLE = 2.0
LINGER = 0.05
LONGEST_PAUSE = 5.0


class Follower(Generic[C]):
    """Follows one stream for one reader.

    Args:
        store: The stream; a store of its own, since waiting is for one reader.
        handle: Takes a page and answers the position to go on from.
        page: How many commits are asked for at once.
        resume: Answers the saved position. With it, a reader whose position was moved by
            another copy goes on from there; without, that is the caller's to solve.
    """

    def __init__(
        self,
        store: EventStore[C],
        handle: Callable[[Sequence[Recorded[C]]], Awaitable[int]],
        *,
        page: int = PAGE,
        resume: Callable[[], Awaitable[int]] | None = None,
    ) -> None:
        self._store = store
        self._handle = handle
        self._resume = resume
        self._page = page
        self.position = 0
        self._moved = asyncio.Condition()

    async def start_at(self, position: int) -> None:
        """Go on from a position that was saved."""
        await self._move(position)

    async def catch_up(
        self, until: int | None = None, progress: Callable[[int], None] | None = None
    ) -> int:
        """Read to the end, or to `until`, and answer the position reached."""
        ahead: asyncio.Task[Sequence[Recorded[C]]] | None = None
        try:
            while until is None or self.position < until:
                limit = self._limit(self.position, until)
                page = await (ahead or self._store.read(self.position, limit))
                ahead = None
                check_cancelled()
                if not page:
                    break
                last = page[-1].sequence
                full = len(page) == limit
                if full and (until is None or last < until):
                    # The next page comes in while this one is written.
                    ahead = asyncio.create_task(self._store.read(last, self._limit(last, until)))
                await self._move(await self._taken_in(page))
                if ahead is not None and self.position != last:
                    await end(ahead)
                    ahead = None
                if progress is not None:
                    progress(self.position)
                if until is None and not full:
                    break
        finally:
            if ahead is not None:
                await end(ahead)
        return self.position

    async def run(self) -> None:
        """Follow until cancelled; a store or database that does not answer is asked again."""
        pause = 0.1
        while True:
            try:
                before = self.position
                await self.catch_up()
                if self.position > before:
                    # The first commit after a quiet time is taken in at once; in a rush,
                    # pages gather instead of costing a transaction for each commit.
                    await asyncio.sleep(LINGER)
                await self._store.wait(self.position, IDLE)
                check_cancelled()
                pause = 0.1
            except (StoreUnavailableError, DatabaseUnavailableError):
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until `sequence` was handled; false when the time is over."""
        try:
            async with asyncio.timeout(seconds), self._moved:
                await self._moved.wait_for(lambda: self.position >= sequence)
        except TimeoutError:
            return False
        return True

    def _limit(self, position: int, until: int | None) -> int:
        return self._page if until is None else min(self._page, until - position)

    async def _taken_in(self, page: Sequence[Recorded[C]]) -> int:
        try:
            return await self._handle(page)
        except LostPositionError:
            if self._resume is None:
                raise
            return await self._resume()

    async def _move(self, position: int) -> None:
        async with self._moved:
            self.position = position
            self._moved.notify_all()
