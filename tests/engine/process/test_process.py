"""Process managers: every cause is followed up, whatever fails, and the position tells how far."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Sequence

import msgspec
import pytest
import pytest_asyncio
from sqlalchemy import Column, MetaData, String, Table, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Codec, Recorded
from engine.errors import EngineError, StoreUnavailableError
from engine.memory import MemoryStore
from engine.process import ProcessManager, each
from engine.sql import Database, DatabaseUnavailableError, open_database

PATIENCE = 120.0
Start = Callable[[ProcessManager["Order"]], "asyncio.Task[None]"]


class Order(msgspec.Struct, frozen=True, kw_only=True):
    """A commit of another workflow."""

    id: str
    version: int
    prev: str = ""
    command_id: str = ""
    recorded_at: dt.datetime = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    events: tuple[str, ...] = ("Ordered",)


CODEC = Codec(msgspec.json.encode, msgspec.json.Decoder(Order).decode)
metadata = MetaData()
KEPT = Table("kept", metadata, Column("id", String, primary_key=True))


class Shipping:
    """Ships what was ordered: writes down each effect, and fails when it is told to."""

    def __init__(self) -> None:
        self.shipped: list[str] = []
        self.failures: list[Exception] = []
        self.kept_failures: list[Exception] = []
        self.at_once = self.most_at_once = 0

    async def follow_up(self, commits: Sequence[Recorded[Order]]) -> None:
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(0)
        self.at_once -= 1
        if self.failures:
            raise self.failures.pop()
        self.shipped += [recorded.commit.id for recorded in commits]

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Order]]) -> None:
        rows = [{"id": recorded.commit.id} for recorded in page]
        await connection.execute(KEPT.insert(), rows)
        if self.kept_failures:
            raise self.kept_failures.pop()


@pytest.fixture
def store() -> MemoryStore[Order]:
    return MemoryStore("ORDERS", CODEC)


@pytest_asyncio.fixture
async def shop(sqlite_url: str) -> AsyncIterator[Database]:
    database = open_database(sqlite_url)
    await database.create(metadata)
    yield database
    await database.close()


@pytest_asyncio.fixture
async def started() -> AsyncIterator[Start]:
    """Start managers that are stopped at the end."""
    tasks: list[asyncio.Task[None]] = []

    def start(manager: ProcessManager[Order]) -> asyncio.Task[None]:
        tasks.append(asyncio.create_task(manager.run()))
        return tasks[-1]

    yield start
    for task in tasks:
        task.cancel()
    if tasks:
        await asyncio.wait(tasks)


async def order(store: MemoryStore[Order], subject: str, version: int = 1) -> int:
    before = await store.load(subject)
    commit = Order(id=f"{subject}-{version}", version=version)
    expected = before[-1].sequence if before else 0
    return (await store.append(subject, commit, expected=expected)).sequence


async def kept(database: Database) -> set[str]:
    async with database.read() as connection:
        return {row for (row,) in await connection.execute(select(KEPT.c.id))}


async def test_commits_of_one_subject_are_followed_up_together_in_order(
    store: MemoryStore[Order], shop: Database, started: Start
) -> None:
    shipping = Shipping()
    manager = ProcessManager("shipping", store, shop, shipping)
    await manager.open()
    for version in (1, 2, 3):
        last = await order(store, "a", version)
    started(manager)

    assert await manager.reach(last, PATIENCE)
    assert shipping.shipped == ["a-1", "a-2", "a-3"]


async def test_no_more_subjects_than_allowed_are_followed_up_at_once(
    store: MemoryStore[Order], shop: Database, started: Start
) -> None:
    shipping = Shipping()
    manager = ProcessManager("shipping", store, shop, shipping, in_flight=4)
    await manager.open()
    for number in range(40):
        last = await order(store, f"a{number}")
    started(manager)

    assert await manager.reach(last, PATIENCE)
    assert (len(shipping.shipped), shipping.most_at_once) == (40, 4)


async def test_the_position_outlives_the_manager(
    store: MemoryStore[Order], shop: Database, started: Start
) -> None:
    first = ProcessManager("shipping", store, shop, Shipping())
    await first.open()
    last = await order(store, "a")
    task = started(first)
    assert await first.reach(last, PATIENCE)
    task.cancel()

    second = ProcessManager("shipping", store, shop, Shipping())
    await second.open()

    assert last == second.position


@pytest.mark.parametrize(
    "failure", [StoreUnavailableError(cause="test"), DatabaseUnavailableError(reason="test")]
)
async def test_what_passes_is_tried_again(
    store: MemoryStore[Order], shop: Database, started: Start, failure: Exception
) -> None:
    shipping = Shipping()
    shipping.failures = [failure]
    manager = ProcessManager("shipping", store, shop, shipping)
    await manager.open()
    last = await order(store, "a")
    started(manager)

    assert await manager.reach(last, PATIENCE)
    assert shipping.shipped == ["a-1"]


async def test_rows_and_position_move_together(
    store: MemoryStore[Order], shop: Database, started: Start
) -> None:
    shipping = Shipping()
    shipping.kept_failures = [DatabaseUnavailableError(reason="test")]
    manager = ProcessManager("shipping", store, shop, shipping)
    await manager.open()
    last = await order(store, "a")
    started(manager)

    assert await manager.reach(last, PATIENCE)
    assert {"a-1"} == await kept(shop)


async def test_what_does_not_pass_stops_it(store: MemoryStore[Order], shop: Database) -> None:
    shipping = Shipping()
    shipping.failures = [EngineError(cause="test")]
    manager = ProcessManager("shipping", store, shop, shipping)
    await manager.open()
    await order(store, "a")

    with pytest.raises(EngineError):
        await manager.run()
    assert manager.position == 0


async def test_who_is_overtaken_goes_on_from_where_the_other_stands(
    store: MemoryStore[Order], shop: Database, started: Start
) -> None:
    slow, quick = Shipping(), Shipping()
    overtaken = ProcessManager("shipping", store, shop, slow)
    winner = ProcessManager("shipping", store, shop, quick)
    await overtaken.open()
    await winner.open()
    first = await order(store, "a")
    task = started(winner)
    assert await winner.reach(first, PATIENCE)
    task.cancel()

    started(overtaken)
    assert await overtaken.reach(first, PATIENCE)
    last = await order(store, "b")

    assert await overtaken.reach(last, PATIENCE)
    assert {"a-1", "b-1"} == await kept(shop)


async def test_each_stops_at_the_first_failure() -> None:
    done: list[int] = []

    async def do(number: int) -> None:
        if number == 3:
            raise EngineError(number=number)
        done.append(number)

    with pytest.raises(EngineError):
        await each(range(10), do, 1)
    assert done == [0, 1, 2]


async def test_each_of_nothing_does_nothing() -> None:
    async def do(_: int) -> None:
        raise AssertionError

    await each([], do, 4)
