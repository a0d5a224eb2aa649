"""Many things at once, and a way to wait until there are few of them."""

import asyncio


class Rush:
    """Lets so many in at once, and tells others when nobody waits at the door."""

    def __init__(self, at_once: int) -> None:
        self._slots = asyncio.Semaphore(at_once)
        self._inside = 0
        self._calm = asyncio.Event()
        self._calm.set()
        self._at_once = at_once

    async def enter(self) -> None:
        """Wait for a place."""
        await self._slots.acquire()
        self._inside += 1
        if self._inside == self._at_once:
            self._calm.clear()

    def leave(self) -> None:
        """Give the place back."""
        self._slots.release()
        self._inside -= 1
        if self._inside == 0:
            self._calm.set()

    async def quiet(self, seconds: float) -> None:
        """Wait until the crowd has gone, at most so long; at once where there is none."""
        if self._calm.is_set():
            return
        try:
            async with asyncio.timeout(seconds):
                await self._calm.wait()
        except TimeoutError:
            return
