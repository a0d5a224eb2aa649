"""After a shredding the old bytes lie in no file of the SQLite database."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.boxes import DataKey
from engine.sql import Database, open_database
from engine.vault import KeyCount, Vault
from engine.vault_errors import ShreddingUnfinishedError
from engine.vault_tables import KEYS

AT = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
OFFICE_KEY = bytes(range(32))
KEYS_PUT = [DataKey.new(f"key {n}") for n in range(300)]
GONE = [key.id for key in KEYS_PUT[::2]]


def _bytes_on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


async def _wrapped(database: Database) -> list[bytes]:
    async with database.read() as connection:
        rows = await connection.execute(select(KEYS.c.wrapped).where(KEYS.c.id.in_(GONE)))
        return [row.wrapped for row in rows]


async def _fill(url: str, patience: float = 30) -> tuple[Database, Vault]:
    database = open_database(url, full_sync=True, patience=patience)
    vault = Vault(database, OFFICE_KEY)
    await vault.prepare()
    await vault.put(KEYS_PUT)
    return database, vault


async def test_no_file_holds_the_wrapped_bytes_any_more(sqlite_url: str, tmp_path: Path) -> None:
    database, vault = await _fill(sqlite_url)
    wrapped = await _wrapped(database)
    before = _bytes_on_disk(tmp_path)

    await vault.shred(GONE, AT)

    after = _bytes_on_disk(tmp_path)
    await database.close()
    assert len(GONE) == sum(secret in before for secret in wrapped)
    assert sum(secret in after for secret in wrapped) == 0


async def test_a_reader_that_holds_the_log_is_reported_and_a_second_try_ends_it(
    sqlite_url: str, tmp_path: Path
) -> None:
    database, vault = await _fill(sqlite_url, patience=0.01)
    wrapped = await _wrapped(database)

    async with database.read() as connection:
        await connection.execute(select(KEYS.c.id).limit(1))
        with pytest.raises(ShreddingUnfinishedError):
            await vault.shred(GONE, AT)
    await vault.shred(GONE, AT)

    after = _bytes_on_disk(tmp_path)
    await database.close()
    assert sum(secret in after for secret in wrapped) == 0


async def test_the_next_start_finishes_what_a_dead_process_began(
    sqlite_url: str, tmp_path: Path
) -> None:
    database, vault = await _fill(sqlite_url, patience=0.01)
    wrapped = await _wrapped(database)
    async with database.read() as connection:
        await connection.execute(select(KEYS.c.id).limit(1))
        with pytest.raises(ShreddingUnfinishedError):
            await vault.shred(GONE, AT)

    await vault.prepare()

    after = _bytes_on_disk(tmp_path)
    assert sum(secret in after for secret in wrapped) == 0
    assert await vault.count() == KeyCount(usable=150, shredded=150)
    await database.close()
