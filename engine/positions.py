"""How far a reader of a stream has come, and which copy of it may go on."""

import datetime as dt

from sqlalchemy import BigInteger, Column, MetaData, String, Table, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.errors import EngineError
from engine.sql import Database
from engine.sql_statements import insert_new, upsert

metadata = MetaData()
POSITIONS = Table(
    "positions",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("stream", String(200), primary_key=True),
    Column("sequence", BigInteger, nullable=False),
)
LEASES = Table(
    "leases",
    metadata,
    Column("name", String(200), primary_key=True),
    Column("holder", String(200), nullable=False),
    # Microseconds since 1970, which both dialects compare alike.
    Column("until", BigInteger, nullable=False),
)


class LostPositionError(EngineError):
    """Another copy has moved the position: stop, take the lease again, load again."""

    code = "lost_position"


class LostLeaseError(EngineError):
    """Another copy holds the lease: stop, and wait until it is given up or ends."""

    code = "lost_lease"


async def load(connection: AsyncConnection, name: str, stream: str) -> int:
    """Read the last sequence of a stream that a reader has taken in, 0 if it has not begun."""
    place = POSITIONS.c.name == name, POSITIONS.c.stream == stream
    return await connection.scalar(select(POSITIONS.c.sequence).where(*place)) or 0


async def advance(connection: AsyncConnection, name: str, stream: str, old: int, new: int) -> None:
    """Move a position inside the transaction that holds the rows.

    Args:
        connection: The transaction.
        name: The reader.
        stream: The stream; positions of two streams are never compared.
        old: The sequence that it stood at, 0 if it has not begun.
        new: The sequence that it has come to.

    Raises:
        LostPositionError: If it does not stand there any more.
    """
    if not await _move(connection, name, stream, old, new):
        raise LostPositionError(name=name, stream=stream, expected=old)


async def forget(connection: AsyncConnection, name: str) -> None:
    """Let a reader begin all its streams again."""
    await connection.execute(delete(POSITIONS).where(POSITIONS.c.name == name))


async def _move(connection: AsyncConnection, name: str, stream: str, old: int, new: int) -> bool:
    moved = await connection.execute(
        update(POSITIONS)
        .where(POSITIONS.c.name == name, POSITIONS.c.stream == stream, POSITIONS.c.sequence == old)
        .values(sequence=new)
    )
    if moved.rowcount or old:
        return bool(moved.rowcount)
    begin = insert_new(connection.dialect.name, POSITIONS, ["name", "stream"]).returning(
        POSITIONS.c.name
    )
    values = {"name": name, "stream": stream, "sequence": new}
    return (await connection.execute(begin, values)).first() is not None


class Lease:
    """The right of one copy to go on, until a moment; it ends by itself if the copy dies.

    Two machines whose clocks differ may both believe to hold it for that long; the position's
    compare-and-set keeps even then what is written right.
    """

    def __init__(self, database: Database, name: str, holder: str) -> None:
        self._database = database
        self.name = name
        self.holder = holder

    async def acquire(self, now: dt.datetime, seconds: int) -> bool:
        """Take the lease if it is free, ended or held by this copy; say whether it is held now."""
        async with self._database.write(self._queue) as connection:
            statement = upsert(
                connection.dialect.name,
                LEASES,
                ["name"],
                where=lambda new: or_(
                    LEASES.c.until <= _micros(now), LEASES.c.holder == new.holder
                ),
            )
            taken = await connection.execute(
                statement.returning(LEASES.c.name), self._row(now, seconds)
            )
            return taken.first() is not None

    async def renew(self, now: dt.datetime, seconds: int) -> None:
        """Hold the lease for longer.

        Raises:
            LostLeaseError: If it has passed to another copy.
        """
        mine = LEASES.c.name == self.name, LEASES.c.holder == self.holder
        until = _micros(now) + seconds * 1_000_000
        async with self._database.write(self._queue) as connection:
            renewed = await connection.execute(update(LEASES).where(*mine).values(until=until))
        if not renewed.rowcount:
            raise LostLeaseError(name=self.name, holder=self.holder)

    async def release(self) -> None:
        """Give the lease up; nothing happens if another copy holds it."""
        mine = LEASES.c.name == self.name, LEASES.c.holder == self.holder
        async with self._database.write(self._queue) as connection:
            await connection.execute(delete(LEASES).where(*mine))

    @property
    def _queue(self) -> str:
        # A lease must not wait behind the long transaction of what it guards.
        return f"lease {self.name}"

    def _row(self, now: dt.datetime, seconds: int) -> dict[str, str | int]:
        until = _micros(now) + seconds * 1_000_000
        return {"name": self.name, "holder": self.holder, "until": until}


def _micros(moment: dt.datetime) -> int:
    return (moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)) // dt.timedelta(microseconds=1)
