"""The view as it was: the same projection over what was recorded by a moment, in memory."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager

from engine import positions
from engine.commits import Recorded
from engine.follow import Follower
from engine.sql import Database, open_database
from engine.store import EventStore
from schemas.base import Position
from schemas.commit import Commit
from services.reporting.cases import CASES
from services.reporting.generation import CasesProjector
from services.reporting.snapshot import Snapshot

PAGE = 2000
EVER = dt.datetime.max.replace(tzinfo=dt.UTC)


class _Past:
    """Lets through what was recorded before a moment."""

    def __init__(self, database: Database, stream: str, until: dt.datetime) -> None:
        self._database = database
        self._stream = stream
        self._until = until
        self.projector = CasesProjector(database, stream, CASES, 1)
        self.position = 0

    async def apply(self, page: Sequence[Recorded[Commit]]) -> int:
        kept = [recorded for recorded in page if recorded.commit.recorded_at < self._until]
        if kept:
            await self._skip_to(kept[0].sequence - 1)
            self.position = await self.projector.apply(kept)
        return page[-1].sequence

    async def _skip_to(self, sequence: int) -> None:
        """Cases are recorded side by side, so that what is left out has gaps in the stream."""
        if sequence == self.position:
            return
        async with self._database.write() as connection:
            key = self.projector.key
            await positions.advance(connection, key, self._stream, self.position, sequence)


@asynccontextmanager
async def snapshot_until(
    store: EventStore[Commit],
    until: dt.datetime,
    progress: Callable[[int], None] | None = None,
    *,
    upto: int | None = None,
) -> AsyncIterator[Snapshot]:
    """The view of what was recorded before a moment; nothing can be looked up by identity in it.

    `upto` is the last position that may go in.
    """
    database = open_database("sqlite+aiosqlite://")
    try:
        past = _Past(database, store.stream, until)
        await past.projector.open()
        last = await store.last_sequence() if upto is None else upto
        await Follower(store, past.apply, page=PAGE).catch_up(last, progress)
        position = Position(stream=store.stream, sequence=past.position) if past.position else None
        async with database.read() as connection:
            table, terms = past.projector.table, past.projector.terms
            yield Snapshot(connection, table, terms, position)
    finally:
        await database.close()
