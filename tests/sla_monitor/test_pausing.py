"""While the ball is elsewhere the clocks stand still that name that party, and no others.

August 2025: the 4th is a Monday, the 11th the due day of five working days.
"""

import datetime as dt
from dataclasses import replace

import pytest

from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.sla import (
    ClockMet,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    Escalated,
    VerdictOverturned,
)
from tests.policy.timed import with_holiday
from tests.sla_monitor.cases import day, folded, live, moment, review, verdicts
from tests.sla_monitor.promised import (
    asked,
    closed,
    completed,
    goes_on,
    names,
    promise,
    promising,
    seen,
    waits,
)
from tests.support import samples

RECEIVED = live("2025-08-04")
BOTH = promising(promise(pauses=("reporter", "outside")))
PARTIES = promising(
    promise("by_reporter", pauses=("reporter",)),
    promise("by_outside", pauses=("outside",)),
    promise("by_nobody"),
)
START = ("2025-08-04T09:00", [RECEIVED])


def of(events: list[PengaduanEvent], kind: type[PengaduanEvent]) -> list[PengaduanEvent]:
    return [event for event in events if isinstance(event, kind)]


@pytest.mark.parametrize(("begins", "clock"), [(asked, "by_reporter"), (waits, "by_outside")])
def test_only_the_clocks_that_name_the_party_stand_still(begins: object, clock: str) -> None:
    history = seen(PARTIES, START, ("2025-08-06T09:00", [begins("2025-08-06")]))

    assert [event.clock for event in of(history, ClockPaused)] == [clock]


def test_waiting_on_the_reporter_stops_what_a_completion_stops() -> None:
    history = seen(PARTIES, START, ("2025-08-06T09:00", [waits("2025-08-06", "reporter")]))

    assert [event.clock for event in of(history, ClockPaused)] == ["by_reporter"]


def test_a_pause_says_why_on_whom_and_by_which_event() -> None:
    history = seen(BOTH, START, ("2025-08-06T09:00", [waits("2025-08-06")]))

    (paused,) = of(history, ClockPaused)
    assert paused.occurred == day("2025-08-06")
    assert (paused.reason, paused.holder) == ("menunggu_instansi", "outside")
    assert (paused.cause.version, paused.cause.index) == (3, 0)


def test_a_request_for_completion_is_its_own_reason() -> None:
    history = seen(BOTH, START, ("2025-08-06T09:00", [asked("2025-08-06")]))

    (paused,) = of(history, ClockPaused)
    assert (paused.reason, paused.holder) == ("completion_requested", "reporter")


@pytest.mark.parametrize(("begins", "ends"), [(asked, completed), (waits, goes_on)])
def test_going_on_names_the_new_due_day(begins: object, ends: object) -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-06T09:00", [begins("2025-08-06")]),
        ("2025-08-08T09:00", [ends("2025-08-08")]),
    )

    (resumed,) = of(history, ClockResumed)
    assert resumed == ClockResumed(
        occurred=day("2025-08-08"),
        clock="settle",
        due_on=dt.date(2025, 8, 13),
        due_at=moment("2025-08-13T23:59:59"),
    )


def test_a_verification_ends_the_asking_for_completion() -> None:
    verified = samples.verified(occurred=day("2025-08-08"))
    history = seen(
        BOTH, START, ("2025-08-06T09:00", [asked("2025-08-06")]), ("2025-08-08T09:00", [verified])
    )

    assert names(history) == ["ClockStarted", "ClockPaused", "ClockResumed"]


def test_what_ends_one_wait_leaves_the_other() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-05T09:00", [waits("2025-08-05"), waits("2025-08-05", "reporter")]),
        ("2025-08-07T09:00", [goes_on("2025-08-07", "reporter")]),
    )

    assert names(history) == ["ClockStarted", "ClockPaused"]


def test_two_overlapping_waits_are_one_pause() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-05T09:00", [waits("2025-08-05")]),
        ("2025-08-06T09:00", [asked("2025-08-06")]),
        ("2025-08-07T09:00", [goes_on("2025-08-07")]),
        ("2025-08-08T09:00", [completed("2025-08-08")]),
    )

    (resumed,) = of(history, ClockResumed)
    assert names(history) == ["ClockStarted", "ClockPaused", "ClockResumed"]
    assert resumed.due_on == dt.date(2025, 8, 14)


def test_two_waits_one_after_the_other_are_two_pauses() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-05T09:00", [waits("2025-08-05")]),
        ("2025-08-06T09:00", [goes_on("2025-08-06")]),
        ("2025-08-07T09:00", [asked("2025-08-07")]),
        ("2025-08-08T09:00", [completed("2025-08-08")]),
    )

    assert [event.due_on.day for event in of(history, ClockResumed)] == [12, 13]


def test_a_paused_clock_is_neither_warned_of_nor_missed() -> None:
    promises = promising(promise(pauses=("outside",), warn_at=(50, 80)))
    history = seen(promises, START, ("2025-08-06T09:00", [waits("2025-08-06")]))

    assert review("2025-12-01T09:00", *history, promises=promises) == []


def test_a_clock_missed_before_the_wait_is_not_paused() -> None:
    history = seen(
        BOTH, START, ("2025-08-12T09:00", []), ("2025-08-13T09:00", [waits("2025-08-13")])
    )

    assert names(history) == ["ClockStarted", "ClockMissed", "Escalated"]


