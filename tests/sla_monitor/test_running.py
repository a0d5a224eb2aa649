"""The table of what is to be looked at next, on both SQL dialects."""

import datetime as dt

from engine.sql import Database
from services.sla_monitor.agenda import Moments
from services.sla_monitor.running import RunningClocks

OVER = dt.datetime(2025, 5, 8, 17, tzinfo=dt.UTC)
BEFORE = OVER - dt.timedelta(seconds=1)
LATER = OVER + dt.timedelta(days=1)


async def kept(database: Database, **found: Moments) -> RunningClocks:
    clocks = RunningClocks(database)
    await clocks.open()
    async with database.write() as connection:
        await clocks.keep(connection, found)
    return clocks


async def test_a_clock_is_found_at_its_moment_and_not_before(database: Database) -> None:
    clocks = await kept(database, a={"verify": OVER})

    assert await clocks.over(BEFORE) == {}
    assert await clocks.over(OVER) == {"a": ["verify"]}


async def test_a_moved_clock_is_found_at_its_new_moment(database: Database) -> None:
    await kept(database, a={"verify": OVER})
    clocks = await kept(database, a={"verify": LATER})

    assert await clocks.over(OVER) == {}
    assert await clocks.over(LATER) == {"a": ["verify"]}


async def test_a_clock_that_is_no_longer_named_is_never_found(database: Database) -> None:
    await kept(database, a={"verify": OVER, "settle": OVER}, b={"verify": OVER})
    clocks = await kept(database, a={"settle": OVER})

    assert await clocks.over(OVER) == {"a": ["settle"], "b": ["verify"]}


async def test_the_moments_of_one_complaint_are_put_without_a_position(database: Database) -> None:
    clocks = await kept(database, a={"verify": OVER})
    await clocks.put("a", {"settle": OVER})

    assert await clocks.over(OVER) == {"a": ["settle"]}


async def test_the_open_complaints_are_walked_page_by_page(database: Database) -> None:
    clocks = await kept(database, a={"verify": OVER, "settle": LATER}, b={"verify": OVER}, c={})

    assert await clocks.subjects("", 1) == ["a"]
    assert await clocks.subjects("a", 5) == ["b"]


async def test_what_the_clocks_rest_on_is_remembered(database: Database) -> None:
    clocks = await kept(database)
    assert await clocks.basis() is None

    await clocks.adopt("policy calendar")

    assert await clocks.basis() == "policy calendar"
