"""Keeps one generation of a view true: rows, terms and position in one transaction.

Live, a case whose commit cannot be folded is parked with its later commits and
the others go on; a rebuild stops at the first such case.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import MetaData, select
from sqlalchemy.exc import DataError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

import engine.positions as saved
from engine.commits import C, Recorded
from engine.errors import ParkedError
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
        await self._database.create(saved.metadata)
        await self._database.create(self.metadata)
        return await self.position()

    async def position(self) -> int:
        """The saved position, which another copy may have moved."""
        async with self._database.read() as connection:
            return await saved.load(connection, self.key, self._stream)

    async def apply(self, page: Sequence[Recorded[C]]) -> int:
        """Take in a page; the position moves with the rows, or nothing happens.

        Raises:
            LostPositionError: Another copy has taken this page in.
            ParkedError: In a rebuild, a commit could not be folded.
        """
        changes = await self._terms_of(page)
        async with self._database.write(self.key) as connection:
            # Another copy may have parked or released a case since the last page.
            await self._parked.load(connection)
            rows = await self._rows(connection, page)
            first: dict[str, Recorded[C]] = {}
            for recorded in page:
                if self._fold(rows, recorded):
                    first.setdefault(recorded.subject, recorded)
            await self._write(connection, rows, first)
            await self.terms.apply(self._database, connection, changes)
            await self._parked.save(self._database, connection)
            before, after = page[0].sequence - 1, page[-1].sequence
            await saved.advance(connection, self.key, self._stream, before, after)
        return after

    async def retry(self, subject: str, history: Sequence[Recorded[C]]) -> None:
        """Fold a parked case again from its whole history.

        Commits beyond the view's position are left for the page that they belong to.

        Raises:
            ParkedError: It still cannot be folded, or the history is older than the view.
        """
        changes = await self._terms_of(history)
        async with self._database.write(self.key) as connection:
            await self._parked.load(connection)
            position = await saved.load(connection, self.key, self._stream)
            known = [recorded for recorded in history if recorded.sequence <= position]
            row = self._refolded(known)
            self._parked.check_whole(subject, row.sequence)
            values = self._parked.guarded(known[-1], self._values, subject, row)
            if not await self._upserted(connection, [values]):
                raise _unstorable(known[-1])
            await self.terms.apply(self._database, connection, changes)
            await self._parked.release(connection, subject)

    def _refolded(self, history: Sequence[Recorded[C]]) -> _Row[R]:
        row = _Row(self.projection.initial, 0, 0)
        for recorded in history:
            self._grow(row, recorded)
        return row

    def _grow(self, row: _Row[R], recorded: Recorded[C]) -> None:
        if recorded.commit.version != row.version + 1:
            raise ParkedError(
                subject=recorded.subject, sequence=recorded.sequence, cause="version_gap"
            )
        row.fold = self._parked.guarded(recorded, self.projection.evolve, row.fold, recorded)
        row.version, row.sequence = recorded.commit.version, recorded.sequence

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
        row = rows.get(recorded.subject)
        if row is None:
            row = rows[recorded.subject] = _Row(self.projection.initial, 0, 0)
        try:
            self._grow(row, recorded)
        except ParkedError as error:
            self._parked.park(recorded, error)
            return False
        return True

    async def _write(
        self,
        connection: AsyncConnection,
        rows: dict[str, _Row[R]],
        first: dict[str, Recorded[C]],
    ) -> None:
        """Write the changed rows; `first` is what changed each of them first."""
        values: dict[str, tuple[Any, ...]] = {}
        for subject, recorded in first.items():
            row = rows[subject]
            try:
                values[subject] = self._parked.guarded(recorded, self._values, subject, row)
            except ParkedError as error:
                self._parked.park(recorded, error)
        if await self._upserted(connection, list(values.values())):
            return
        for subject, value in values.items():
            if not await self._upserted(connection, [value]):
                self._parked.park(first[subject], _unstorable(first[subject]))

    async def _upserted(self, connection: AsyncConnection, rows: list[tuple[Any, ...]]) -> bool:
        try:
            async with connection.begin_nested():
                await self._upsert.run(connection, rows)
        except (DataError, IntegrityError, OverflowError):
            # A value that the database does not take, such as a text that is too long.
            return False
        return True

    def _values(self, subject: str, row: _Row[R]) -> tuple[Any, ...]:
        own = self.projection.row(row.fold)
        fixed = (subject, row.version, row.sequence, self.projection.dump(row.fold))
        return (*fixed, *[own[name] for name in self._columns[len(fixed) :]])


def _unstorable(recorded: Recorded[Any]) -> ParkedError:
    return ParkedError(subject=recorded.subject, sequence=recorded.sequence, cause="unstorable_row")
