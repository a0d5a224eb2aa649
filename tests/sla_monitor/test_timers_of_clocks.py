"""Timers of the clocks on the memory store: one a clock, none for ever, all of them lost.

August 2025: five working days from Monday the 4th end on the 11th.
"""

import asyncio
import datetime as dt

from runtime.clock import FixedClock
from services.sla_monitor.promises import Promises
from services.sla_monitor.wakes import WAKE
from tests.runtime.steadiness import START, Machine
from tests.sla_monitor.cases import WIB, day, live, moment
from tests.sla_monitor.monitored import coming, move_to, woken_at
from tests.sla_monitor.office import Office
from tests.sla_monitor.promised import (
    LADDER,
    closed,
    goes_on,
    monitor_of,
    promise,
    promising,
    redated,
    waits,
)
from tests.support import samples

RECEIVED = live("2025-08-04")
CLIMBING = promising(
    promise(ladder=LADDER.code, warn_at=(40, 80), pauses=("outside",)), promise("other", 60)
)
TOLD = ["ClockStarted", "Warned", "Warned", "ClockMissed", "Escalated", "Escalated", "Escalated"]


async def watched(office: Office, promises: Promises = CLIMBING) -> object:
    await move_to(office, "2025-08-04T09:00")
    monitor = monitor_of(office, promises)
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    return monitor


async def live_through(office: Office, monitor: object, *, fires: bool) -> None:
    """Every half day of a month, with timers or with the sweep alone."""
    for ahead in range(60):
        when = moment("2025-08-04T12:00") + ahead * dt.timedelta(hours=12)
        office.clock.moment = when
        if fires:
            await office.timers.move_to(when)
        else:
            office.timers.armed.clear()
            await monitor.sweep()
        await office.settled(monitor)
        assert len(await coming(office)) <= 2


async def test_timers_alone_lead_a_clock_through_its_whole_life(office: Office) -> None:
    await live_through(office, await watched(office), fires=True)

    assert await office.events("a", "settle") == TOLD


async def test_without_any_timer_the_sweep_misses_nothing(office: Office) -> None:
    await live_through(office, await watched(office), fires=False)

    assert await office.events("a", "settle") == TOLD


async def test_each_clock_has_one_next_moment_that_it_is_woken_at(office: Office) -> None:
    await watched(office)

    assert (await coming(office))["settle"] == moment("2025-08-07T07:30")
    assert set(await coming(office)) == {"settle", "other"}
    assert set((await coming(office)).values()) <= woken_at(office)


async def test_a_pause_takes_the_moment_away_and_its_end_sets_it_anew(office: Office) -> None:
    monitor = await watched(office)
    await office.say("a", waits("2025-08-04"))
    await office.settled(monitor)
    assert set(await coming(office)) == {"other"}

    await move_to(office, "2025-08-06T09:00")
    await office.say("a", goes_on("2025-08-06"))
    await office.settled(monitor)
    assert (await coming(office))["settle"] == moment("2025-08-08T07:30")


async def test_after_the_last_rung_nothing_is_to_come(office: Office) -> None:
    monitor = await watched(office, promising(promise()))
    await move_to(office, "2025-08-12T00:00")
    await office.settled(monitor)

    assert await coming(office) == {}


async def test_the_end_of_a_missed_clock_takes_its_next_rung_away(office: Office) -> None:
    monitor = await watched(office, promising(promise(ladder=LADDER.code)))
    await move_to(office, "2025-08-12T00:00")
    await office.settled(monitor)
    assert set(await coming(office)) == {"settle"}

    await office.say("a", closed("2025-08-12"))
    await office.settled(monitor)
    assert await coming(office) == {}


async def test_after_an_outage_of_weeks_one_rung_is_climbed(office: Office) -> None:
    first = await watched(office)
    await first.stop()
    office.clock.moment = moment("2025-10-06T09:00")

    second = monitor_of(office, CLIMBING)
    await second.start()
    await office.timers.move_to(office.clock.moment)
    await office.settled(second)

    assert await office.events("a", "settle") == ["ClockStarted", "ClockMissed", "Escalated"]
    assert (await coming(office))["settle"] == moment("2025-10-08T07:30")


async def test_a_silence_that_was_not_written_has_one_moment(office: Office) -> None:
    silence = promising(promise("silence_office", 3, silence=True))
    monitor = await watched(office, silence)
    for _ in range(3):
        await office.say("a", samples.note_added(occurred=day("2025-08-05")))
    await office.settled(monitor)

    assert await coming(office) == {"silence_office": moment("2025-08-09T00:00")}
    await move_to(office, "2025-08-09T00:00")
    await office.settled(monitor)
    assert await office.events("a", "silence_office-4") == [
        "ClockStarted",
        "ClockMissed",
        "Escalated",
    ]


