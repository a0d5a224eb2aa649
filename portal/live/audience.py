"""Those who look on: each is told that something changed, as often as a page can use it."""

import asyncio
from collections.abc import AsyncGenerator

GAP_SECONDS = 2.0
"""After one change so long no other is told: an import writes a thousand in that time."""
QUIET_SECONDS = 20.0
"""After so long without a change a sign of life is sent."""


class Audience:
    """Those who look on at one office, or for one OPD of it.

    Attributes:
        sequence: Up to where it was heard; 0 before anything was.
    """

    def __init__(self) -> None:
        self.sequence = 0
        self._turn = 0
        self._waiting: set[asyncio.Event] = set()
        self._over = asyncio.Event()

    @property
    def size(self) -> int:
        """How many look on."""
        return len(self._waiting)

    def tell(self, sequence: int) -> None:
        """Something changed; the sequence may be known already."""
        self.sequence = max(self.sequence, sequence)
        self._turn += 1
        for heard in self._waiting:
            heard.set()

    def close(self) -> None:
        """Let everybody go at once."""
        self._over.set()
        for heard in self._waiting:
            heard.set()

    async def changes(self, *, behind: bool = False) -> AsyncGenerator[int | None, None]:
        """The sequence at each change, None as a sign of life; it ends when the portal stops.

        Args:
            behind: Whether something changed already that this one has not seen.
        """
        heard = asyncio.Event()
        self._waiting.add(heard)
        seen = self._turn - int(behind)
        try:
            while not self._over.is_set():
                heard.clear()
                if seen != self._turn:
                    seen = self._turn
                    yield self.sequence
                    await _within(self._over, GAP_SECONDS)
                elif not await _within(heard, QUIET_SECONDS):
                    yield None
        finally:
            self._waiting.discard(heard)


async def _within(event: asyncio.Event, seconds: float) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
