"""A disposition desk on the memory store, with real keys and a real policy."""

from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from engine.execute import Executor
from engine.keypool import KeyPool
from engine.log import MemoryLog
from engine.memory import MemoryStore
from engine.sql import open_database
from engine.vault import Vault
from policy.load import load_all
from policy.permissions import EVERYWHERE
from runtime.clock import FixedClock
from runtime.desk import Desk
from runtime.history import CODEC, entries
from runtime.objects import SealedObjects
from runtime.sealing import Opener, Sealer
from runtime.topology import event_stream
from schemas.commands.disposition import DispositionCommand
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.disposition.clerk import DispositionClerk
from services.disposition.decider import DISPOSITION
from services.disposition.files import Files
from services.disposition.order import Order
from services.disposition.readings import Readings
from services.disposition.state import State
from tests.disposition.counter import NOW, Counter, waiting
from tests.support import samples as s


@pytest.fixture
def store() -> MemoryStore[Commit]:
    return MemoryStore(event_stream(s.OFFICE), CODEC)


@pytest.fixture
async def vault(tmp_path: Path) -> AsyncIterator[Vault]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}", full_sync=True)
    made = Vault(database, bytes(range(32)))
    await made.prepare()
    yield made
    await database.close()


@pytest.fixture
async def counter(store: MemoryStore[Commit], vault: Vault) -> AsyncIterator[Counter]:
    """A verified and classified complaint waits; another, received, stands beside it."""
    pool = KeyPool(vault, size=4, low=2)
    await pool.start()
    clock = FixedClock(NOW)
    executor: Executor[Order, State, PengaduanEvent, Commit] = Executor(store, DISPOSITION, entries)
    files = Files(SealedObjects(MemoryLog(), s.OFFICE), vault)
    clerk = DispositionClerk(
        waiting(load_all()[s.OFFICE]),
        Sealer(s.OFFICE, vault, pool),
        clock,
        executor,
        Readings(s.OFFICE, Opener(s.OFFICE, vault), store.load, files),
    )
    desk = Desk(
        msgspec.json.Decoder(DispositionCommand),
        executor,
        clerk,
        office=s.OFFICE,
        program="tuntas 0.1.0",
        clock=clock,
        permits=EVERYWHERE.refusal,
    )
    made = Counter(store, desk, Opener(s.OFFICE, vault))
    await made.write(s.received(source=None))
    await made.write(s.verified())
    await made.write(s.classified())
    await made.write(s.received(source=None), pengaduan_id=s.ORIGINAL_ID)
    yield made
    await pool.stop()
