"""The sessions of all browsers in one table, the same for every copy of the portal."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from engine.sql import Database
from runtime.clock import Clock

LONGEST: Final = dt.timedelta(hours=10)
"""A day at the office; then somebody signs in anew, whatever they do."""
RENEWED_AFTER: Final = dt.timedelta(minutes=1)
"""So exactly it is known when somebody was last there; a write at each page would tell no more."""

metadata = sa.MetaData()
SESSIONS = sa.Table(
    "portal_sessions",
    metadata,
    sa.Column("digest", sa.String(64), primary_key=True),
    sa.Column("data", sa.LargeBinary, nullable=False),
    sa.Column("begun", sa.BigInteger, nullable=False),
    sa.Column("used", sa.BigInteger, nullable=False),
    sa.Column("ends", sa.BigInteger, nullable=False, index=True),
)


@dataclass(frozen=True, slots=True)
class Held:
    """One session as it was found.

    Attributes:
        id: What the browser's cookie says.
        data: What is kept.
        stale: Whether it is time to write that somebody is still there.
    """

    id: str
    data: bytes
    stale: bool


class SessionRows:
    """Sessions by their id; the table holds only its digest, so that no copy of it opens one."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def open(self) -> None:
        """Make the table that is not there yet."""
        await self._database.create(metadata)

    async def find(self, session_id: str) -> Held | None:
        """A session that has not ended."""
        wanted = sa.select(SESSIONS).where(SESSIONS.c.digest == _digest(session_id))
        async with self._database.read() as connection:
            row = (await connection.execute(wanted)).one_or_none()
        now = self._now()
        if row is None or row.ends <= now:
            return None
        return Held(session_id, row.data, now - row.used >= RENEWED_AFTER.total_seconds())

    async def begin(self, session_id: str, data: bytes, idle: dt.timedelta) -> None:
        """Keep a new session, and forget those that ended."""
        now = self._now()
        row = {
            "digest": _digest(session_id),
            "data": data,
            "begun": now,
            "used": now,
            "ends": now + int(idle.total_seconds()),
        }
        async with self._database.write("sessions") as connection:
            await connection.execute(sa.delete(SESSIONS).where(SESSIONS.c.ends <= now))
            await connection.execute(sa.insert(SESSIONS), row)

    async def keep(self, session_id: str, data: bytes, idle: dt.timedelta | None) -> None:
        """Keep more in a session that is there; one that was ended meanwhile stays so.

        Args:
            session_id: What the browser's cookie says.
            data: What to keep.
            idle: How long it lasts from now on; None where nobody did anything.
        """
        values: dict[str, object] = {"data": data}
        if idle is not None:
            now = self._now()
            latest = SESSIONS.c.begun + int(LONGEST.total_seconds())
            wanted = now + int(idle.total_seconds())
            values |= {
                "used": now,
                "ends": sa.case((latest < wanted, latest), else_=wanted),
            }
        changed = sa.update(SESSIONS).where(SESSIONS.c.digest == _digest(session_id))
        async with self._database.write("sessions") as connection:
            await connection.execute(changed.values(values))

    async def end(self, session_id: str) -> None:
        """Forget a session."""
        async with self._database.write("sessions") as connection:
            await connection.execute(
                sa.delete(SESSIONS).where(SESSIONS.c.digest == _digest(session_id))
            )

    async def count(self) -> int:
        """How many there are."""
        async with self._database.read() as connection:
            found = await connection.scalar(sa.select(sa.func.count()).select_from(SESSIONS))
            return int(found or 0)

    def _now(self) -> int:
        return int(self._clock.now().timestamp())


def _digest(session_id: str) -> str:
    return hashlib.sha256(session_id.encode()).hexdigest()
