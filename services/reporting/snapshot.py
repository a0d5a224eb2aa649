"""One moment of a view: a connection that reads it, and the position it is true at."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.terms import TermTable
from schemas.base import Position
from schemas.queries import CaseFilter
from services.reporting.cases import CASES, known_by, moment_of
from services.reporting.filters import where
from services.reporting.statuses import report_status_of

Values: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A view as one reader sees it; every question about it gets answers of one moment."""

    connection: AsyncConnection
    table: Table
    terms: TermTable
    position: Position | None

    async def count(self, filter_: CaseFilter) -> int:
        """How many cases a filter finds."""
        condition = await self._where(filter_)
        query = select(func.count()).select_from(self.table).where(condition)
        return cast(int, await self.connection.scalar(query))

    async def counts(self, filter_: CaseFilter, *columns: ColumnElement[Any]) -> list[Values]:
        """Each combination of values with the number of its cases, in no order."""
        query = (
            select(*columns, func.count())
            .select_from(self.table)
            .where(await self._where(filter_))
            .group_by(*columns)
        )
        return [tuple(row) for row in await self.connection.execute(query)]

    async def page(self, filter_: CaseFilter, limit: int, offset: int) -> list[Values]:
        """Subject and fold of the cases of a filter, by day of receipt and number."""
        columns = self.table.c
        query = (
            select(columns.subject, columns.fold)
            .where(await self._where(filter_))
            .order_by(columns.received_on, columns.number)
            .limit(limit)
            .offset(offset)
        )
        return [tuple(row) for row in await self.connection.execute(query)]

    async def numbers(self, filter_: CaseFilter) -> tuple[str, ...]:
        """The numbers of all cases of a filter, in the order of the register."""
        columns = self.table.c
        query = (
            select(columns.number)
            .where(await self._where(filter_))
            .order_by(columns.received_on, columns.number)
        )
        return tuple(await self.connection.scalars(query))

    async def subjects(self, numbers: Sequence[str]) -> dict[str, str]:
        """The subject of each case by its number."""
        columns = self.table.c
        query = select(columns.number, columns.subject).where(columns.number.in_(numbers))
        return {row.number: row.subject for row in await self.connection.execute(query)}

    async def recorded_at(self) -> dt.datetime | None:
        """When the last commit that it has taken in was written."""
        newest = await self.connection.scalar(select(func.max(self.table.c.recorded)))
        return None if newest is None else moment_of(newest)

    async def _where(self, filter_: CaseFilter) -> ColumnElement[bool]:
        if filter_.stood_on is None or filter_.report_status is None:
            return where(self.table, filter_)
        return where(self.table, filter_, await self._turned(filter_, filter_.stood_on))

    async def _turned(self, filter_: CaseFilter, day: dt.date) -> list[str]:
        """The reopened cases with that status on a day; a column holds only the last end."""
        columns = self.table.c
        every = where(self.table, replace(filter_, report_status=None, stood_on=None))
        query = select(columns.subject, columns.fold).where(every, columns.reopened == 1)
        return [
            subject
            for subject, fold in await self.connection.execute(query)
            if report_status_of(known_by(CASES.load(fold), day)) == filter_.report_status
        ]

    async def some(
        self, condition: ColumnElement[bool], *, limit: int | None = None
    ) -> list[Values]:
        """Subject and fold of the cases that a condition finds, the latest number first."""
        columns = self.table.c
        query = (
            select(columns.subject, columns.fold)
            .where(columns.number.is_not(None), condition)
            .order_by(columns.received_on.desc(), columns.number.desc())
            .limit(limit)
        )
        return [tuple(row) for row in await self.connection.execute(query)]
