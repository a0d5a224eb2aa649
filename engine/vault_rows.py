"""The vault's rows as they lie: for an auditor who counts keys, and for a backup of wrapped ones.

Nothing here needs the office key, and nothing here unwraps.
"""

import datetime as dt
from collections.abc import AsyncIterator, Collection, Iterable, Sequence

import msgspec
from sqlalchemy import func, insert, select
from sqlalchemy.exc import IntegrityError

from engine.sql import Database
from engine.vault_errors import KeyTakenError
from engine.vault_tables import KEYS, OFFICE, metadata

PART = 1000


class KeyRow(msgspec.Struct, frozen=True, kw_only=True):
    """One key of the vault: wrapped, or when it was shredded."""

    id: str
    wrapped: bytes | None
    shredded_at: str | None


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


async def export_rows(database: Database) -> AsyncIterator[list[KeyRow]]:
    """Yield all rows in the order of their ids, as one snapshot.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    query = select(KEYS.c.id, KEYS.c.wrapped, KEYS.c.shredded_at).order_by(KEYS.c.id).limit(PART)
    after = ""
    async with database.read() as connection:
        while rows := (await connection.execute(query.where(KEYS.c.id > after))).all():
            yield [
                KeyRow(id=row.id, wrapped=row.wrapped, shredded_at=row.shredded_at) for row in rows
            ]
            after = rows[-1].id


async def import_rows(database: Database, check: str, parts: Iterable[Sequence[KeyRow]]) -> None:
    """Put rows into a vault that holds none yet, all or none of them.

    Raises:
        KeyTakenError: If the vault is in use already; nothing is put then.
        DatabaseUnavailableError: If the database does not answer.
    """
    await database.create(metadata)
    async with database.write() as connection:
        taken = await connection.scalar(select(KEYS.c.id).limit(1))
        if taken is not None:
            raise KeyTakenError([taken])
        try:
            await connection.execute(insert(OFFICE), {"id": "1", "check": check})
        except IntegrityError as error:
            raise KeyTakenError(["office"]) from error
        for part in parts:
            if part:
                await connection.execute(
                    insert(KEYS), [msgspec.structs.asdict(row) for row in part]
                )


async def count_keys(database: Database) -> KeyTotals:
    """Count a vault's keys without its office key.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    await database.create(metadata)
    async with database.read() as connection:
        counts = select(func.count(KEYS.c.wrapped), func.count(KEYS.c.shredded_at))
        usable, shredded = (await connection.execute(counts)).one()
    return KeyTotals(usable=usable, shredded=shredded)
