"""A decree that comes late moves what runs; verdicts that were given stay.

18 August 2025 became a day off by a decree of that same month.
"""

import datetime as dt
from dataclasses import replace

from schemas.base import Occurred
from schemas.events.sla import ClockMet, ClockMissed, ClockMoved
from services.sla_monitor.promises import Promises
from tests.policy.timed import with_day, with_holiday
from tests.sla_monitor.cases import day, live, moment, review, verdicts
from tests.sla_monitor.monitored import coming, move_to, woken_at
from tests.sla_monitor.office import Office
from tests.sla_monitor.promised import (
    closed,
    goes_on,
    monitor_of,
    names,
    promise,
    promising,
    seen,
    waits,
)

DAY_OFF = dt.date(2025, 8, 18)
RULES = promising(promise(amount=8, pauses=("outside",)))
BEFORE = replace(RULES, calendar=with_day("remove", DAY_OFF))
AFTER = replace(RULES, calendar=with_day("add", dt.date(2025, 8, 19)))
"""Without the decree, and with a later one that adds the 19th."""
RECEIVED = live("2025-08-06")
START = ("2025-08-06T09:00", [RECEIVED])


def told(text: str) -> Occurred:
    return Occurred(on=dt.date.fromisoformat(text[:10]), at=moment(text))


def test_a_running_clock_moves_and_says_from_where_and_why() -> None:
    history = seen(BEFORE, START)

    (moved,) = review("2025-08-14T09:00", *history, promises=RULES)

    assert moved == ClockMoved(
        occurred=told("2025-08-14T09:00"),
        clock="settle",
        reason="calendar",
        policy=RULES.digest,
        calendar=RULES.calendar.version,
        due_on=dt.date(2025, 8, 19),
        due_at=moment("2025-08-19T23:59:59"),
        was_on=dt.date(2025, 8, 18),
        was_at=moment("2025-08-18T23:59:59"),
        rule="contoh.settle",
        started=day("2025-08-06"),
        pauses=(),
    )


def test_a_clock_moves_once() -> None:
    history = seen(BEFORE, START)
    history += review("2025-08-14T09:00", *history, promises=RULES)

    assert review("2025-08-14T09:01", *history, promises=RULES) == []


def test_a_decree_that_does_not_reach_a_clock_moves_nothing() -> None:
    promises = replace(RULES, calendar=with_holiday(dt.date(2025, 10, 1), RULES.calendar))

    assert review("2025-08-14T09:00", *seen(RULES, START), promises=promises) == []


def test_a_clock_that_was_met_before_the_decree_stays_met() -> None:
    history = seen(BEFORE, START, ("2025-08-15T09:00", [closed("2025-08-15")]))

    assert review("2025-08-20T09:00", *history, promises=RULES) == []


def test_a_clock_that_was_missed_before_the_decree_stays_missed() -> None:
    history = seen(BEFORE, START, ("2025-08-19T07:30", []))

    assert names(history) == ["ClockStarted", "ClockMissed", "Escalated"]
    assert review("2025-08-19T08:00", *history, promises=RULES) == []


def test_the_end_of_a_miss_is_judged_by_the_due_day_that_was_recorded() -> None:
    history = seen(BEFORE, START, ("2025-08-19T07:30", []))
    history.append(closed("2025-08-19"))
    history += review("2025-08-19T16:00", *history, promises=RULES)

    first, second = verdicts(history, "settle")
    assert isinstance(first, ClockMissed)
    assert isinstance(second, ClockMissed)
    assert (second.ended, second.due_on) == (day("2025-08-19"), dt.date(2025, 8, 18))


def test_a_late_verdict_with_its_pauses_stays_whatever_is_decreed() -> None:
    steps = [
        START,
        ("2025-08-19T09:00", [waits("2025-08-19")]),
        ("2025-08-20T09:00", [goes_on("2025-08-20"), closed("2025-08-20")]),
    ]
    history = seen(RULES, *steps)

    assert isinstance(history[-1], ClockMet)
    for promises in (BEFORE, AFTER):
        assert review("2025-08-21T09:00", *history, promises=promises) == []


def test_a_paused_clock_moves_when_it_is_looked_at() -> None:
    history = seen(BEFORE, START, ("2025-08-08T09:00", [waits("2025-08-08")]))

    (moved,) = review("2025-08-14T09:00", *history, promises=RULES)

    assert (moved.reason, moved.due_on) == ("calendar", dt.date(2025, 8, 19))
    assert [pause.ended for pause in moved.pauses] == [None]


async def settled_under(office: Office, promises: Promises) -> None:
    """A monitor on another basis looks at all, and stops."""
    monitor = monitor_of(office, promises)
    await monitor.start()
    while await monitor._running.basis() != promises.basis:
        await office.store.wait(await office.store.last_sequence(), 0.01)
    await office.settled(monitor)
    await monitor.stop()


async def test_a_monitor_with_another_calendar_looks_at_all_that_runs_once(office: Office) -> None:
    await move_to(office, "2025-08-06T09:00")
    first = monitor_of(office, BEFORE)
    await first.start()
    for name in "abc":
        await office.say(name, RECEIVED)
    await office.say("c", closed("2025-08-06"))
    await office.settled(first)
    await first.stop()

    await settled_under(office, RULES)

    for name in "ab":
        assert await office.events(name, "settle") == ["ClockStarted", "ClockMoved"]
    assert await office.events("c", "settle") == ["ClockStarted", "ClockMet"]
    written = await office.store.last_sequence()
    await settled_under(office, RULES)
    assert await office.store.last_sequence() == written


async def test_a_moved_clock_is_timed_by_its_new_day(office: Office) -> None:
    await move_to(office, "2025-08-06T09:00")
    first = monitor_of(office, BEFORE)
    await first.start()
    await office.say("a", RECEIVED)
    await office.settled(first)
    await first.stop()
    await settled_under(office, RULES)

    assert list((await coming(office)).values()) == [moment("2025-08-20T00:00")]
    assert moment("2025-08-20T00:00") in woken_at(office)
