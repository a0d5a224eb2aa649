"""One moment of a view: a connection that reads it, and the position it is true at."""

from dataclasses import dataclass
from typing import Any, TypeAlias, cast

from sqlalchemy import ColumnElement, Table, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.terms import TermTable
from schemas.base import Position
from schemas.queries import CaseFilter
from services.reporting.filters import where

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
        query = select(func.count()).select_from(self.table).where(where(self.table, filter_))
        return cast(int, await self.connection.scalar(query))

    async def counts(self, filter_: CaseFilter, *columns: ColumnElement[Any]) -> list[Values]:
        """Each combination of values with the number of its cases, in no order."""
        query = (
            select(*columns, func.count())
            .select_from(self.table)
            .where(where(self.table, filter_))
            .group_by(*columns)
        )
        return [tuple(row) for row in await self.connection.execute(query)]

    async def page(self, filter_: CaseFilter, limit: int, offset: int) -> list[Values]:
        """Subject and fold of the cases of a filter, by day of receipt and number."""
        columns = self.table.c
        query = (
            select(columns.subject, columns.fold)
            .where(where(self.table, filter_))
            .order_by(columns.received_on, columns.number)
            .limit(limit)
            .offset(offset)
        )
        return [tuple(row) for row in await self.connection.execute(query)]

    async def some(self, condition: ColumnElement[bool]) -> list[Values]:
        """Subject and fold of the cases that a condition finds, the latest number first."""
        columns = self.table.c
        query = (
            select(columns.subject, columns.fold)
            .where(columns.number.is_not(None), condition)
            .order_by(columns.received_on.desc(), columns.number.desc())
        )
        return [tuple(row) for row in await self.connection.execute(query)]
