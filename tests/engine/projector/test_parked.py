"""A case that cannot be taken in waits with its later commits; the others go on."""

import pytest

from engine.errors import ParkedError
from engine.positions import LostPositionError
from tests.engine.projector.kit import POISON, UNSHOWABLE, UNSTORABLE, Bank
from tests.support.engine import Added, commit


async def test_the_others_go_on(bank: Bank) -> None:
    await bank.say("a", 1, POISON)
    await bank.say("b", 5)
    projector = bank.projector()
    await projector.open()
    assert await projector.apply(await bank.page(0)) == 5
    assert await bank.rows(projector) == {"a": (2, 1, "open"), "b": (2, 5, "open")}
    assert await bank.parked(projector) == {"a": (3, "ZeroDivisionError")}


async def test_its_later_commits_wait_too(bank: Bank) -> None:
    await bank.say("a", POISON, 2)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0, 2))
    await bank.say("a", 3)
    await projector.apply(await bank.page(2))
    assert await bank.rows(projector) == {"a": (1, 0, "open")}
    assert await bank.parked(projector) == {"a": (2, "ZeroDivisionError")}


async def test_it_waits_after_a_restart(bank: Bank) -> None:
    await bank.say("a", POISON)
    first = bank.projector()
    await first.open()
    await first.apply(await bank.page(0))
    await bank.say("a", 1)
    second = bank.projector()
    await second.apply(await bank.page(await second.open()))
    assert await bank.rows(second) == {"a": (1, 0, "open")}


@pytest.mark.parametrize("amount", [UNSHOWABLE, POISON])
async def test_a_retry_takes_the_whole_history_in(bank: Bank, amount: int) -> None:
    await bank.say("a", amount, 2)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0, 2))
    await projector.apply(await bank.page(2))
    bank.view.healed = True
    await projector.retry("a", await bank.store.load("a"))
    assert await bank.rows(projector) == {"a": (3, amount + 2, "open")}
    assert await bank.parked(projector) == {}


async def test_a_retry_that_fails_again_leaves_it_parked(bank: Bank) -> None:
    await bank.say("a", POISON)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    with pytest.raises(ParkedError):
        await projector.retry("a", await bank.store.load("a"))
    assert await bank.parked(projector) == {"a": (2, "ZeroDivisionError")}


async def test_what_came_after_the_view_is_left_for_its_page(bank: Bank) -> None:
    await bank.say("a", POISON)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    await bank.say("a", 2)
    bank.view.healed = True
    await projector.retry("a", await bank.store.load("a"))
    await projector.apply(await bank.page(2))
    assert await bank.rows(projector) == {"a": (3, POISON + 2, "open")}
    assert await bank.parked(projector) == {}


async def test_a_history_older_than_what_waits_is_not_enough(bank: Bank) -> None:
    await bank.say("a", POISON)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    old = await bank.store.load("a")
    await bank.say("a", 2)
    await projector.apply(await bank.page(2))
    bank.view.healed = True
    with pytest.raises(ParkedError) as refused:
        await projector.retry("a", old)
    assert refused.value.fields["cause"] == "history_behind"


async def test_a_release_by_another_copy_is_seen(bank: Bank) -> None:
    live, other = bank.projector(), bank.projector()
    await live.open()
    await other.open()
    await bank.say("a", POISON)
    await live.apply(await bank.page(0))
    bank.view.healed = True
    await other.retry("a", await bank.store.load("a"))
    await bank.say("a", 2)
    await live.apply(await bank.page(2))
    assert await bank.rows(live) == {"a": (3, POISON + 2, "open")}


async def test_a_page_that_was_lost_parks_nothing(bank: Bank) -> None:
    await bank.say("a", POISON)
    live, stale = bank.projector(), bank.projector()
    await live.open()
    await stale.open()
    page = await bank.page(0)
    await live.apply(page[:1])
    with pytest.raises(LostPositionError):
        await stale.apply(page)
    bank.view.healed = True
    await stale.apply(page[1:])
    assert await bank.rows(stale) == {"a": (2, POISON, "open")}
    assert await bank.parked(stale) == {}


async def test_a_row_that_cannot_be_made_parks_its_case_only(bank: Bank) -> None:
    await bank.say("a", UNSHOWABLE)
    await bank.say("b", 5)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    assert await bank.rows(projector) == {"b": (2, 5, "open")}
    assert await bank.parked(projector) == {"a": (1, "KeyError")}


async def test_a_row_that_the_database_does_not_take_parks_its_case_only(bank: Bank) -> None:
    await bank.say("b", 5)
    await bank.say("a", UNSTORABLE // 4, UNSTORABLE // 4)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    assert await bank.rows(projector) == {"b": (2, 5, "open")}
    assert await bank.parked(projector) == {"a": (3, "unstorable_row")}


async def test_a_version_that_is_missing_parks_its_case(bank: Bank) -> None:
    first = await bank.store.append("a", commit(), expected=0)
    skipped = commit(Added(1), after=first)
    wrong = type(skipped)(id="x", version=3, prev="", command_id="c", events=skipped.events)
    await bank.store.append("a", wrong, expected=first.sequence)
    projector = bank.projector()
    await projector.open()
    await projector.apply(await bank.page(0))
    assert await bank.parked(projector) == {"a": (2, "version_gap")}
    with pytest.raises(ParkedError):
        await projector.retry("a", await bank.store.load("a"))


@pytest.mark.parametrize("amount", [POISON, UNSHOWABLE, UNSTORABLE])
async def test_a_rebuild_stops_at_the_first(bank: Bank, amount: int) -> None:
    await bank.say("b", 5)
    await bank.say("a", amount)
    projector = bank.projector(strict=True)
    await projector.open()
    with pytest.raises(ParkedError) as stopped:
        await projector.apply(await bank.page(0))
    assert stopped.value.fields["subject"] == "a"
    assert (await bank.rows(projector), await projector.position()) == ({}, 0)
