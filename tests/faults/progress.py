"""How far the load has come, which is what faults are timed by."""

import asyncio


class Progress:
    """Counts steps, and holds the load back while a fault is due.

    The wall clock would put all faults into the beginning of a slow run, or after the end
    of a quick one.
    """

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._limit = total
        self._changed = asyncio.Condition()

    async def step(self) -> None:
        """Count one step."""
        async with self._changed:
            self.done += 1
            self._changed.notify_all()

    async def turn(self) -> None:
        """Wait while the load is ahead of the faults."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.done < self._limit)

    async def reach(self, step: int) -> None:
        """Wait until so many steps are done."""
        async with self._changed:
            await self._changed.wait_for(lambda: self.done >= step)

    async def allow(self, limit: int) -> None:
        """Let the load go on up to here."""
        async with self._changed:
            self._limit = min(limit, self.total + 1)
            self._changed.notify_all()