def test_a_wait_that_begins_on_the_due_day_saves_it() -> None:
    history = seen(BOTH, START, ("2025-08-11T16:00", [waits("2025-08-11")]))

    assert review("2025-08-12T09:00", *history, promises=BOTH) == []


@pytest.mark.parametrize("back", ["2025-08-11", "2025-08-12", "2025-09-01"])
def test_what_goes_on_after_its_old_due_day_is_not_missed_at_once(back: str) -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-11T09:00", [waits("2025-08-11")]),
        (f"{back}T09:00", [goes_on(back)]),
    )

    assert names(history) == ["ClockStarted", "ClockPaused", "ClockResumed"]
    assert review(f"{back}T23:59:59", *history, promises=BOTH) == []


def test_a_wait_entered_late_overturns_the_miss() -> None:
    history = seen(
        BOTH, START, ("2025-08-12T09:00", []), ("2025-08-12T10:00", [waits("2025-08-08")])
    )

    (overturned,) = of(history, VerdictOverturned)
    assert names(history) == ["ClockStarted", "ClockMissed", "Escalated", "VerdictOverturned"]
    assert overturned.reason == "corrected"
    assert [pause.began for pause in overturned.pauses] == [day("2025-08-08")]
    assert (overturned.verdict.version, type(history[overturned.verdict.version - 1])) == (
        3,
        type(verdicts(history, "settle")[0]),
    )


def test_an_overturned_miss_is_brought_before_nobody_again() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-12T09:00", []),
        ("2025-08-12T10:00", [waits("2025-08-08")]),
        ("2025-09-12T10:00", []),
    )

    assert len(of(history, Escalated)) == 1


def test_a_wait_entered_late_that_is_over_gives_its_days_back() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-12T09:00", []),
        ("2025-08-12T10:00", [waits("2025-08-06"), goes_on("2025-08-08")]),
    )

    (overturned,) = of(history, VerdictOverturned)
    assert overturned.due_on == dt.date(2025, 8, 13)


def test_a_wait_entered_late_that_saves_nothing_leaves_the_miss() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-25T09:00", []),
        ("2025-08-25T10:00", [waits("2025-08-06"), goes_on("2025-08-07")]),
    )

    assert names(history) == ["ClockStarted", "ClockMissed", "Escalated", "ClockMoved"]
    assert history[-1].due_on == dt.date(2025, 8, 12)


def test_a_case_closed_while_it_waits_is_judged_with_the_pause() -> None:
    history = seen(
        BOTH,
        START,
        ("2025-08-06T09:00", [waits("2025-08-06")]),
        ("2025-08-20T09:00", [closed("2025-08-20")]),
    )

    (verdict,) = verdicts(history, "settle")
    assert isinstance(verdict, ClockMet)
    assert names(history) == ["ClockStarted", "ClockPaused", "ClockResumed", "ClockMet"]
    assert (verdict.ended, verdict.used) == (day("2025-08-20"), 2)


def test_a_monitor_that_was_away_tells_the_pause_at_once() -> None:
    events = [RECEIVED, waits("2025-08-06"), goes_on("2025-08-08"), closed("2025-08-15")]
    said = review("2025-10-01T09:00", *events, promises=BOTH)

    assert names(said) == ["ClockStarted", "ClockPaused", "ClockResumed", "ClockMissed"]


def test_a_monitor_that_was_away_finds_a_clock_that_still_waits() -> None:
    said = review("2025-10-01T09:00", RECEIVED, waits("2025-08-06"), promises=BOTH)

    assert names(said) == ["ClockStarted", "ClockPaused"]


def test_the_start_is_told_as_it_was_before_any_pause() -> None:
    events = [RECEIVED, waits("2025-08-06"), goes_on("2025-08-08")]
    started = review("2025-08-08T09:00", *events, promises=BOTH)[0]

    assert started.due_on == dt.date(2025, 8, 11)


def test_a_decree_during_the_wait_moves_the_clock_when_it_is_looked_at() -> None:
    history = seen(BOTH, START, ("2025-08-05T09:00", [waits("2025-08-05")]))
    decreed = replace(BOTH, calendar=with_holiday(dt.date(2025, 8, 7), BOTH.calendar))

    (moved,) = review("2025-08-06T09:00", *history, promises=decreed)

    assert isinstance(moved, ClockMoved)
    assert (moved.reason, moved.was_on.day, moved.due_on.day) == ("calendar", 11, 12)
    assert folded([*history, moved]).known.clocks["settle"].paused


def test_a_wait_of_an_hour_moves_a_clock_in_hours_by_that_hour() -> None:
    promises = promising(
        promise(amount=4, unit="working_hour", day_one="same_day", pauses=("outside",))
    )
    then = [
        Occurred(on=dt.date(2025, 8, 5), at=moment(f"2025-08-05T{h}:00"))
        for h in ("08", "09", "10")
    ]
    received = samples.received(occurred=then[0], channel="website", source=None)
    history = seen(
        promises,
        ("2025-08-05T08:00", [received]),
        ("2025-08-05T09:00", [samples.waiting_started(occurred=then[1])]),
        ("2025-08-05T10:00", [samples.waiting_ended(occurred=then[2])]),
    )

    (resumed,) = of(history, ClockResumed)
    assert resumed.due_at == moment("2025-08-05T14:00")
