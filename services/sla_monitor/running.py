"""The clocks that run now, in SQL: what a lost timer would have missed is found here."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import BigInteger, Column, MetaData, String, Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database
from services.sla_monitor.judging import over_at
from services.sla_monitor.turns import Turns

metadata = MetaData()
RUNNING = Table(
    "sla_running",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("clock", String(100), primary_key=True),
    # Microseconds since 1970, which both dialects compare alike.
    Column("over_at", BigInteger, nullable=False, index=True),
)
_ONE = delete(RUNNING).where(
    RUNNING.c.subject == bindparam("of_subject"), RUNNING.c.clock == bindparam("of_clock")
)
_ALL = delete(RUNNING).where(RUNNING.c.subject == bindparam("of_subject"))


class RunningClocks:
    """The table of one office's running clocks."""

    def __init__(self, database: Database) -> None:
        columns = [column.name for column in RUNNING.columns]
        self._database = database
        self._put = database.bulk(database.upsert(RUNNING, ["subject", "clock"]), columns)

    async def open(self) -> None:
        """Make the table where it is missing."""
        await self._database.create(metadata)

    async def keep(self, connection: AsyncConnection, turned: Mapping[str, Turns]) -> None:
        """Write what turned, by subject, inside the transaction of the position."""
        await _run(connection, _ALL, ({"of_subject": s} for s, t in turned.items() if t.voided))
        await remove(connection, ((s, clock) for s, t in turned.items() for clock in t.stopped))
        rows = [
            (subject, clock, _micros(over_at(due_at)))
            for subject, turn in turned.items()
            for clock, due_at in turn.running.items()
        ]
        await self._put.run(connection, rows)

    async def over(self, moment: dt.datetime) -> dict[str, list[str]]:
        """The clocks whose time is over at a moment, by subject."""
        columns = RUNNING.c
        query = select(columns.subject, columns.clock).where(columns.over_at <= _micros(moment))
        found: dict[str, list[str]] = {}
        async with self._database.read() as connection:
            for subject, clock in await connection.execute(query.order_by(columns.over_at)):
                found.setdefault(subject, []).append(clock)
        return found

    async def forget(self, clocks: Sequence[tuple[str, str]]) -> None:
        """Drop clocks that turned out not to run."""
        async with self._database.write() as connection:
            await remove(connection, clocks)


async def remove(connection: AsyncConnection, clocks: Iterable[tuple[str, str]]) -> None:
    """Delete rows by subject and clock."""
    await _run(connection, _ONE, ({"of_subject": s, "of_clock": clock} for s, clock in clocks))


async def _run(connection: AsyncConnection, statement: object, rows: Iterable[object]) -> None:
    listed = list(rows)
    if listed:
        await connection.execute(statement, listed)  # type: ignore[call-overload]


def _micros(moment: dt.datetime) -> int:
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
