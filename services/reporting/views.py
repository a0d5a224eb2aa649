"""Keeps the live view true, reads it, and waits until it has come far enough."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import structlog

from engine import generations, positions
from engine.commits import Recorded
from engine.errors import EngineError, StoreUnavailableError
from engine.follow import PAGE, Follower
from engine.positions import Lease, LostLeaseError, LostPositionError
from engine.projector import TermsOf, no_terms
from engine.sql import Database
from engine.store import EventStore
from runtime.broken import Broken
from runtime.clock import Clock
from schemas.base import Position
from schemas.commit import Commit
from services.reporting.cases import CASES
from services.reporting.generation import (
    CasesProjector,
    Tables,
    drop_older_versions,
    live_generation,
)
from services.reporting.refusals import OtherStreamError, ViewBehindError
from services.reporting.snapshot import Snapshot

LEASE_SECONDS = 15
STANDBY_SECONDS = 2.0
PATIENCE_SECONDS = 5.0
POLL_SECONDS = 0.05
log = structlog.get_logger(__name__)


class ViewKeeper:
    """The view `cases` of one office; of all copies of the service one keeps it, all read it.

    Args:
        database: Where the view lies.
        store: The office's stream, for this keeper alone.
        terms: What a case is found by.
        holder: This copy's name. An embedded system always uses the same, so that after a
            crash it need not wait for its own lease to end.
        clock: Tells when a lease ends.
        source: The stream as the folding reads it, which may be less of each commit.
        page: How many commits are taken in at once.
        gate: What keeps the office's gate closed at the moment.
    """

    def __init__(
        self,
        database: Database,
        store: EventStore[Commit],
        terms: TermsOf[Commit] = no_terms,
        *,
        holder: str,
        clock: Clock,
        source: EventStore[Commit] | None = None,
        page: int = PAGE,
        gate: Callable[[], Sequence[Broken]] = tuple,
    ) -> None:
        self.gate = gate
        self.database = database
        self.store = store
        self.source = source or store
        self.terms = terms
        self.clock = clock
        self.holder = holder
        self.active = False
        self.halted: str | None = None
        self.applying = asyncio.Lock()
        self.rebuilding = asyncio.Lock()
        self.follower: Follower[Commit] = Follower(self.source, self._apply, page=page)
        self.lease = Lease(database, CASES.name, holder)
        self._projector = CasesProjector(database, store.stream, CASES, 1, terms=terms)
        self._tables: dict[int, Tables] = {}

    async def open(self) -> None:
        """Find or make the live generation and go on from its position."""
        generation = await live_generation(self.database)
        self._projector = self.projector(generation)
        await self.follower.start_at(await self._projector.open())

    def projector(self, generation: int, *, strict: bool = False) -> CasesProjector:
        """What takes commits into one generation."""
        stream = self.store.stream
        return CasesProjector(
            self.database, stream, CASES, generation, terms=self.terms, strict=strict
        )

    async def catch_up(self) -> int:
        """Take in all there is now; for one who does not `run`."""
        return await self.follower.catch_up()

    async def run(self) -> None:
        """Keep the view until cancelled, or stand by while another copy does."""
        try:
            while True:
                await self._turn()
        finally:
            self.active = False
            # A lease that cannot be given up ends by itself.
            with suppress(EngineError):
                await self.lease.release()

    async def use(self, projector: CasesProjector) -> None:
        """Go on with another generation; the caller holds `applying`."""
        self._projector = projector
        await self.follower.start_at(await projector.open())

    async def retry(self, subject: str) -> int:
        """Take a parked case in again from its whole history; answers its version.

        Raises:
            ParkedError: It still cannot be folded.
        """
        async with self.applying:
            history = await self.store.load(subject)
            position = self.follower.position
            seen = [recorded for recorded in history if recorded.sequence <= position]
            await self._projector.retry(subject, seen)
        return seen[-1].commit.version

    def tables(self, generation: int) -> Tables:
        """The tables of a generation."""
        return self._tables.setdefault(generation, Tables.of(generation))

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Snapshot]:
        """One moment of the live view."""
        async with self.database.read() as connection:
            generation = await generations.live(connection, CASES.name, CASES.version) or 1
            tables = self.tables(generation)
            stream = self.store.stream
            sequence = await positions.load(connection, tables.cases.name, stream)
            position = Position(stream=stream, sequence=sequence) if sequence else None
            yield Snapshot(connection, tables.cases, tables.terms, position)

    async def reach(self, position: Position, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until the view has taken in a position.

        Raises:
            OtherStreamError: It is a position of another stream.
            ViewBehindError: The view has not come so far in time.
        """
        if position.stream != self.store.stream:
            raise OtherStreamError(position.stream, self.store.stream)
        wanted = position.sequence
        try:
            async with asyncio.timeout(seconds):
                if self.active and await self.follower.reach(wanted, seconds):
                    return
                while await self.saved_position() < wanted:  # noqa: ASYNC110 - another process moves it
                    await asyncio.sleep(POLL_SECONDS)
        except TimeoutError:
            raise ViewBehindError(wanted, await self.saved_position()) from None

    async def saved_position(self) -> int:
        """How far the live view has come, whoever keeps it."""
        async with self.snapshot() as snapshot:
            return snapshot.position.sequence if snapshot.position else 0

    async def _apply(self, page: Sequence[Recorded[Commit]]) -> int:
        async with self.applying:
            position = await self._projector.apply(page)
        self.halted = None
        return position

    async def _turn(self) -> None:
        """One time of being active, or of waiting for it."""
        try:
            if await self.lease.acquire(self.clock.now(), LEASE_SECONDS):
                await self._keep()
            else:
                await asyncio.sleep(STANDBY_SECONDS)
        except* (LostPositionError, LostLeaseError) as lost:
            log.warning("view_lost", codes=_codes(lost))
        except* EngineError as failed:
            self.halted = _codes(failed)[0]
            log.exception("view_halted", codes=_codes(failed))
        if self.halted is not None:
            await asyncio.sleep(STANDBY_SECONDS)

    async def _keep(self) -> None:
        await self.open()
        self.active = True
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self.follower.run())
                tasks.create_task(self._renew())
                tasks.create_task(self._tidy())
        finally:
            self.active = False

    async def _renew(self) -> None:
        while True:
            await asyncio.sleep(LEASE_SECONDS / 3)
            await self.lease.renew(self.clock.now(), LEASE_SECONDS)

    async def _tidy(self) -> None:
        """Older versions of the view go once this one has come to the end."""
        try:
            last = await self.store.last_sequence()
        except StoreUnavailableError:
            return
        while not await self.follower.reach(last, STANDBY_SECONDS):
            pass
        await drop_older_versions(self.database)


def _codes(group: BaseExceptionGroup[EngineError]) -> list[str]:
    found: list[str] = []
    for error in group.exceptions:
        found += _codes(error) if isinstance(error, BaseExceptionGroup) else [error.code]
    return found
