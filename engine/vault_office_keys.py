"""What a vault knows of its office keys; none of them is needed to read it."""

import datetime as dt
from typing import Any

import msgspec
from sqlalchemy import func, select, update

from engine.sql import Database
from engine.vault_keyring import office_key_id
from engine.vault_tables import KEYS, OFFICE, OFFICE_KEYS, prepare_tables


class OfficeKeyLine(msgspec.Struct, frozen=True, kw_only=True):
    """One office key.

    Attributes:
        in_use: Whether it wraps what is new.
        wrapped: How many keys it wraps.
        made_at: None where a program of before wrote none down.
        backed_up_at: When the vault was first copied with nothing in it that another one wraps.
    """

    id: str
    in_use: bool
    wrapped: int
    made_at: dt.datetime | None = None
    destroyed_at: dt.datetime | None = None
    backed_up_at: dt.datetime | None = None


async def office_key_lines(database: Database) -> tuple[OfficeKeyLine, ...]:
    """List the office keys of a vault, the one in use last.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    await prepare_tables(database)
    counting = (
        select(KEYS.c.office_key, func.count())
        .where(KEYS.c.wrapped.is_not(None))
        .group_by(KEYS.c.office_key)
    )
    async with database.read() as connection:
        check = await connection.scalar(select(OFFICE.c.check))
        known = {row.id: row for row in await connection.execute(select(OFFICE_KEYS))}
        counted = (await connection.execute(counting)).all()
    wrapped = {id_ or "": count for id_, count in counted}
    in_use = None if check is None else office_key_id(check)
    lines = [
        _line(id_, known.get(id_), in_use=id_ == in_use, wrapped=wrapped.get(id_, 0))
        for id_ in known.keys() | wrapped.keys()
    ]
    return tuple(sorted(lines, key=lambda line: (line.in_use, str(line.made_at or ""), line.id)))


def _line(id_: str, row: Any, *, in_use: bool, wrapped: int) -> OfficeKeyLine:
    line = OfficeKeyLine(id=id_, in_use=in_use, wrapped=wrapped)
    if row is None:
        return line
    return msgspec.structs.replace(
        line,
        made_at=_moment(row.made_at),
        destroyed_at=_moment(row.destroyed_at),
        backed_up_at=_moment(row.backed_up_at),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


async def note_backed_up(database: Database, id_: str, at: dt.datetime) -> None:
    """Write down that there is a copy of the vault which this office key alone opens.

    Raises:
        DatabaseUnavailableError: If the database does not answer.
    """
    first = OFFICE_KEYS.c.backed_up_at.is_(None) & (OFFICE_KEYS.c.id == id_)
    moment = at.astimezone(dt.UTC).isoformat()
    async with database.write() as connection:
        await connection.execute(update(OFFICE_KEYS).where(first).values(backed_up_at=moment))
