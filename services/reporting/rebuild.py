"""Builds the view again from zero, beside the live one, and compares the two."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from engine import generations
from engine.follow import Follower
from engine.positions import Lease
from schemas.base import Position
from services.reporting.cases import CASES
from services.reporting.digest import ViewDigest, view_digest
from services.reporting.generation import CasesProjector, Tables, drop, live_generation
from services.reporting.refusals import NotActiveError, ReplayRunningError
from services.reporting.views import LEASE_SECONDS, ViewKeeper

PAGE = 4000
REPLAY_SECONDS = 600


@dataclass(frozen=True, slots=True)
class RebuildResult:
    """What a rebuild found; both digests are of one position."""

    rows: int
    terms: int
    commits: int
    seconds: float
    digest: str
    live_digest: str
    position: Position
    swapped: bool

    @property
    def equal(self) -> bool:
        """Whether the live view is what its history says."""
        return self.digest == self.live_digest


async def rebuild(
    keeper: ViewKeeper, progress: Callable[[int], None] | None = None, *, swap: bool = False
) -> RebuildResult:
    """Build the next generation strictly and compare it; it is dropped unless swapped in.

    Args:
        keeper: Who keeps the live view; it goes on meanwhile.
        progress: Told the position after each page.
        swap: Make the rebuilt one the live view, whatever the comparison says.

    Raises:
        ParkedError: A commit cannot be folded.
        NotActiveError: It shall be swapped in, and another copy keeps the view.
        ReplayRunningError: Another rebuild is under way.
    """
    now = keeper.clock.now()
    if swap and not await keeper.lease.acquire(now, LEASE_SECONDS):
        raise NotActiveError
    lease = Lease(keeper.database, f"{CASES.name} replay", keeper.holder)
    if keeper.rebuilding.locked() or not await lease.acquire(now, REPLAY_SECONDS):
        raise ReplayRunningError
    async with keeper.rebuilding:
        try:
            return await _Rebuild(keeper, await live_generation(keeper.database)).run(
                progress, swap=swap
            )
        finally:
            await lease.release()


class _Rebuild:
    def __init__(self, keeper: ViewKeeper, live: int) -> None:
        self._keeper = keeper
        self._old = Tables.of(live)
        self._new = Tables.of(live + 1)
        self._projector: CasesProjector = keeper.projector(live + 1, strict=True)
        self._follower = Follower(keeper.source, self._projector.apply, page=PAGE)

    async def run(self, progress: Callable[[int], None] | None, *, swap: bool) -> RebuildResult:
        keeper = self._keeper
        await drop(keeper.database, self._new)
        swapped = False
        try:
            await self._projector.open()
            start = time.monotonic()
            commits = await self._follower.catch_up(await keeper.saved_position(), progress)
            seconds = time.monotonic() - start
            live, mine, sequence = await self._compare()
            if swap:
                await self._swap()
                swapped = True
        finally:
            await drop(keeper.database, self._old if swapped else self._new)
        stream = keeper.store.stream
        return RebuildResult(
            rows=mine.rows,
            terms=mine.terms,
            commits=commits,
            seconds=seconds,
            digest=mine.digest,
            live_digest=live.digest,
            position=Position(stream=stream, sequence=sequence),
            swapped=swapped,
        )

    async def _compare(self) -> tuple[ViewDigest, ViewDigest, int]:
        """The live view first: the rebuilt one can still be brought to exactly where it stood."""
        async with self._keeper.snapshot() as snapshot:
            sequence = snapshot.position.sequence if snapshot.position else 0
            live = await view_digest(snapshot.connection, snapshot.table, snapshot.terms)
        await self._follower.catch_up(sequence)
        async with self._keeper.database.read() as connection:
            mine = await view_digest(connection, self._new.cases, self._new.terms)
        return live, mine, sequence

    async def _swap(self) -> None:
        keeper = self._keeper
        async with keeper.applying:
            await self._follower.catch_up(await keeper.saved_position())
            async with keeper.database.write(CASES.name) as connection:
                generation = self._new.generation
                await generations.swap(
                    keeper.database, connection, CASES.name, CASES.version, generation
                )
            await keeper.use(keeper.projector(self._new.generation))
