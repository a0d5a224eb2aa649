"""What is to be looked at next, in SQL: what a lost timer would have missed is found here."""

import datetime as dt
from collections.abc import Mapping

from sqlalchemy import BigInteger, Column, MetaData, String, Table, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database
from services.sla_monitor.agenda import Moments

metadata = MetaData()
RUNNING = Table(
    "sla_running",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("clock", String(100), primary_key=True),
    # Microseconds since 1970, which both dialects compare alike.
    Column("over_at", BigInteger, nullable=False, index=True),
)
BASIS = Table(
    "sla_basis",
    metadata,
    Column("name", String(40), primary_key=True),
    Column("basis", String(200), nullable=False),
)
_ALL = delete(RUNNING).where(RUNNING.c.subject == bindparam("of_subject"))
_ONLY = "monitor"


class RunningClocks:
    """The table of one office's next moments, open complaints only."""

    def __init__(self, database: Database) -> None:
        columns = [column.name for column in RUNNING.columns]
        self._database = database
        self._put = database.bulk(database.upsert(RUNNING, ["subject", "clock"]), columns)
        basis = [column.name for column in BASIS.columns]
        self._put_basis = database.bulk(database.upsert(BASIS, ["name"]), basis)

    async def open(self) -> None:
        """Make the tables where they are missing."""
        await self._database.create(metadata)

    async def keep(self, connection: AsyncConnection, found: Mapping[str, Moments]) -> None:
        """Write all next moments of some complaints, inside the transaction of the position."""
        subjects = [{"of_subject": subject} for subject in found]
        if subjects:
            await connection.execute(_ALL, subjects)
        await self._put.run(connection, _rows(found))

    async def put(self, subject: str, moments: Moments) -> None:
        """Write the next moments of one complaint."""
        async with self._database.write() as connection:
            await self.keep(connection, {subject: moments})

    async def over(self, moment: dt.datetime) -> dict[str, list[str]]:
        """What should have been looked at by a moment: names of clocks by subject."""
        columns = RUNNING.c
        query = select(columns.subject, columns.clock).where(columns.over_at <= _micros(moment))
        found: dict[str, list[str]] = {}
        async with self._database.read() as connection:
            for subject, clock in await connection.execute(query.order_by(columns.over_at)):
                found.setdefault(subject, []).append(clock)
        return found

    async def subjects(self, after: str, limit: int) -> list[str]:
        """The next complaints that have anything to come, in the order of their subjects."""
        query = select(RUNNING.c.subject).where(RUNNING.c.subject > after).distinct()
        async with self._database.read() as connection:
            found = await connection.execute(query.order_by(RUNNING.c.subject).limit(limit))
            return [subject for (subject,) in found]

    async def basis(self) -> str | None:
        """What the clocks were last worked out on; None before the first time."""
        async with self._database.read() as connection:
            found = await connection.execute(select(BASIS.c.basis).where(BASIS.c.name == _ONLY))
            return found.scalar_one_or_none()

    async def adopt(self, basis: str) -> None:
        """Remember what the clocks are worked out on now."""
        async with self._database.write() as connection:
            await self._put_basis.run(connection, [(_ONLY, basis)])


def _rows(found: Mapping[str, Moments]) -> list[tuple[str, str, int]]:
    return [
        (subject, clock, _micros(moment))
        for subject, moments in found.items()
        for clock, moment in moments.items()
    ]


def _micros(moment: dt.datetime) -> int:
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
