"""Puts a new office key in the place of the old one while others go on reading and putting keys.

Every step is a transaction and says nothing that it did not finish: done again, it goes on from
where it was.
"""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, bindparam, func, or_, select, update

from engine.sql import Database
from engine.sql_statements import insert_new
from engine.vault_errors import OfficeKeyError
from engine.vault_keyring import Keyring, OfficeKey, office_key_id
from engine.vault_tables import KEYS, OFFICE, OFFICE_KEYS

BATCH = 500


class Batch(NamedTuple):
    """How many keys were wrapped again at once, and the last one's id."""

    keys: int
    last: str


async def put_in_use(database: Database, old: OfficeKey, new: OfficeKey, at: dt.datetime) -> None:
    """Have everything new wrapped by another office key from now on.

    Raises:
        OfficeKeyError: If neither of the two is in use.
    """
    made = insert_new(database.dialect, OFFICE_KEYS, ["id"])
    async with database.write() as connection:
        check = await connection.scalar(select(OFFICE.c.check))
        if check not in {old.check, new.check}:
            raise OfficeKeyError
        await connection.execute(update(OFFICE).values(check=new.check))
        await connection.execute(made, {"id": old.id, "made_at": None})
        await connection.execute(made, {"id": new.id, "made_at": _text(at)})


async def rotation_under_way(database: Database) -> bool:
    """Tell whether an office key that is no longer in use was not destroyed yet.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    async with database.read() as connection:
        check = await connection.scalar(select(OFFICE.c.check))
        if check is None:
            return False
        old = select(OFFICE_KEYS.c.id).where(_is_replaced(office_key_id(check))).limit(1)
        return await connection.scalar(old) is not None


async def wrap_again(
    database: Database, keys: Keyring, new: OfficeKey, after: str = ""
) -> Batch | None:
    """Wrap the next batch of keys by the new office key.

    Args:
        database: The vault's.
        keys: By which the old ones are unwrapped.
        new: The office key in use.
        after: The last id of the batch before.

    Returns:
        What was wrapped, None when there is nothing after `after` any more.

    Raises:
        OfficeKeyError: If no office key at hand unwraps one of them; the batch stays as it is.
    """
    batch = (
        select(KEYS.c.id, KEYS.c.wrapped, KEYS.c.office_key)
        .where(KEYS.c.id > after, _wrapped_by_others(new.id))
        .order_by(KEYS.c.id)
        .limit(BATCH)
    )
    async with database.write() as connection:
        rows = (await connection.execute(batch)).all()
        again = [{"which": row.id, "wrapped": new.wrap(_secret(keys, *row))} for row in rows]
        if again:
            rewrite = update(KEYS).where(KEYS.c.id == bindparam("which"))
            await connection.execute(rewrite.values(office_key=new.id), again)
    return Batch(len(rows), rows[-1].id) if rows else None


async def count_others(database: Database, new: OfficeKey) -> int:
    """Count the keys that another office key wraps.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    query = select(func.count()).select_from(KEYS).where(_wrapped_by_others(new.id))
    async with database.read() as connection:
        return int(await connection.scalar(query) or 0)


async def note_destroyed(database: Database, kept: OfficeKey, at: dt.datetime) -> None:
    """Write down that every office key but one was destroyed.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    gone = update(OFFICE_KEYS).where(_is_replaced(kept.id)).values(destroyed_at=_text(at))
    async with database.write() as connection:
        await connection.execute(gone)
    # The old wrappings must not stay in the log either.
    await database.truncate_log()


def _secret(keys: Keyring, id_: str, wrapped: bytes, name: str | None) -> bytes:
    secret = keys.unwrap(name, wrapped)
    if secret is None:
        raise OfficeKeyError(key=id_)
    return secret


def _wrapped_by_others(id_: str) -> ColumnElement[bool]:
    others = or_(KEYS.c.office_key.is_(None), KEYS.c.office_key != id_)
    return KEYS.c.wrapped.is_not(None) & others


def _is_replaced(kept: str) -> ColumnElement[bool]:
    return (OFFICE_KEYS.c.id != kept) & OFFICE_KEYS.c.destroyed_at.is_(None)


def _text(at: dt.datetime) -> str:
    return at.astimezone(dt.UTC).isoformat()
