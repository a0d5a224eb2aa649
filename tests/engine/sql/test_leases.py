"""Leases that let one copy of a reader go on."""

import asyncio
import datetime as dt

import pytest

from engine import positions
from engine.positions import Lease, LostLeaseError
from engine.sql import Database

NOW = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)


def _later(seconds: float) -> dt.datetime:
    return NOW + dt.timedelta(seconds=seconds)


@pytest.fixture
async def tables(database: Database) -> Database:
    await database.create(positions.metadata)
    return database


@pytest.fixture
def first(tables: Database) -> Lease:
    return Lease(tables, "view", "first")


@pytest.fixture
def second(tables: Database) -> Lease:
    return Lease(tables, "view", "second")


async def test_a_free_lease_is_taken(first: Lease) -> None:
    assert await first.acquire(NOW, 10)


async def test_a_held_lease_is_not_taken_by_another(first: Lease, second: Lease) -> None:
    await first.acquire(NOW, 10)

    assert not await second.acquire(_later(9.999), 10)


async def test_its_holder_may_take_it_again(first: Lease) -> None:
    await first.acquire(NOW, 10)

    assert await first.acquire(_later(1), 10)


async def test_a_lease_that_has_ended_passes_to_another(first: Lease, second: Lease) -> None:
    await first.acquire(NOW, 10)

    assert await second.acquire(_later(10), 10)
    with pytest.raises(LostLeaseError):
        await first.renew(_later(11), 10)


async def test_a_renewed_lease_holds_longer(first: Lease, second: Lease) -> None:
    await first.acquire(NOW, 10)
    await first.renew(_later(5), 10)

    assert not await second.acquire(_later(12), 10)


async def test_a_lease_given_up_is_free_at_once(first: Lease, second: Lease) -> None:
    await first.acquire(NOW, 10)
    await first.release()

    assert await second.acquire(NOW, 10)


async def test_only_the_holder_gives_a_lease_up(first: Lease, second: Lease) -> None:
    await first.acquire(NOW, 10)
    await second.release()

    assert not await second.acquire(NOW, 10)


async def test_leases_of_different_names_do_not_touch(tables: Database, first: Lease) -> None:
    await first.acquire(NOW, 10)

    assert await Lease(tables, "other", "second").acquire(NOW, 10)


async def test_of_many_at_the_same_moment_one_takes_it(tables: Database) -> None:
    leases = [Lease(tables, "view", f"copy {n}") for n in range(8)]

    taken = await asyncio.gather(*(lease.acquire(NOW, 10) for lease in leases))

    assert taken.count(True) == 1
