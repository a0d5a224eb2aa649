"""The notices of one office in SQL: which are due, which wait for a person, and all to list."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database
from engine.sql_statements import insert_new
from services.disposition.outbox.state import Notice

metadata = MetaData()
NOTICES: Final = Table(
    "outbox_notices",
    metadata,
    Column("notice_id", String(40), primary_key=True),
    # Where it was queued in the stream: what came first goes first.
    Column("place", BigInteger, nullable=False, index=True),
    # Microseconds since 1970, which both dialects compare alike; 0: at once.
    Column("queued_at", BigInteger, nullable=False),
    Column("topic", String(40), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("code", String(70), nullable=True),
    Column("pengaduan_id", String(40), nullable=True, index=True),
    Column("number", String(40), nullable=True),
    Column("phase", String(20), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("next_at", BigInteger, nullable=False, index=True),
    Column("receipt", String(64), nullable=True, index=True),
    Column("delivered", String(20), nullable=True),
    Column("reason", String(64), nullable=True),
)
OPEN: Final = ("waiting", "under_way")
PEOPLES_WAYS: Final = ("email", "sms", "whatsapp")
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_NOW: Final = ("phase", "channel", "attempt", "next_at", "receipt", "delivered", "reason")
_TURN: Final = (
    update(NOTICES)
    .where(NOTICES.c.notice_id == bindparam("of_notice"))
    .values({name: bindparam(f"now_{name}") for name in _NOW})
)


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One notice as it stands in the table."""

    notice_id: str
    place: int
    queued_at: dt.datetime
    topic: str
    kind: str
    code: str | None
    pengaduan_id: str | None
    number: str | None
    phase: str
    channel: str
    attempt: int
    next_at: dt.datetime | None
    receipt: str | None
    delivered: str | None
    reason: str | None


class First(NamedTuple):
    """The first commit of a notice that was seen: its place in the stream, and its moment."""

    place: int
    at: dt.datetime


class NoticeRows:
    """One office's table of notices; it can be built again from `KELUAR_<office>`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self) -> None:
        """Make the table where it is missing."""
        await self._database.create(metadata)

    async def keep(
        self, connection: AsyncConnection, notice_id: str, notice: Notice, first: First
    ) -> None:
        """Write one notice as it stands; when it was queued stays as it was first written."""
        if notice.queued is None:
            return
        fixed = {
            "notice_id": notice_id,
            "place": first.place,
            "queued_at": _micros(first.at),
            "topic": notice.queued.topic,
            "kind": notice.queued.to.kind,
            "code": notice.queued.to.code,
            "pengaduan_id": notice.queued.pengaduan_id,
            "number": dict(notice.queued.values).get("nomor"),
        }
        new = insert_new(self._database.dialect, NOTICES, ["notice_id"])
        await connection.execute(new, {**fixed, **_standing(notice)})
        await connection.execute(
            _TURN,
            {"of_notice": notice_id}
            | {f"now_{name}": value for name, value in _standing(notice).items()},
        )

    async def turn(self, notice_id: str, notice: Notice) -> None:
        """Write at once how a notice stands now, before the stream tells of it."""
        values = {f"now_{name}": value for name, value in _standing(notice).items()}
        async with self._database.write() as connection:
            await connection.execute(_TURN, {"of_notice": notice_id} | values)

    async def due(self, now: dt.datetime, limit: int, *, quiet: bool) -> list[list[str]]:
        """Which notices have something to do: of each complaint together, what came first first.

        Args:
            now: The moment.
            limit: How many.
            quiet: Leave out what would disturb a person.
        """
        row = NOTICES.c
        query = select(row.notice_id, row.pengaduan_id)
        query = query.where(row.phase.in_(OPEN), row.next_at <= _micros(now))
        if quiet:
            query = query.where(or_(row.phase != "waiting", row.channel.not_in(PEOPLES_WAYS)))
        together: dict[str, list[str]] = {}
        async with self._database.read() as connection:
            for notice_id, of in await connection.execute(query.order_by(row.place).limit(limit)):
                together.setdefault(of or notice_id, []).append(notice_id)
        return list(together.values())

    async def by_receipt(self, receipt: str) -> str | None:
        """Which notice a provider knows by that id."""
        query = select(NOTICES.c.notice_id).where(NOTICES.c.receipt == receipt)
        async with self._database.read() as connection:
            return (await connection.execute(query)).scalars().first()

    async def page(
        self, phases: Sequence[str], pengaduan_id: str | None, after: int, limit: int
    ) -> list[Line]:
        """Notices, the newest first, behind so many."""
        row = NOTICES.c
        query = select(NOTICES).order_by(row.place.desc())
        if phases:
            query = query.where(row.phase.in_(phases))
        if pengaduan_id is not None:
            query = query.where(row.pengaduan_id == pengaduan_id)
        async with self._database.read() as connection:
            found = await connection.execute(query.offset(after).limit(limit))
            return [_line(values) for values in found]

    async def counts(self) -> dict[str, int]:
        """How many there are of each phase."""
        query = select(NOTICES.c.phase, func.count().label("count_")).group_by(NOTICES.c.phase)
        async with self._database.read() as connection:
            return {str(row.phase): row.count_ for row in await connection.execute(query)}


def _standing(notice: Notice) -> dict[str, str | int | None]:
    return {
        "phase": notice.phase,
        "channel": notice.channel,
        "attempt": notice.attempt,
        "next_at": 0 if notice.next_at is None else _micros(notice.next_at),
        "receipt": notice.receipt,
        "delivered": notice.delivered,
        "reason": notice.reason,
    }


def _line(values: Iterable[object]) -> Line:
    named = dict(zip((str(column.name) for column in NOTICES.columns), values, strict=True))
    for field in ("queued_at", "next_at"):
        named[field] = _moment(named[field])
    return msgspec.convert(named, Line)


def _micros(moment: dt.datetime) -> int:
    return (moment - _EPOCH) // dt.timedelta(microseconds=1)


def _moment(micros: object) -> dt.datetime | None:
    if not isinstance(micros, int) or micros == 0:
        return None
    return _EPOCH + dt.timedelta(microseconds=micros)
