"""An office that tells, in memory."""

from collections.abc import AsyncIterator

import pytest

from engine.keypool import KeyPool
from engine.sql import open_database
from engine.vault import Vault
from tests.outbox.office import TellingOffice
from tests.reading.desks import Desks


@pytest.fixture
async def office() -> AsyncIterator[TellingOffice]:
    database = open_database("sqlite+aiosqlite://", full_sync=True)
    vault = Vault(database, bytes(range(32)))
    await vault.prepare()
    pool = KeyPool(vault, size=16, low=2, first=4)
    await pool.start()
    telling = TellingOffice(Desks(vault, pool, database), database)
    await telling.desks.attacher.open()
    await telling.open()
    yield telling
    await pool.stop()
    await database.close()
