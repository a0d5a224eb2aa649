"""Every disposition to an OPD is told once in effect, in memory and on a real server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from engine.errors import StoreUnavailableError, UnreadableCommitError
from engine.log import GuardedLog, Message
from engine.sql import Database, open_database
from runtime.ids import new_id
from schemas.events.disposition import Holder, Target
from services.disposition.relay import Relay
from tests.disposition.counter import write
from tests.disposition.relays import MemoryWire, NatsWire, Wire
from tests.support import samples as s
from tests.support.servers import OfficeServer, connected

OpenDatabase = Callable[[str], Database]
DLH = Holder(kind="opd", code="dlh")
UNIT = Holder(kind="unit", code="perizinan_a")


@pytest.fixture
def memory_wire() -> Wire:
    return MemoryWire()


@pytest.fixture
async def nats_wire(server: OfficeServer) -> AsyncIterator[Wire]:
    async with connected(server, s.OFFICE, "disposition") as client:
        made = NatsWire(client)
        yield made
        await made.close()


@pytest.fixture(params=["memory", pytest.param("nats", marks=pytest.mark.real)])
def wire(request: pytest.FixtureRequest) -> Wire:
    made: Wire = request.getfixturevalue(f"{request.param}_wire")
    return made


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[OpenDatabase]:
    """Open databases by name; the same name is the same file."""
    databases: list[Database] = []

    def make(name: str) -> Database:
        databases.append(open_database(f"sqlite+aiosqlite:///{tmp_path / name}.sqlite"))
        return databases[-1]

    yield make
    for database in databases:
        await database.close()


class CrashError(Exception):
    """The process died here."""


class DyingLog:
    """Stores a notice and then fails, once."""

    def __init__(self, inner: GuardedLog, error: Exception) -> None:
        self._inner = inner
        self._error: Exception | None = error

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        sequence = await self._inner.append(subject, payload, expected=expected)
        if self._error is not None:
            error, self._error = self._error, None
            raise error
        return sequence

    async def last(self, subject: str) -> Message | None:
        return await self._inner.last(subject)


async def relayed(relay: Relay) -> int:
    await relay.start()
    return await relay.catch_up()


@asynccontextmanager
async def running(relay: Relay) -> AsyncIterator[Relay]:
    task = asyncio.create_task(relay.run())
    try:
        yield relay
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def a_whole_life(wire: Wire) -> None:
    """Disposed to two OPDs, one taken back, one undone, and another complaint between."""
    store = wire.store()
    await write(store, s.received())
    await write(store, s.disposed())
    await write(store, s.received(), pengaduan_id=s.ORIGINAL_ID)
    await write(store, s.disposed(disposition_id=2, to=DLH, role="pendamping"))
    await write(store, s.disposition_recalled(disposition_id=1))
    await write(store, s.disposed(to=UNIT), pengaduan_id=s.ORIGINAL_ID)
    await write(store, s.annulled(target=Target(version=3, index=0)))
    await write(store, s.disposed(disposition_id=3))


LIFE = [
    ("dinkes", "disposed", 1, 2),
    ("dlh", "disposed", 2, 3),
    ("dinkes", "recalled", 1, 4),
    ("dlh", "recalled", 2, 5),
    ("dinkes", "disposed", 3, 6),
]


async def test_every_disposition_and_its_end_is_told(wire: Wire, opened: OpenDatabase) -> None:
    await a_whole_life(wire)
    assert await relayed(Relay(wire.store(), wire.log(), opened("one"))) == 8
    assert await wire.told() == LIFE


async def test_a_notice_holds_codes_and_dates_only(wire: Wire, opened: OpenDatabase) -> None:
    store = wire.store()
    await write(store, s.received(), s.disposed())
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    (notice,) = await wire.notices()
    assert notice == s.notice(id=notice.id, version=1)


async def test_the_subject_names_the_opd_and_the_complaint(
    wire: Wire, opened: OpenDatabase
) -> None:
    await write(wire.store(), s.received(), s.disposed())
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    ((subject, _),) = await wire.stored()
    assert subject == f"disposisi.bengkalis.dinkes.{s.PENGADUAN_ID}"


async def test_an_inner_unit_is_told_nothing(wire: Wire, opened: OpenDatabase) -> None:
    store = wire.store()
    await write(store, s.received(), s.disposed(to=UNIT))
    await write(store, s.disposition_recalled())
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    assert await wire.told() == []


async def test_undoing_something_else_tells_nothing(wire: Wire, opened: OpenDatabase) -> None:
    store = wire.store()
    await write(store, s.received(), s.answered())
    await write(store, s.annulled(target=Target(version=1, index=1)))
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    assert await wire.told() == []


async def test_of_one_commit_an_opd_hears_the_last_word(wire: Wire, opened: OpenDatabase) -> None:
    await write(
        wire.store(),
        s.received(),
        s.disposed(),
        s.disposition_recalled(),
        s.disposed(disposition_id=2, to=DLH),
    )
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    assert await wire.told() == [("dinkes", "recalled", 1, 1), ("dlh", "disposed", 2, 1)]


async def test_a_restart_goes_on_from_the_saved_position(wire: Wire, opened: OpenDatabase) -> None:
    await a_whole_life(wire)
    await relayed(Relay(wire.store(), wire.log(), opened("one"), page=3))
    again = Relay(wire.store(), wire.log(), opened("one"))
    await again.start()
    assert again.position == 8


async def test_a_relay_that_forgot_its_position_tells_nothing_twice(
    wire: Wire, opened: OpenDatabase
) -> None:
    await a_whole_life(wire)
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    await relayed(Relay(wire.store(), wire.log(), opened("another")))
    assert await wire.told() == LIFE


@pytest.mark.faults
async def test_a_crash_after_sending_tells_nothing_twice(wire: Wire, opened: OpenDatabase) -> None:
    await a_whole_life(wire)
    for _ in LIFE:
        dying = DyingLog(wire.log(), CrashError())
        with pytest.raises(CrashError):
            await relayed(Relay(wire.store(), dying, opened("one")))
    await relayed(Relay(wire.store(), wire.log(), opened("one")))
    assert await wire.told() == LIFE


@pytest.mark.faults
async def test_an_answer_that_is_lost_is_asked_for_again(wire: Wire, opened: OpenDatabase) -> None:
    await a_whole_life(wire)
    deaf = DyingLog(wire.log(), StoreUnavailableError(subject="disposisi"))
    async with running(Relay(wire.store(), deaf, opened("one"))) as relay:
        assert await relay.reach(8, 20)
    assert await wire.told() == LIFE


async def test_two_relays_with_positions_of_their_own_tell_once(
    wire: Wire, opened: OpenDatabase
) -> None:
    await a_whole_life(wire)
    both = [Relay(wire.store(), wire.log(), opened(name), page=2) for name in ("one", "two")]
    await asyncio.gather(*map(relayed, both))
    assert sorted(await wire.told()) == sorted(LIFE)


async def test_two_relays_with_one_position_tell_once(wire: Wire, opened: OpenDatabase) -> None:
    await a_whole_life(wire)
    both = [Relay(wire.store(), wire.log(), opened("one"), page=page) for page in (2, 3)]
    await asyncio.gather(*map(relayed, both))
    assert [relay.position for relay in both] == [8, 8]
    assert sorted(await wire.told()) == sorted(LIFE)


async def test_what_comes_while_it_runs_is_told(wire: Wire, opened: OpenDatabase) -> None:
    async with running(Relay(wire.store(), wire.log(), opened("one"))) as relay:
        await write(wire.store(), s.received())
        assert await relay.reach(1, 20)
        disposed = await write(wire.store(), s.disposed())
        assert await relay.reach(disposed.sequence, 20)
    assert await wire.told() == [("dinkes", "disposed", 1, 2)]


async def test_a_relay_that_waits_says_so_in_time(wire: Wire, opened: OpenDatabase) -> None:
    relay = Relay(wire.store(), wire.log(), opened("one"))
    assert not await relay.reach(1, 0.01)


async def test_a_disposition_of_nothing_received_stops_the_relay(
    wire: Wire, opened: OpenDatabase
) -> None:
    await write(wire.store(), s.disposed(), pengaduan_id=new_id())
    with pytest.raises(UnreadableCommitError):
        await relayed(Relay(wire.store(), wire.log(), opened("one")))
