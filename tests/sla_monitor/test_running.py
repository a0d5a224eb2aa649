"""The table of running clocks, on both SQL dialects."""

import datetime as dt

from engine.sql import Database
from services.sla_monitor.running import RunningClocks
from services.sla_monitor.turns import Turns, turns
from tests.support import samples

DUE = dt.datetime(2025, 5, 8, 16, 59, 59, tzinfo=dt.UTC)
OVER = DUE + dt.timedelta(seconds=1)


async def kept(database: Database, **turned: Turns) -> RunningClocks:
    clocks = RunningClocks(database)
    await clocks.open()
    async with database.write() as connection:
        await clocks.keep(connection, turned)
    return clocks


async def test_a_clock_is_over_one_second_after_its_last(database: Database) -> None:
    clocks = await kept(database, a=Turns(running={"verify": DUE}))

    assert await clocks.over(DUE) == {}
    assert await clocks.over(OVER) == {"a": ["verify"]}


async def test_a_moved_clock_is_over_at_its_new_time(database: Database) -> None:
    await kept(database, a=Turns(running={"verify": DUE}))
    clocks = await kept(database, a=Turns(running={"verify": DUE + dt.timedelta(days=1)}))

    assert await clocks.over(OVER) == {}


async def test_a_stopped_clock_is_never_over(database: Database) -> None:
    await kept(database, a=Turns(running={"verify": DUE, "settle": DUE}))
    clocks = await kept(database, a=Turns(stopped={"verify"}))

    assert await clocks.over(OVER) == {"a": ["settle"]}


async def test_a_voided_complaint_has_no_clock(database: Database) -> None:
    await kept(database, a=Turns(running={"verify": DUE}), b=Turns(running={"verify": DUE}))
    clocks = await kept(database, a=Turns(voided=True))

    assert await clocks.over(OVER) == {"b": ["verify"]}


async def test_a_forgotten_clock_is_never_over(database: Database) -> None:
    clocks = await kept(database, a=Turns(running={"verify": DUE, "settle": DUE}))
    await clocks.forget([("a", "verify")])

    assert await clocks.over(OVER) == {"a": ["settle"]}


def test_a_clock_that_stops_in_the_commits_it_starts_in_never_ran() -> None:
    commit = samples.commit(
        samples.clock_started(clock="verify"), samples.clock_met(clock="verify")
    )

    assert Turns() == turns([commit])


def test_a_paused_clock_stops_and_a_resumed_one_runs_to_its_new_time() -> None:
    paused = samples.commit(samples.clock_paused(clock="settle"))
    resumed = samples.commit(samples.clock_resumed(clock="settle", due_at=DUE))

    assert Turns(stopped={"settle"}) == turns([paused])
    assert Turns(running={"settle": DUE}) == turns([paused, resumed])


def test_voiding_stops_everything() -> None:
    commit = samples.commit(samples.clock_started(clock="verify"), samples.voided())

    assert Turns(voided=True) == turns([commit])
