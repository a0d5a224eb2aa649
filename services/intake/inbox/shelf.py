"""What is known of raw messages and of who wrote before, in SQL; built again from the streams.

No word of a message lies here, and of a number or an address only its keyed hash.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Insert,
    MetaData,
    RowMapping,
    String,
    Table,
    delete,
    func,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Recorded
from engine.sql import Database
from engine.sql_statements import insert_new
from schemas.inbox import (
    Dismissed,
    Filed,
    InboxCommit,
    InboxEvent,
    Kept,
    RawRead,
    ReceiptTold,
    Waiting,
)
from schemas.inbox_views import InboxLine

metadata = MetaData()
MESSAGES: Final = Table(
    "inbox_messages",
    metadata,
    Column("message_id", String(36), primary_key=True),
    Column("adapter", String(64), nullable=False),
    Column("account", String(64), nullable=False),
    Column("channel", String(64), nullable=False),
    Column("kept_at", BigInteger, nullable=False),
    Column("key", String(100), nullable=False),
    Column("state", String(16), nullable=False, index=True),
    Column("code", String(64)),
    Column("sentence", String(1000)),
    Column("suggestion", String(36)),
    Column("pengaduan_id", String(36)),
)
FILED: Final = Table(
    "inbox_filed",
    metadata,
    Column("pengaduan_id", String(36), primary_key=True),
    Column("message_id", String(36), primary_key=True),
)
PEOPLE: Final = Table(
    "inbox_people",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("pengaduan_id", String(36), primary_key=True, index=True),
)
KEPT, FILED_STATE, WAITING, DISMISSED, RECEIPT = "kept", "filed", "waiting", "dismissed", "receipt"


class Shelf:
    """One office's."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open(self) -> None:
        """Make the tables."""
        await self._database.create(metadata)

    async def take(
        self, connection: AsyncConnection, page: Sequence[Recorded[InboxCommit]]
    ) -> None:
        """Note what new commits say, in the transaction that moves the position."""
        for recorded in page:
            for event in recorded.commit.events:
                await self._take(connection, recorded.commit, event)

    async def remember(self, wrote: Collection[tuple[str, str]]) -> None:
        """Note by which digests the writers of complaints are found; again is once."""
        if not wrote:
            return
        rows = [{"digest": digest, "pengaduan_id": there} for digest, there in sorted(set(wrote))]
        async with self._database.write() as connection:
            await connection.execute(self._new(PEOPLE, ["digest", "pengaduan_id"]), rows)

    async def forget(self, complaints: Collection[str]) -> None:
        """Forget who wrote complaints that were erased."""
        gone = delete(PEOPLE).where(PEOPLE.c.pengaduan_id.in_(sorted(complaints)))
        async with self._database.write() as connection:
            await connection.execute(gone)

    async def complaints_of(self, digests: Collection[str]) -> list[str]:
        """The complaints of a person, by any of their numbers or addresses."""
        query = select(PEOPLE.c.pengaduan_id).where(PEOPLE.c.digest.in_(sorted(digests)))
        async with self._database.read() as connection:
            return sorted(set((await connection.execute(query)).scalars()))

    async def keys_of(self, pengaduan_id: str) -> list[str]:
        """The keys of the raw messages that are or were a part of a complaint."""
        joined = MESSAGES.join(FILED, MESSAGES.c.message_id == FILED.c.message_id)
        query = select(MESSAGES.c.key).select_from(joined)
        async with self._database.read() as connection:
            rows = await connection.execute(query.where(FILED.c.pengaduan_id == pengaduan_id))
            return sorted(rows.scalars())

    async def line(self, message_id: str) -> InboxLine | None:
        """One message."""
        query = select(MESSAGES).where(MESSAGES.c.message_id == message_id)
        async with self._database.read() as connection:
            row = (await connection.execute(query)).mappings().first()
        return None if row is None else _line(row)

    async def complaint_of(self, message_ids: Sequence[str]) -> str | None:
        """The complaint of the first of these messages that is a part of one."""
        query = select(MESSAGES.c.message_id, MESSAGES.c.pengaduan_id)
        query = query.where(MESSAGES.c.message_id.in_(message_ids), MESSAGES.c.state == FILED_STATE)
        async with self._database.read() as connection:
            found = {row.message_id: row.pengaduan_id for row in await connection.execute(query)}
        return next((found[one] for one in message_ids if one in found), None)

    async def lines(self, limit: int, *, every: bool = False) -> tuple[list[InboxLine], int]:
        """The messages that wait, or the newest of all, the oldest first; and how many wait."""
        waits = MESSAGES.c.state == WAITING
        newest = select(MESSAGES).order_by(MESSAGES.c.kept_at.desc(), MESSAGES.c.message_id)
        oldest = select(MESSAGES).where(waits).order_by(MESSAGES.c.kept_at, MESSAGES.c.message_id)
        async with self._database.read() as connection:
            query = (newest if every else oldest).limit(limit)
            rows = (await connection.execute(query)).mappings().all()
            waiting = await connection.scalar(
                select(func.count()).select_from(MESSAGES).where(waits)
            )
        lines = [_line(row) for row in rows]
        return (lines[::-1] if every else lines), waiting or 0

    async def _take(
        self, connection: AsyncConnection, commit: InboxCommit, event: InboxEvent
    ) -> None:
        id_ = commit.message_id
        if isinstance(event, Kept):
            await connection.execute(self._new(MESSAGES, ["message_id"]), _row(commit, event))
        elif changed := _changed(event):
            place = MESSAGES.c.message_id == id_
            await connection.execute(MESSAGES.update().where(place).values(changed))
        if isinstance(event, Filed):
            row = {"pengaduan_id": event.pengaduan_id, "message_id": id_}
            await connection.execute(self._new(FILED, ["pengaduan_id", "message_id"]), row)

    def _new(self, table: Table, key: list[str]) -> Insert:
        return insert_new(self._database.dialect, table, key)


def _row(commit: InboxCommit, kept: Kept) -> dict[str, object]:
    box = kept.sealed.content
    return {
        "message_id": commit.message_id,
        "adapter": kept.adapter,
        "account": kept.account,
        "channel": kept.channel,
        "kept_at": int(commit.recorded_at.timestamp() * 1000),
        "key": "" if box is None else box.key,
        "state": KEPT,
    }


def _changed(event: InboxEvent) -> dict[str, str | None]:
    nothing = {"code": None, "sentence": None, "suggestion": None}
    match event:
        case Filed(pengaduan_id=there):
            return {**nothing, "state": FILED_STATE, "pengaduan_id": there}
        case Waiting(code=code, sentence=sentence, suggestion=suggestion):
            said = {"code": code, "sentence": sentence, "suggestion": suggestion}
            return {**said, "state": WAITING, "pengaduan_id": None}
        case Dismissed(reason=reason):
            return {**nothing, "code": reason, "state": DISMISSED, "pengaduan_id": None}
        case ReceiptTold():
            return {**nothing, "state": RECEIPT}
        case Kept() | RawRead():
            return {}


def _line(row: RowMapping) -> InboxLine:
    return InboxLine(
        message_id=row["message_id"],
        adapter=row["adapter"],
        account=row["account"],
        channel=row["channel"],
        kept_at=dt.datetime.fromtimestamp(row["kept_at"] / 1000, dt.UTC),
        state=row["state"],
        code=row["code"],
        sentence=row["sentence"],
        suggestion=row["suggestion"],
        pengaduan_id=row["pengaduan_id"],
    )
