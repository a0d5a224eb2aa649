"""The fingerprint of a view: SHA-256 over all its rows and terms in the order of their keys."""

import hashlib
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Column, Table, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.terms import TermTable

PAGE = 2000
_encode = msgspec.json.Encoder().encode


class ViewDigest(NamedTuple):
    """The fingerprint and how many rows and terms went into it."""

    digest: str
    rows: int
    terms: int


async def view_digest(connection: AsyncConnection, table: Table, terms: TermTable) -> ViewDigest:
    """Read a view from its first row to its last, a page at a time."""
    hasher = hashlib.sha256()
    rows = await _take_in(connection, table, [table.c.subject], hasher)
    hasher.update(b"\n")
    keys = [terms.table.c.term, terms.table.c.subject]
    found = await _take_in(connection, terms.table, keys, hasher)
    return ViewDigest(hasher.hexdigest(), rows, found)


async def _take_in(
    connection: AsyncConnection, table: Table, keys: list[Column[Any]], hasher: "hashlib._Hash"
) -> int:
    count = 0
    query = select(table).order_by(*keys).limit(PAGE)
    page = list(await connection.execute(query))
    while page:
        for row in page:
            hasher.update(_encode(tuple(row)) + b"\n")
        count += len(page)
        last = page[-1]._mapping  # noqa: SLF001 - SQLAlchemy's public name for a row by column
        after = tuple_(*keys) > tuple_(*(last[key] for key in keys))
        page = list(await connection.execute(query.where(after)))
    return count
