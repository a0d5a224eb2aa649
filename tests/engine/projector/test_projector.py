"""Rows, terms and position move together, once, whatever stops them on the way."""

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from engine import positions
from engine.follow import Follower
from engine.positions import LostPositionError
from engine.sql import Database, open_database
from tests.engine.projector.kit import Bank


async def test_a_page_becomes_rows(bank: Bank) -> None:
    await bank.say("a", 1, 2)
    await bank.say("b", 5)
    projector = bank.projector()
    assert await projector.open() == 0
    assert await projector.apply(await bank.page(0)) == 5
    assert await bank.rows(projector) == {"a": (3, 3, "open"), "b": (2, 5, "open")}


async def test_a_row_goes_on_from_where_it_was(bank: Bank) -> None:
    await bank.say("a", 1)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    await bank.say("a", 4)
    await projector.apply(await bank.page(2))
    assert await bank.rows(projector) == {"a": (3, 5, "open")}


async def test_a_view_goes_on_after_a_restart(bank: Bank) -> None:
    await bank.say("a", 1)
    first = bank.projector()
    await first.open()
    await first.apply(await bank.page(0))
    assert await bank.projector().open() == 2


async def test_terms_lead_to_their_subjects(bank: Bank) -> None:
    await bank.say("a", 1)
    await bank.say("b")
    projector = bank.projector()
    await projector.open()
    page = await bank.page(0)
    await projector.apply(page)
    async with bank.database.read() as connection:
        found = await projector.terms.find(connection, [page[1].commit.id])
    assert found == {"a"}


async def test_the_same_page_again_changes_nothing(bank: Bank) -> None:
    await bank.say("a", 1, 2)
    projector = bank.projector()
    await projector.open()
    page = await bank.page(0)
    await projector.apply(page)
    before = await bank.rows(projector)
    with pytest.raises(LostPositionError):
        await projector.apply(page)
    assert await bank.rows(projector) == before


async def test_rows_and_position_are_gone_together_when_the_page_fails(
    bank: Bank, monkeypatch: pytest.MonkeyPatch
) -> None:
    await bank.say("a", 1)
    projector = bank.projector()
    await projector.open()

    async def die(*_: object) -> None:
        raise asyncio.CancelledError

    with monkeypatch.context() as broken:
        # The process ends between the rows and the position.
        broken.setattr(positions, "advance", die)
        with pytest.raises(asyncio.CancelledError):
            await projector.apply(await bank.page(0))
    assert (await bank.rows(projector), await projector.position()) == ({}, 0)
    await projector.apply(await bank.page(0))
    assert (await bank.rows(projector), await projector.position()) == ({"a": (2, 1, "open")}, 2)


async def test_a_copy_that_was_overtaken_leaves_the_rows_right(bank: Bank) -> None:
    one, other = bank.projector(), bank.projector()
    await one.open()
    await other.open()
    await bank.say("a", 1, 2, 3)
    await one.apply(await bank.page(0))
    with pytest.raises(LostPositionError):
        await other.apply(await bank.page(0, 2))
    assert await bank.rows(one) == {"a": (4, 6, "open")}


async def test_a_copy_that_was_overtaken_goes_on_behind_the_other(bank: Bank) -> None:
    one, other = bank.projector(), bank.projector()
    await one.open()
    await other.open()
    await bank.say("a", 1, 2, 3)
    await one.apply(await bank.page(0, 2))
    follower = Follower(bank.store, other.apply, page=1, resume=other.position)
    assert await follower.catch_up(4) == 4
    assert await bank.rows(other) == {"a": (4, 6, "open")}


async def test_two_copies_at_once_take_every_commit_in_once(bank: Bank) -> None:
    for account in range(6):
        await bank.say(str(account), 1, 2, 3, 4)
    copies = [bank.projector(), bank.projector()]
    for copy in copies:
        await copy.open()
    last = await bank.store.last_sequence()
    followers = [
        Follower(bank.store, copy.apply, page=page, resume=copy.position)
        for copy, page in zip(copies, (2, 3), strict=True)
    ]
    await asyncio.gather(*[follower.catch_up(last) for follower in followers])
    expected = {str(account): (5, 10, "open") for account in range(6)}
    assert (await bank.rows(copies[0]), await bank.parked(copies[0])) == (expected, {})


async def test_two_generations_stand_side_by_side(bank: Bank) -> None:
    await bank.say("a", 1)
    live, rebuilt = bank.projector(1), bank.projector(2, strict=True)
    await live.open()
    await rebuilt.open()
    await live.apply(await bank.page(0, 1))
    await rebuilt.apply(await bank.page(0))
    assert (await live.position(), await rebuilt.position()) == (1, 2)
    assert await bank.rows(live) == {"a": (1, 0, "open")}


async def test_terms_are_not_doubled_by_a_retry(bank: Bank) -> None:
    await bank.say("a", 1)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    await projector.retry("a", await bank.store.load("a"))
    async with bank.database.read() as connection:
        count = await connection.scalar(select(func.count()).select_from(projector.terms.table))
    assert count == 2


AMOUNTS = st.lists(st.tuples(st.sampled_from("abc"), st.integers(0, 12)), max_size=12)


@given(said=AMOUNTS, cuts=st.lists(st.integers(1, 5), min_size=20, max_size=20))
@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
def test_any_pages_lead_to_the_same_rows_as_one(
    said: list[tuple[str, int]], cuts: list[int]
) -> None:
    async def run() -> None:
        database: Database = open_database("sqlite+aiosqlite://")
        try:
            bank = Bank(database)
            bank.view.healed = True
            for subject, amount in said:
                await bank.say(subject, amount)
            whole, cut = bank.projector(1), bank.projector(2)
            await whole.open()
            await cut.open()
            last = await bank.store.last_sequence()
            await Follower(bank.store, whole.apply).catch_up(last)
            position = 0
            for limit in cuts:
                page = await bank.page(position, limit)
                position = await cut.apply(page) if page else position
            page = await bank.page(position)
            position = await cut.apply(page) if page else position
            assert (await bank.rows(whole), last) == (await bank.rows(cut), position)
        finally:
            await database.close()

    asyncio.run(run())
