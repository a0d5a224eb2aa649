"""A follower hands over every page once, in order, through whatever happens."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence

import pytest
import pytest_asyncio

from engine.commits import Recorded
from engine.errors import GapError, StoreUnavailableError
from engine.follow import Follower
from engine.memory import MemoryStore
from engine.positions import LostPositionError
from engine.sql import DatabaseUnavailableError
from tests.support.engine import CODEC, AccountCommit, AccountStore, fill
from tests.support.engine_sites import Site, subject_of

PATIENCE = 120.0
Page = Sequence[Recorded[AccountCommit]]


class Reader:
    """Keeps what it was handed, and fails when it is told to."""

    def __init__(self) -> None:
        self.seen: list[int] = []
        self.failures: list[Exception] = []
        self.saved = 0

    async def take(self, page: Page) -> int:
        if self.failures:
            raise self.failures.pop()
        self.seen += [recorded.sequence for recorded in page]
        self.saved = page[-1].sequence
        return self.saved

    async def resume(self) -> int:
        return self.saved


class Flaky(MemoryStore[AccountCommit]):
    """Does not answer some times."""

    def __init__(self) -> None:
        super().__init__("ACCOUNTS", CODEC)
        self.failures: list[Exception] = []

    async def read(self, after: int, limit: int) -> Page:
        if self.failures:
            raise self.failures.pop()
        return await super().read(after, limit)


@pytest.fixture
def reader() -> Reader:
    return Reader()


@pytest_asyncio.fixture
async def run() -> AsyncIterator[Callable[[Follower[AccountCommit]], "asyncio.Task[None]"]]:
    """Run followers that are stopped at the end."""
    tasks: list[asyncio.Task[None]] = []

    def start(follower: Follower[AccountCommit]) -> "asyncio.Task[None]":
        tasks.append(asyncio.create_task(follower.run()))
        return tasks[-1]

    yield start
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@pytest.mark.parametrize("page", [1, 3, 100])
async def test_everything_is_handed_over_once_and_in_order(
    site: Site, reader: Reader, page: int
) -> None:
    store = await site.open()
    await fill(store, subject_of("a"), 4)
    await fill(store, subject_of("b"), 4)
    assert await Follower(store, reader.take, page=page).catch_up() == 8
    assert reader.seen == list(range(1, 9))


async def test_it_goes_on_from_where_it_was(site: Site, reader: Reader) -> None:
    store = await site.open()
    await fill(store, subject_of("a"), 5)
    follower = Follower(store, reader.take)
    await follower.start_at(3)
    await follower.catch_up()
    assert reader.seen == [4, 5]


async def test_it_stops_at_the_wanted_sequence(site: Site, reader: Reader) -> None:
    store = await site.open()
    await fill(store, subject_of("a"), 5)
    assert await Follower(store, reader.take, page=2).catch_up(3) == 3
    assert reader.seen == [1, 2, 3]


async def test_progress_is_told_after_every_page(reader: Reader) -> None:
    store = Flaky()
    await fill(store, "a", 5)
    told: list[int] = []
    await Follower(store, reader.take, page=2).catch_up(5, told.append)
    assert told == [2, 4, 5]


async def test_what_comes_while_it_runs_is_handed_over(
    site: Site, reader: Reader, run: Callable[..., "asyncio.Task[None]"]
) -> None:
    follower = Follower(await site.open(), reader.take)
    run(follower)
    writer: AccountStore = await site.open()
    last = None
    for sequence in range(1, 6):
        (last,) = await fill(writer, subject_of("a"), 1, after=last)
        assert await follower.reach(sequence, PATIENCE)
    assert reader.seen == [1, 2, 3, 4, 5]


async def test_reaching_what_does_not_come_ends_with_its_time(reader: Reader) -> None:
    assert not await Follower(Flaky(), reader.take).reach(1, 0.01)


async def test_a_store_that_does_not_answer_is_asked_again(
    reader: Reader, run: Callable[..., "asyncio.Task[None]"]
) -> None:
    store = Flaky()
    store.failures = [StoreUnavailableError()]
    await fill(store, "a", 3)
    follower = Follower(store, reader.take)
    run(follower)
    assert await follower.reach(3, PATIENCE)
    assert reader.seen == [1, 2, 3]


async def test_a_database_that_does_not_answer_is_asked_again(
    reader: Reader, run: Callable[..., "asyncio.Task[None]"]
) -> None:
    store = Flaky()
    await fill(store, "a", 3)
    reader.failures = [DatabaseUnavailableError()]
    follower = Follower(store, reader.take)
    run(follower)
    assert await follower.reach(3, PATIENCE)
    assert reader.seen == [1, 2, 3]


async def test_who_lost_the_position_goes_on_from_the_saved_one(reader: Reader) -> None:
    store = Flaky()
    await fill(store, "a", 5)
    reader.failures, reader.saved = [LostPositionError()], 3
    follower = Follower(store, reader.take, resume=reader.resume)
    assert await follower.catch_up(5) == 5
    assert reader.seen == [4, 5]


async def test_a_lost_position_is_the_callers_where_nothing_can_be_resumed(
    reader: Reader,
) -> None:
    store = Flaky()
    await fill(store, "a", 1)
    reader.failures = [LostPositionError()]
    with pytest.raises(LostPositionError):
        await Follower(store, reader.take).catch_up()


async def test_a_gap_ends_it(reader: Reader, run: Callable[..., "asyncio.Task[None]"]) -> None:
    store = Flaky()
    store.failures = [GapError(expected=1)]
    with pytest.raises(GapError):
        await run(Follower(store, reader.take))
