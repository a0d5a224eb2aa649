"""An office for each test, its view once on SQLite and once on PostgreSQL."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from engine.sql import Database, open_database
from engine.vault import Vault
from tests.reporting.world import World


@pytest.fixture
async def vault(tmp_path: Path) -> AsyncIterator[Vault]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}", full_sync=True)
    vault = Vault(database, b"o" * 32)
    await vault.prepare()
    yield vault
    await database.close()


@pytest.fixture
async def world(database: Database, vault: Vault) -> AsyncIterator[World]:
    world = World(database, vault)
    await world.keeper.open()
    yield world
    await world.desk.close()


@pytest.fixture
async def memory_world(vault: Vault) -> AsyncIterator[World]:
    """An office whose view lies in memory, for what does not depend on the dialect."""
    database = open_database("sqlite+aiosqlite://")
    world = World(database, vault)
    await world.keeper.open()
    yield world
    await world.desk.close()
    await database.close()
