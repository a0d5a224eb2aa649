"""Every key that an erasure names is destroyed, sooner or later, and never comes back."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select

from engine.boxes import DataKey
from engine.commits import Recorded
from engine.sql import Database, open_database
from engine.vault import KeyCount, Vault
from engine.vault_tables import KEYS
from runtime.clock import FixedClock
from schemas.commit import Commit
from services.intake.shredder import Shredder
from tests.support import samples
from tests.support.logged import capture_logs
from tests.support.sample_intake import identity_erased
from tests.support.values import MOMENT

STREAM = "PENGADUAN_bengkalis_1"


def erasure(sequence: int, *keys: str) -> Recorded[Commit]:
    commit = samples.commit(identity_erased(keys=keys))
    return Recorded(commit, "pengaduan.bengkalis.1.x", sequence, "")


@pytest.fixture
async def vault_database(tmp_path: Path) -> AsyncIterator[Database]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}"
    database = open_database(url, full_sync=True, patience=0.01)
    yield database
    await database.close()


@pytest.fixture
async def vault(vault_database: Database) -> Vault:
    vault = Vault(vault_database, bytes(32))
    await vault.prepare()
    await vault.put([DataKey.new("gone"), DataKey.new("kept")])
    return vault


@pytest.fixture
async def shredder(vault: Vault) -> AsyncIterator[Shredder]:
    database = open_database("sqlite+aiosqlite://")
    shredder = Shredder(database, vault, STREAM, FixedClock(MOMENT))
    await shredder.open()
    yield shredder
    await database.close()


async def test_only_the_named_keys_are_destroyed(shredder: Shredder, vault: Vault) -> None:
    assert await shredder.handle([erasure(1, "gone")]) == 1

    assert await vault.shredded() == {"gone": MOMENT}
    assert await vault.count() == KeyCount(usable=1, shredded=1)


async def test_an_erasure_read_twice_is_done_once(shredder: Shredder, vault: Vault) -> None:
    for _ in range(2):
        await shredder.handle([erasure(1, "gone")])

    assert await vault.count() == KeyCount(usable=1, shredded=1)
    assert await shredder.open() == 1


async def test_a_reader_of_the_vault_delays_it_but_does_not_stop_it(
    shredder: Shredder, vault: Vault, vault_database: Database
) -> None:
    with capture_logs() as logged:
        async with vault_database.read() as connection:
            await connection.execute(select(KEYS.c.id).limit(1))
            shredding = asyncio.create_task(shredder.handle([erasure(1, "gone")]))
            async with asyncio.timeout(120):
                while not logged:  # noqa: ASYNC110 - what it logs wakes nobody
                    await asyncio.sleep(0.01)
        position = await shredding

    assert position == await shredder.open() == 1
    assert logged[0]["event"] == "shredding_unfinished"
    assert await vault.shredded() == {"gone": MOMENT}
