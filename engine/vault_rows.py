"""The vault's rows as they lie: for an auditor who counts keys, and for a backup of wrapped ones.

Nothing here needs the office key, and nothing here unwraps.
"""

import datetime as dt
from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import NamedTuple

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.sql import Database
from engine.vault_errors import KeyTakenError
from engine.vault_tables import KEYS, OFFICE, OFFICE_KEYS, prepare_tables

PART = 1000


class KeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One key of the vault: wrapped, and by which office key, or when it was shredded."""

    id: str
    wrapped: bytes | None
    shredded_at: str | None
    office_key: str | None = None


class OfficeKeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One office key: when it was made, destroyed, and first copied with what it wraps.

    Moments as the table has them; None is unknown, or not yet.
    """

    id: str
    made_at: str | None = None
    destroyed_at: str | None = None
    backed_up_at: str | None = None


class KeyTotals(msgspec.Struct, frozen=True, kw_only=True):
    """How many keys can be used, and how many are gone."""

    usable: int
    shredded: int


async def key_states(database: Database, ids: Collection[str]) -> dict[str, dt.datetime | None]:
    """Say of keys when each was shredded, None while it can be used; unknown ones are left out.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    wanted = sorted(set(ids))
    columns = select(KEYS.c.id, KEYS.c.shredded_at)
    async with database.read() as connection:
        rows = [
            row
            for start in range(0, len(wanted), PART)
            for row in await connection.execute(
                columns.where(KEYS.c.id.in_(wanted[start : start + PART]))
            )
        ]
    return {row.id: row.shredded_at and dt.datetime.fromisoformat(row.shredded_at) for row in rows}


async def office_check(database: Database) -> str | None:
    """The keyed digest by which a vault knows its office key; None before its first use."""
    async with database.read() as connection:
        check: str | None = await connection.scalar(select(OFFICE.c.check))
    return check


class VaultSnapshot(NamedTuple):
    """A vault at one moment.

    Attributes:
        check: The keyed digest of the office key in use; None before the first use.
        office_keys: Every office key that it knew, by its row in the table of them.
        rows: All keys in the order of their ids.
    """

    check: str | None
    office_keys: tuple[OfficeKeyRow, ...]
    rows: AsyncIterator[list[KeyRow]]


@asynccontextmanager
async def vault_snapshot(database: Database) -> AsyncIterator[VaultSnapshot]:
    """Read a vault as it is now, whatever is put or wrapped again meanwhile.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    await prepare_tables(database)
    async with database.read() as connection:
        check = await connection.scalar(select(OFFICE.c.check))
        known = await connection.execute(select(OFFICE_KEYS).order_by(OFFICE_KEYS.c.id))
        office_keys = tuple(OfficeKeyRow(**row) for row in known.mappings())
        yield VaultSnapshot(check, office_keys, _rows(connection))


async def _rows(connection: AsyncConnection) -> AsyncIterator[list[KeyRow]]:
    query = select(KEYS).order_by(KEYS.c.id).limit(PART)
    after = ""
    while rows := (await connection.execute(query.where(KEYS.c.id > after))).mappings().all():
        yield [KeyRow(**row) for row in rows]
        after = rows[-1]["id"]


async def import_rows(
    database: Database,
    check: str,
    parts: Iterable[Sequence[KeyRow]],
    office_keys: Sequence[OfficeKeyRow] = (),
) -> None:
    """Put rows into a vault that holds none yet, all or none of them.

    Raises:
        KeyTakenError: If the vault is in use already; nothing is put then.
        DatabaseUnavailableError: If the database does not answer.
    """
    await prepare_tables(database)
    async with database.write() as connection:
        taken = await connection.scalar(select(KEYS.c.id).limit(1))
        if taken is not None:
            raise KeyTakenError([taken])
        try:
            await connection.execute(insert(OFFICE), {"id": "1", "check": check})
        except IntegrityError as error:
            raise KeyTakenError(["office"]) from error
        for table, rows in ((OFFICE_KEYS, office_keys), *((KEYS, part) for part in parts)):
            if rows:
                await connection.execute(
                    insert(table), [msgspec.structs.asdict(row) for row in rows]
                )


async def count_keys(database: Database) -> KeyTotals:
    """Count a vault's keys without its office key.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    await prepare_tables(database)
    async with database.read() as connection:
        counts = select(func.count(KEYS.c.wrapped), func.count(KEYS.c.shredded_at))
        usable, shredded = (await connection.execute(counts)).one()
    return KeyTotals(usable=usable, shredded=shredded)
