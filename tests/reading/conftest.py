"""An office with its desks on one memory store, with real keys, a real policy and a real view."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.keypool import KeyPool
from engine.sql import open_database
from engine.vault import Vault
from tests.reading.asking import Asking, asking
from tests.reading.desks import Desks


@pytest.fixture
async def vault(tmp_path: Path) -> AsyncIterator[Vault]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}", full_sync=True)
    made = Vault(database, bytes(range(32)))
    await made.prepare()
    yield made
    await database.close()


@pytest.fixture
async def desks(vault: Vault) -> AsyncIterator[Desks]:
    pool = KeyPool(vault, size=4, low=2)
    await pool.start()
    database = open_database("sqlite+aiosqlite://")
    made = Desks(vault, pool, database)
    await made.attacher.open()
    yield made
    await pool.stop()
    await database.close()


@pytest.fixture
async def view(desks: Desks) -> AsyncIterator[Asking]:
    async with asking(desks) as made:
        yield made
