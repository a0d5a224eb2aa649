"""What a transaction promises, on both dialects."""

import asyncio
import stat
from pathlib import Path

import pytest
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from engine.sql import (
    Database,
    DatabaseUnavailableError,
    UnsupportedDatabaseError,
    open_database,
)

METADATA = MetaData()
COUNTERS = Table(
    "counters", METADATA, Column("name", String, primary_key=True), Column("value", Integer)
)
MEMORY = "sqlite+aiosqlite://"


async def _begin_counting(database: Database) -> None:
    await database.create(METADATA)
    async with database.write() as connection:
        await connection.execute(insert(COUNTERS).values(name="n", value=0))


async def _value(database: Database) -> int | None:
    async with database.read() as connection:
        value: int | None = await connection.scalar(select(COUNTERS.c.value))
        return value


async def _count_up(database: Database, times: int) -> None:
    for _ in range(times):
        async with database.write() as connection:
            value = await connection.scalar(select(COUNTERS.c.value))
            await connection.execute(update(COUNTERS).values(value=(value or 0) + 1))


async def _count_up_together(database: Database) -> None:
    await _begin_counting(database)
    await asyncio.gather(*(_count_up(database, 100) for _ in range(4)))


async def test_four_tasks_that_read_add_and_write_lose_no_update(database: Database) -> None:
    await _count_up_together(database)

    assert await _value(database) == 400


async def test_in_memory_no_update_is_lost_either() -> None:
    database = open_database(MEMORY)
    await _count_up_together(database)

    assert await _value(database) == 400
    await database.close()


async def test_two_openings_of_one_database_lose_no_update(
    database: Database, database_url: str
) -> None:
    await _begin_counting(database)
    other = open_database(database_url)

    await asyncio.gather(_count_up(database, 50), _count_up(other, 50))

    await other.close()
    assert await _value(database) == 100


async def test_an_exception_undoes_the_transaction(database: Database) -> None:
    await _begin_counting(database)

    async def fail() -> None:
        async with database.write() as connection:
            await connection.execute(update(COUNTERS).values(value=7))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()

    assert await _value(database) == 0


async def test_a_cancelled_transaction_is_undone_and_the_next_one_goes_on(
    database: Database,
) -> None:
    await _begin_counting(database)
    written = asyncio.Event()

    async def hang() -> None:
        async with database.write() as connection:
            await connection.execute(update(COUNTERS).values(value=7))
            written.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(hang())
    await written.wait()
    task.cancel()
    await asyncio.wait([task])
    await _count_up(database, 1)

    assert await _value(database) == 1


async def test_a_reader_sees_one_moment_and_waits_for_no_writer(database: Database) -> None:
    await _begin_counting(database)

    async with database.read() as connection:
        before = await connection.scalar(select(COUNTERS.c.value))
        await _count_up(database, 1)
        after = await connection.scalar(select(COUNTERS.c.value))

    assert (before, after) == (0, 0)


async def test_a_reader_cannot_write(database: Database) -> None:
    await _begin_counting(database)

    with pytest.raises((DatabaseUnavailableError, DBAPIError)):
        async with database.read() as connection:
            await connection.execute(update(COUNTERS).values(value=7))

    assert await _value(database) == 0


async def test_the_same_tables_may_be_created_by_many_at_once(
    database: Database, database_url: str
) -> None:
    others = [open_database(database_url) for _ in range(4)]

    await asyncio.gather(*(other.create(METADATA) for other in others))

    for other in others:
        await other.close()
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(COUNTERS)) == 0


async def test_a_row_that_is_there_twice_stays_the_drivers_error(database: Database) -> None:
    await _begin_counting(database)

    with pytest.raises(IntegrityError):
        async with database.write() as connection:
            await connection.execute(insert(COUNTERS).values(name="n", value=0))


async def test_an_error_does_not_show_the_values(database: Database) -> None:
    await database.create(METADATA)

    with pytest.raises(DBAPIError) as caught:
        async with database.write() as connection:
            await connection.execute(text("INSERT INTO nowhere VALUES (:v)"), {"v": "Siti Aminah"})

    assert "Siti" not in str(caught.value)


async def test_the_dialect_is_named(database: Database, database_url: str) -> None:
    assert database_url.startswith(database.dialect)


def _modes(folder: Path) -> dict[str, int]:
    return {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}


async def test_only_the_owner_may_read_the_file(tmp_path: Path) -> None:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite'}")
    await _begin_counting(database)

    modes = _modes(tmp_path)

    await database.close()
    assert modes == {"a.sqlite": 0o600, "a.sqlite-shm": 0o600, "a.sqlite-wal": 0o600}


async def _pragmas(url: str, *names: str, full_sync: bool) -> list[object]:
    database = open_database(url, full_sync=full_sync)
    async with database.write() as connection:
        values = [await connection.scalar(text(f"PRAGMA {name}")) for name in names]
    await database.close()
    return values


async def test_full_sync_and_secure_deletion_are_what_sqlite_says(sqlite_url: str) -> None:
    names = "synchronous", "secure_delete", "journal_mode", "foreign_keys", "busy_timeout"

    values = await _pragmas(sqlite_url, *names, full_sync=True)

    assert values == [2, 1, "wal", 1, 5000]


async def test_without_full_sync_sqlite_syncs_at_checkpoints(sqlite_url: str) -> None:
    assert await _pragmas(sqlite_url, "synchronous", full_sync=False) == [1]


@pytest.mark.parametrize("full_sync", [False, True])
async def test_full_sync_is_what_postgresql_says(postgresql_url: str, *, full_sync: bool) -> None:
    database = open_database(postgresql_url, full_sync=full_sync)
    async with database.read() as connection:
        level = await connection.scalar(text("SHOW synchronous_commit"))

    await database.close()
    assert level == ("on" if full_sync else "off")


async def test_what_a_postgresql_address_asks_for_is_kept(postgresql_url: str) -> None:
    database = open_database(f"{postgresql_url}&options=-csearch_path%3Dkampar_views")
    async with database.read() as connection:
        found = await connection.scalar(text("SHOW search_path"))

    await database.close()
    assert found == "kampar_views"


async def test_an_outage_of_the_file_is_told_from_a_wrong_statement(sqlite_url: str) -> None:
    database = open_database(sqlite_url)
    await _begin_counting(database)

    with pytest.raises(DatabaseUnavailableError) as caught:
        async with database.read() as connection:
            await connection.execute(update(COUNTERS).values(value=7))

    await database.close()
    assert caught.value.fields == {"dialect": "sqlite", "reason": "SQLITE_READONLY"}


async def test_one_who_waits_too_long_for_the_writer_learns_so(sqlite_url: str) -> None:
    database = open_database(sqlite_url, patience=0.01)

    with pytest.raises(DatabaseUnavailableError):
        async with database.write(), database.write():
            pass

    await database.close()


def test_a_folder_that_is_not_there_is_an_outage(tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnavailableError):
        open_database(f"sqlite+aiosqlite:///{tmp_path / 'nowhere' / 'a.sqlite'}")


async def test_a_server_that_is_not_there_is_an_outage(tmp_path: Path) -> None:
    database = open_database(f"postgresql+psycopg://postgres@/x?host={tmp_path}")

    with pytest.raises(DatabaseUnavailableError) as caught:
        await database.create(METADATA)

    await database.close()
    assert caught.value.code == "database_unavailable"


@pytest.mark.parametrize("url", ["mysql://x", "sqlite:///x", "postgresql://x"])
def test_another_database_is_refused(url: str) -> None:
    with pytest.raises(UnsupportedDatabaseError):
        open_database(url)