async def test_a_clock_whose_rule_was_lost_is_not_asked_about_for_ever(office: Office) -> None:
    await move_to(office, "2025-08-04T09:00")
    monitor = monitor_of(office, promising(promise()))
    await monitor.start()
    lost = samples.clock_started(
        clock="settle",
        rule="contoh.gone",
        due_on=dt.date(2025, 8, 11),
        due_at=moment("2025-08-11T23:59:59"),
    )
    await office.say("a", RECEIVED, lost)
    await office.settled(monitor)

    await asyncio.wait_for(move_to(office, "2025-08-12T00:00"), 120)

    assert await coming(office) == {"settle": moment("2025-08-12T00:05")}


async def test_a_miss_whose_days_were_lost_is_not_asked_about_any_more(office: Office) -> None:
    monitor = await watched(office, promising(promise(ladder=LADDER.code)))
    await move_to(office, "2025-08-12T00:00")
    await office.settled(monitor)
    await office.say("a", redated([RECEIVED], RECEIVED, "9025-08-04"))
    await office.settled(monitor)

    await asyncio.wait_for(move_to(office, "2025-08-14T09:00"), 120)

    assert await coming(office) == {}


async def test_a_monitor_that_waits_for_its_clock_writes_nothing(office: Office) -> None:
    may_go = asyncio.Event()
    await move_to(office, "2025-08-12T09:00")
    await office.say("a", RECEIVED)

    async def ready() -> None:
        await may_go.wait()

    monitor = monitor_of(office, CLIMBING, ready=ready, sweep_seconds=0.01)
    await monitor.start()
    assert not await monitor.reach(1, 0.05)
    assert len(await office.history("a")) == 1

    may_go.set()
    await office.settled(monitor)
    assert await office.events("a", "settle") == ["ClockStarted", "ClockMissed", "Escalated"]


async def on_a_machine(office: Office) -> tuple[Machine, object]:
    """A complaint of the machine's own today, due in a week."""
    machine = Machine()
    office.clock = FixedClock(START)
    office.timers.now = START
    steady = machine.clock()
    office.clock = steady  # type: ignore[assignment]
    monitor = monitor_of(office, promising(promise(), promise("other")))
    await monitor.start()
    await office.say("a", live(START.astimezone(WIB).date().isoformat()))
    await office.settled(monitor)
    return machine, monitor


async def test_a_machine_set_forward_a_day_too_far_makes_no_verdict(office: Office) -> None:
    machine, monitor = await on_a_machine(office)
    due = (await coming(office))["settle"]
    machine.passed = (due - START).total_seconds() - 3600
    office.clock.now()
    machine.jump(dt.timedelta(days=1))

    await monitor.sweep()
    await office.timers.move_to(due)
    await office.settled(monitor)

    assert await office.events("a", "settle") == ["ClockStarted"]


async def test_a_machine_set_back_an_hour_makes_the_verdict_when_it_is_due(office: Office) -> None:
    machine, monitor = await on_a_machine(office)
    due = (await coming(office))["settle"]
    machine.passed = (due - START).total_seconds() - 1
    office.clock.now()
    machine.jump(dt.timedelta(hours=-1))

    await monitor.sweep()
    await office.settled(monitor)
    assert await office.events("a", "settle") == ["ClockStarted"]

    machine.passed += 1
    await monitor.sweep()
    await office.settled(monitor)
    assert await office.events("a", "settle") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_timer_that_fires_a_day_early_is_found_by_the_sweep(office: Office) -> None:
    monitor = await watched(office, promising(promise()))
    office.clock.moment = moment("2025-08-11T00:00")
    await office.timers.move_to(moment("2025-08-12T00:00"))
    assert office.timers.armed == {}

    office.clock.moment = moment("2025-08-12T00:00")
    await monitor.sweep()
    await office.settled(monitor)

    assert await office.events("a", "settle") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_hint_that_comes_ten_times_writes_once(office: Office) -> None:
    monitor = await watched(office)
    for _ in range(10):
        await office.timers.arm(WAKE, str(int(office.clock.now().timestamp())), office.clock.now())
        await move_to(office, "2025-08-12T00:00")
        await office.settled(monitor)

    assert await office.events("a", "settle") == ["ClockStarted", "ClockMissed", "Escalated"]
