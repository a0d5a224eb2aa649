"""Upserts, and statements that are compiled once and run for many rows."""

import datetime as dt
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from engine.sql import Database
from engine.sql_statements import UnknownColumnError

METADATA = MetaData()
ROWS = Table(
    "rows",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("word", String),
    Column("day", Date),
    Column("done", Boolean),
    Column("more", JSON),
)
KEYS = Table("keys", METADATA, Column("id", Integer, primary_key=True))
COLUMNS = [column.name for column in ROWS.c]
DAY = dt.date(2023, 1, 5)


async def _all(database: Database, table: Table = ROWS) -> list[tuple[Any, ...]]:
    async with database.read() as connection:
        return [tuple(row) for row in await connection.execute(select(table).order_by(table.c.id))]


@pytest.fixture
async def tables(database: Database) -> Database:
    await database.create(METADATA)
    return database


async def test_an_upsert_adds_what_is_new_and_replaces_what_is_there(tables: Database) -> None:
    statement = tables.upsert(ROWS, ["id"])
    async with tables.write() as connection:
        await connection.execute(statement, {"id": 1, "word": "a", "day": DAY, "more": [1]})
        await connection.execute(statement, {"id": 1, "word": "b", "day": None, "more": None})

    assert [row[:3] for row in await _all(tables)] == [(1, "b", None)]


async def test_an_upsert_of_nothing_but_keys_adds_them_once(tables: Database) -> None:
    for _ in range(2):
        async with tables.write() as connection:
            await connection.execute(tables.upsert(KEYS, ["id"]), {"id": 1})

    assert await _all(tables, KEYS) == [(1,)]


async def test_many_rows_are_stored_as_sqlalchemy_would_store_them(tables: Database) -> None:
    bulk = tables.bulk(tables.upsert(ROWS, ["id"]), COLUMNS)
    rows: list[tuple[Any, ...]] = [
        (1, "a%s?", DAY, True, {"k": ["é"]}),
        (2, None, None, False, [1, 2]),
    ]

    async with tables.write() as connection:
        await bulk.run(connection, rows)

    assert await _all(tables) == rows


async def test_many_rows_run_again_replace_themselves(tables: Database) -> None:
    bulk = tables.bulk(tables.upsert(ROWS, ["id"]), ["id", "word"])
    for word in "ab":
        async with tables.write() as connection:
            await bulk.run(connection, [(n, word) for n in range(3)])

    assert [row[:2] for row in await _all(tables)] == [(0, "b"), (1, "b"), (2, "b")]


async def test_plain_rows_go_to_the_driver_untouched(tables: Database) -> None:
    bulk = tables.bulk(insert(KEYS), ["id"])
    async with tables.write() as connection:
        await bulk.run(connection, [(2,), (1,)])

    assert bulk.arrange is None
    assert await _all(tables, KEYS) == [(1,), (2,)]


async def test_columns_may_stand_in_another_order_beside_fixed_values(tables: Database) -> None:
    async with tables.write() as connection:
        await connection.execute(insert(ROWS), [{"id": 1, "word": "a"}, {"id": 2, "word": "b"}])
    statement = (
        update(ROWS).where(ROWS.c.id == bindparam("which")).values(day=DAY, word=bindparam("w"))
    )
    bulk = tables.bulk(statement, ["which", "w"])

    async with tables.write() as connection:
        await bulk.run(connection, [(1, "x"), (2, "y")])

    assert [row[:3] for row in await _all(tables)] == [(1, "x", DAY), (2, "y", DAY)]


async def test_many_rows_share_the_transaction_they_run_in(tables: Database) -> None:
    bulk = tables.bulk(insert(KEYS), ["id"])

    async def fail() -> None:
        async with tables.write() as connection:
            await bulk.run(connection, [(1,), (2,)])
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    assert await _all(tables, KEYS) == []


async def test_no_rows_are_no_work(tables: Database) -> None:
    async with tables.write() as connection:
        await tables.bulk(insert(KEYS), ["id"]).run(connection, [])

    assert await _all(tables, KEYS) == []


def test_a_column_that_the_table_has_not_is_refused(database: Database) -> None:
    with pytest.raises(UnknownColumnError, match="word"):
        database.bulk(insert(KEYS), ["id", "word"])
