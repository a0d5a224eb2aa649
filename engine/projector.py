"""Keeps one generation of a view true: rows, terms and position in one transaction.

Live, a case whose commit cannot be folded is parked with its later commits and
the others go on; a rebuild stops at the first such case.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import MetaData, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine import positions
from engine.commits import C, Recorded
from engine.parked import ParkedCases
from engine.projection import Projection
from engine.sql import Database
from engine.terms import TermChange, TermTable

R = TypeVar("R")
CHUNK = 500  # names in one `IN`, below SQLite's limit of variables

TermsOf = Callable[[Sequence[Recorded[C]]], Awaitable[Sequence[TermChange]]]


async def no_terms(_: Sequence[Recorded[Any]]) -> Sequence[TermChange]:
    """A view that nothing is looked up in."""
    return ()


@dataclass(slots=True)
class _Row(Generic[R]):
    fold: R
    version: int
    sequence: int


class Projector(Generic[C, R]):
    """Applies pages of commits to one generation.

    Args:
        database: Where the view lies.
        stream: The stream it follows.
        projection: The view.
        generation: Which copy of it.
        terms: What the commits of a page are found by.
        strict: A rebuild: the first commit that cannot be folded stops it.
    """

    def __init__(
        self,
        database: Database,
        stream: str,
        projection: Projection[C, R],
        generation: int,
        *,
        terms: TermsOf[C] = no_terms,
        strict: bool = False,
    ) -> None:
        self.metadata = MetaData()
        self.projection = projection
        self.generation = generation
        self.table = projection.table(self.metadata, generation)
        self.terms = TermTable(self.metadata, self.table.name)
        self.key = self.table.name
        self._database = database
        self._stream = stream
        self._terms_of = terms
        self._parked = ParkedCases(self.metadata, self.table.name, strict=strict)
        self._columns = [column.name for column in self.table.columns]
        self._upsert = database.bulk(database.upsert(self.table, ["subject"]), self._columns)

    async def open(self) -> int:
        """Make the tables where they are missing, and answer the saved position."""
        await self._database.create(positions.metadata)
        await self._database.create(self.metadata)
        async with self._database.read() as connection:
            await self._parked.load(connection)
            return await positions.load(connection, self.key, self._stream)

    async def apply(self, page: Sequence[Recorded[C]]) -> int:
        """Take in a page; the position moves with the rows, or nothing happens.

        Raises:
            LostPositionError: Another copy has taken this page in.
            ParkedError: In a rebuild, a commit could not be folded.
        """
        changes = await self._terms_of(page)
        async with self._database.write(self.key) as connection:
            rows = await self._rows(connection, page)
            changed = [recorded for recorded in page if self._fold(rows, recorded)]
            subjects = dict.fromkeys(recorded.subject for recorded in changed)
            await self._upsert.run(connection, [self._values(s, rows[s]) for s in subjects])
            await self.terms.apply(self._database, connection, changes)
            await self._parked.save(self._database, connection)
            before, after = page[0].sequence - 1, page[-1].sequence
            await positions.advance(connection, self.key, self._stream, before, after)
        return after

    async def retry(self, subject: str, history: Sequence[Recorded[C]]) -> None:
        """Fold a parked case again from its whole history.

        Raises:
            ParkedError: It still cannot be folded.
        """
        changes = await self._terms_of(history)
        row = _Row(self.projection.initial, 0, 0)
        for recorded in history:
            row.fold = self._parked.guarded(self.projection.evolve, row.fold, recorded)
            row.version, row.sequence = recorded.commit.version, recorded.sequence
        async with self._database.write(self.key) as connection:
            await self._upsert.run(connection, [self._values(subject, row)])
            await self.terms.apply(self._database, connection, changes)
            await self._parked.release(connection, subject)

    async def _rows(
        self, connection: AsyncConnection, page: Sequence[Recorded[C]]
    ) -> dict[str, _Row[R]]:
        begun = {recorded.subject for recorded in page if recorded.commit.version == 1}
        rows = {subject: _Row(self.projection.initial, 0, 0) for subject in begun}
        wanted = list({recorded.subject for recorded in page} - begun)
        columns = self.table.c
        for start in range(0, len(wanted), CHUNK):
            query = select(
                columns.subject, columns.fold, columns.head_version, columns.head_sequence
            ).where(columns.subject.in_(wanted[start : start + CHUNK]))
            for subject, fold, version, sequence in await connection.execute(query):
                rows[subject] = _Row(self.projection.load(fold), version, sequence)
        return rows

    def _fold(self, rows: dict[str, _Row[R]], recorded: Recorded[C]) -> bool:
        if self._parked.holds(recorded):
            return False
        row = rows.setdefault(recorded.subject, _Row(self.projection.initial, 0, 0))
        if recorded.commit.version != row.version + 1:
            return self._parked.park(recorded, "version_gap")
        fold = self._parked.fold(self.projection.evolve, row.fold, recorded)
        if fold is None:
            return False
        row.fold = fold
        row.version, row.sequence = recorded.commit.version, recorded.sequence
        return True

    def _values(self, subject: str, row: _Row[R]) -> tuple[Any, ...]:
        own = self.projection.row(row.fold)
        fixed = (subject, row.version, row.sequence, self.projection.dump(row.fold))
        return (*fixed, *(own[name] for name in self._columns[len(fixed) :]))
