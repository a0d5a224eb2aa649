"""Vaults on both dialects."""

from collections.abc import AsyncIterator

import pytest

from engine.keypool import KeyPool
from engine.sql import Database
from engine.vault import Vault

OFFICE_KEY = bytes(range(32))


@pytest.fixture
async def vault(safe_database: Database) -> Vault:
    made = Vault(safe_database, OFFICE_KEY)
    await made.prepare()
    return made


@pytest.fixture
async def pool(vault: Vault) -> AsyncIterator[KeyPool]:
    made = KeyPool(vault, size=16, low=8)
    await made.start()
    yield made
    await made.stop()
