"""Many things at once, and a way to wait until the rush is over."""

import asyncio
from typing import Final

LULL: Final = 0.1
"""Seconds without a newcomer after which a rush is over."""


class Rush:
    """Lets so many in at once, and tells others when there is no crowd."""

    def __init__(self, at_once: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._at_once = at_once
        self._inside = 0
        self._crowded = False
        self._last = 0.0

    async def enter(self) -> None:
        """Wait for a place."""
        await self._slots.acquire()
        self._inside += 1
        self._crowded = self._crowded or self._inside == self._at_once
        self._last = asyncio.get_running_loop().time()

    def leave(self) -> None:
        """Give the place back."""
        self._slots.release()
        self._inside -= 1

    async def quiet(self, seconds: float) -> None:
        """Wait until the crowd has gone, at most so long; at once where there is none."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._crowded and loop.time() < until:
            if self._inside == 0 and loop.time() - self._last >= LULL:
                self._crowded = False
            else:
                await asyncio.sleep(LULL)
