"""The monitor's surroundings for every test of it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from engine.sql import open_database
from engine.timers import FakeTimers
from runtime.history import CODEC
from runtime.topology import event_stream
from tests.sla_monitor.monitored import Flaky
from tests.sla_monitor.office import OFFICE, Office, at


@pytest_asyncio.fixture
async def office(tmp_path: Path) -> AsyncIterator[Office]:
    clock = at("2025-05-05T09:00:00")
    store = Flaky(event_stream(OFFICE), CODEC)
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'sla.sqlite'}")
    made = Office(store, store, database, FakeTimers(clock.now()), clock)
    yield made
    await made.close()
    await database.close()
