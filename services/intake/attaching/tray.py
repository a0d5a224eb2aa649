"""Where the parts of a file lie until it is attached: in SQL, sealed, a day at most."""

import datetime as dt
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    select,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.boxes import DataKey, Sealed, open_sealed, seal
from engine.sql import Database
from engine.vault import Vault
from runtime.objects import Name

KEPT_SECONDS: Final = 24 * 60 * 60
metadata = MetaData()
parts = Table(
    "attachment_parts",
    metadata,
    Column("pengaduan_id", String(36), primary_key=True),
    Column("attachment_id", String(36), primary_key=True),
    Column("part", BigInteger, primary_key=True),
    Column("touched_at", BigInteger, nullable=False, index=True),
    Column("key", String(100), nullable=False),
    Column("nonce", LargeBinary, nullable=False),
    Column("data", LargeBinary, nullable=False),
)
_UNIQUE: Final = ["pengaduan_id", "attachment_id", "part"]


class Tray:
    """The uploads of one office.

    Args:
        database: Intake's own.
        vault: The keys of the complaints, which seal their uploads too.
        most: How many uploads of one complaint lie here; the oldest makes room for the next.
    """

    def __init__(self, database: Database, vault: Vault, most: int) -> None:
        self._database = database
        self._vault = vault
        self._most = most

    async def open(self) -> None:
        """Make the table."""
        await self._database.create(metadata)

    async def put(self, name: Name, part: int, data: bytes, key: DataKey, now: dt.datetime) -> None:
        """Keep one part; the same again replaces it."""
        sealed = seal(data, key, _bound(name, part))
        at = int(now.timestamp())
        row = {
            **name._asdict(),
            "part": part,
            "touched_at": at,
            "key": sealed.key,
            "nonce": sealed.nonce,
            "data": sealed.data,
        }
        async with self._database.write() as connection:
            await connection.execute(delete(parts).where(parts.c.touched_at < at - KEPT_SECONDS))
            await self._make_room(connection, name)
            await connection.execute(self._database.upsert(parts, _UNIQUE), row)

    async def whole(self, name: Name) -> bytes:
        """The parts that are there and not erased, one after the other."""
        query = select(parts).where(_of(name)).order_by(parts.c.part)
        async with self._database.read() as connection:
            rows = (await connection.execute(query)).mappings().all()
        keys = await self._vault.get({row["key"] for row in rows})
        opened = bytearray()
        for row in rows:
            key = keys[row["key"]]
            if isinstance(key, DataKey):
                sealed = Sealed(row["key"], row["nonce"], row["data"])
                opened += open_sealed(sealed, key, _bound(name, row["part"]))
        return bytes(opened)

    async def drop(self, name: Name) -> None:
        """Forget one upload."""
        async with self._database.write() as connection:
            await connection.execute(delete(parts).where(_of(name)))

    async def forget(self, pengaduan_id: str) -> None:
        """Forget every upload of a complaint."""
        async with self._database.write() as connection:
            await connection.execute(delete(parts).where(parts.c.pengaduan_id == pengaduan_id))

    async def _make_room(self, connection: AsyncConnection, name: Name) -> None:
        of_complaint = parts.c.pengaduan_id == name.pengaduan_id
        query = (
            select(parts.c.attachment_id)
            .where(of_complaint, parts.c.attachment_id != name.attachment_id)
            .order_by(parts.c.touched_at.desc())
        )
        newest_first = list(dict.fromkeys((await connection.execute(query)).scalars()))
        for gone in newest_first[max(self._most - 1, 0) :]:
            old = Name(name.pengaduan_id, gone)
            await connection.execute(delete(parts).where(_of(old)))


def _of(name: Name) -> ColumnElement[bool]:
    of_complaint = parts.c.pengaduan_id == name.pengaduan_id
    return of_complaint & (parts.c.attachment_id == name.attachment_id)


def _bound(name: Name, part: int) -> bytes:
    return f"tuntas/1|upload|{name.pengaduan_id}|{name.attachment_id}|{part}".encode()
