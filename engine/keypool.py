"""Keys that lie ready in the vault, so that nobody waits for it while they seal."""

import asyncio
from collections import deque

import uuid_utils

from engine.boxes import DataKey
from engine.errors import EngineError
from engine.vault import Vault


class PoolEmptyError(EngineError):
    """No key lies ready at this moment: wait for one by `take`."""

    code = "pool_empty"


class PoolStoppedError(EngineError):
    """The pool has been stopped: this process is about to end."""

    code = "pool_stopped"


class KeyPool:
    """Up to `size` keys, each in the vault before it is handed out, each handed out once.

    Keys left over at the end stay in the vault unused: one that may have been handed out must
    never be handed out again. So a pool can begin small and doubles with each refill.

    Args:
        vault: Where the keys lie.
        size: How many keys lie ready at most.
        low: With how few it is refilled, at most half of what it holds now.
        first: How many it begins with; all of `size` when left out.
    """

    def __init__(
        self, vault: Vault, *, size: int = 256, low: int = 128, first: int | None = None
    ) -> None:
        self._vault = vault
        self._size = size
        self._low = low
        self._goal = min(first or size, size)
        self._ready: deque[DataKey] = deque()
        self._refill: asyncio.Task[None] | None = None
        self._stopped = False

    async def start(self) -> None:
        """Fill the pool; what is wrong with the vault shows here first."""
        await self._refilled()

    async def stop(self) -> None:
        """Finish a refill that is under way, and hand out no key any more."""
        self._stopped = True
        if self._refill is not None:
            await asyncio.wait([self._refill])
        self._ready.clear()

    def take_nowait(self) -> DataKey:
        """Hand out a key that lies ready.

        Raises:
            PoolEmptyError: If there is none; more are being made.
            PoolStoppedError: If the pool has been stopped.
        """
        if self._stopped:
            raise PoolStoppedError
        key = self._ready.popleft() if self._ready else None
        if len(self._ready) < min(self._low, self._goal // 2 + 1):
            if not self._refilling():
                self._goal = min(self._size, 2 * self._goal)
            self._refill = self._running_refill()
        if key is None:
            raise PoolEmptyError
        return key

    async def take(self) -> DataKey:
        """Hand out a key, waiting for the vault where none lies ready.

        Raises:
            PoolStoppedError: If the pool has been stopped.
            EngineError: What the vault raised, if it gives no key.
        """
        while True:
            try:
                return self.take_nowait()
            except PoolEmptyError:
                await self._refilled()

    async def _refilled(self) -> None:
        self._refill = self._running_refill()
        # A taker that is cancelled must not take the refill of the others with it.
        await asyncio.shield(self._refill)

    def _refilling(self) -> bool:
        return self._refill is not None and not self._refill.done()

    def _running_refill(self) -> asyncio.Task[None]:
        if self._refill is not None and not self._refill.done():
            return self._refill
        refill = asyncio.create_task(self._fill())
        refill.add_done_callback(_look)
        return refill

    async def _fill(self) -> None:
        missing = self._goal - len(self._ready)
        keys = [DataKey.new(str(uuid_utils.uuid7())) for _ in range(missing)]
        await self._vault.put(keys)
        self._ready.extend(keys)


def _look(refill: asyncio.Task[None]) -> None:
    # While keys lie ready nobody waits for a refill; the next one fails alike, and when the last
    # key is gone its error reaches the taker. Looking here keeps asyncio from reporting it lost.
    if not refill.cancelled():
        refill.exception()
