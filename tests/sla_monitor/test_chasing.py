"""Warnings on the way, the miss, and the ladder after it, one rung at a time.

August 2025: five working days from Monday the 4th end on the 11th; the 18th is a day off.
"""

import pytest

from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.sla import Escalated, Warned
from tests.sla_monitor.cases import day, imported, live, moment, review
from tests.sla_monitor.promised import (
    LADDER,
    PHONE,
    VISIT,
    WRITE,
    closed,
    names,
    promise,
    promising,
    seen,
    waits,
)

RECEIVED = live("2025-08-04")
START = ("2025-08-04T09:00", [RECEIVED])
WARNING = promising(promise(warn_at=(40, 80), warn_to="kepala_bidang"))
CLIMBING = promising(promise(ladder=LADDER.code, pauses=("outside",)))
MISSED = [START, ("2025-08-12T09:00", [])]


def then(text: str) -> Occurred:
    at = moment(text)
    return Occurred(on=day(text[:10]).on, at=at)


def warned(events: list[PengaduanEvent]) -> list[tuple[int, int]]:
    return [(event.step, event.percent) for event in events if isinstance(event, Warned)]


def rungs(events: list[PengaduanEvent]) -> list[tuple[int, str, str]]:
    return [(e.level, e.action, e.to) for e in events if isinstance(e, Escalated)]


def test_nobody_is_warned_before_the_share_has_passed() -> None:
    # 40 per cent are two days, the 5th and the 6th.
    history = seen(WARNING, START)

    assert review("2025-08-07T07:29:59", *history, promises=WARNING) == []


def test_a_warning_says_which_how_much_and_to_whom() -> None:
    history = seen(WARNING, START)

    assert review("2025-08-07T07:30", *history, promises=WARNING) == [
        Warned(
            occurred=then("2025-08-07T07:30"),
            clock="settle",
            step=1,
            to="kepala_bidang",
            percent=40,
        )
    ]


def test_each_warning_is_given_once() -> None:
    looks = [(f"2025-08-{on:02}T{hour:02}:30", []) for on in range(5, 12) for hour in (7, 9, 15)]

    assert warned(seen(WARNING, START, *looks)) == [(1, 40), (2, 80)]


def test_of_two_warnings_that_were_reached_only_the_later_is_given() -> None:
    history = seen(WARNING, START, ("2025-08-11T08:00", []), ("2025-08-11T09:00", []))

    assert warned(history) == [(2, 80)]


def test_a_missed_clock_is_not_warned_of_any_more() -> None:
    history = seen(WARNING, START, ("2025-08-12T09:00", []), ("2025-08-13T09:00", []))

    assert warned(history) == []


def test_a_clock_that_is_over_is_not_warned_of() -> None:
    history = seen(WARNING, START, ("2025-08-11T09:00", [closed("2025-08-05")]))

    assert warned(history) == []


def test_a_registers_case_is_not_warned_of() -> None:
    history = seen(WARNING, ("2025-08-11T09:00", [imported("2025-08-04")]))

    assert warned(history) == []


def test_without_a_role_of_its_own_a_warning_goes_to_the_first_rung() -> None:
    promises = promising(promise(ladder=LADDER.code, warn_at=(40,)))
    history = seen(promises, START, ("2025-08-07T09:00", []))

    assert [event.to for event in history if isinstance(event, Warned)] == ["ketua_tim"]


def test_where_nobody_is_to_be_told_nobody_is_warned() -> None:
    promises = promising(promise(escalate_to=(), warn_at=(40,)))

    assert names(seen(promises, START, ("2025-08-12T09:00", []))) == ["ClockStarted", "ClockMissed"]


def test_a_pause_puts_a_warning_off() -> None:
    promises = promising(promise(warn_at=(80,), pauses=("outside",)))
    history = seen(promises, START, ("2025-08-06T09:00", [waits("2025-08-06")]))

    assert warned(seen(promises, START, ("2025-08-11T09:00", []))) == [(1, 80)]
    assert review("2025-08-11T09:00", *history, promises=promises) == []


def test_a_miss_climbs_the_first_rung_and_says_when_the_next_one_comes() -> None:
    history = seen(CLIMBING, *MISSED)

    assert history[-1] == Escalated(
        occurred=then("2025-08-12T09:00"),
        clock="settle",
        level=1,
        to="ketua_tim",
        action=PHONE,
        next_at=moment("2025-08-14T07:30"),
    )


def test_no_rung_comes_before_its_time() -> None:
    history = seen(CLIMBING, *MISSED)

    assert review("2025-08-14T07:29:59", *history, promises=CLIMBING) == []


def test_the_rungs_are_climbed_one_by_one_to_the_last() -> None:
    looks = [(f"2025-08-{on:02}T07:30", []) for on in range(13, 32)]
    history = seen(CLIMBING, *MISSED, *looks)

    assert rungs(history) == [
        (1, PHONE, "ketua_tim"),
        (2, VISIT, "kepala_bidang"),
        (3, WRITE, "kepala_dinas"),
    ]
    assert [e.next_at for e in history if isinstance(e, Escalated)] == [
        moment("2025-08-14T07:30"),
        moment("2025-08-20T07:30"),
        None,
    ]


def test_after_a_long_outage_one_rung_is_climbed_at_a_time() -> None:
    history = seen(CLIMBING, *MISSED, ("2025-10-01T09:00", []))

    assert [level for level, _, _ in rungs(history)] == [1, 2]
    assert review("2025-10-01T09:01", *history, promises=CLIMBING) == []
    assert rungs(review("2025-10-06T07:30", *history, promises=CLIMBING)) == [
        (3, WRITE, "kepala_dinas")
    ]


def test_no_rung_is_climbed_after_the_clock_ended() -> None:
    history = seen(CLIMBING, *MISSED, ("2025-08-13T09:00", [closed("2025-08-13")]))

    assert review("2025-12-01T09:00", *history, promises=CLIMBING) == []


def test_a_miss_that_is_found_with_its_end_climbs_nothing() -> None:
    said = review("2025-12-01T09:00", RECEIVED, closed("2025-08-13"), promises=CLIMBING)

    assert names(said) == ["ClockStarted", "ClockMissed"]


def test_a_registers_miss_climbs_nothing() -> None:
    said = review(
        "2025-12-01T09:00", imported("2025-08-04"), closed("2025-08-29"), promises=CLIMBING
    )

    assert names(said) == ["ClockStarted", "ClockMissed"]


def test_a_wait_after_the_miss_does_not_stop_the_ladder() -> None:
    history = seen(CLIMBING, *MISSED, ("2025-08-13T09:00", [waits("2025-08-13")]))

    assert rungs(review("2025-08-14T09:00", *history, promises=CLIMBING)) == [
        (2, VISIT, "kepala_bidang")
    ]


@pytest.mark.parametrize("again", ["2025-08-13T09:00", "2025-12-01T09:00"])
def test_without_a_ladder_the_first_role_is_told_once(again: str) -> None:
    promises = promising(promise())
    history = seen(promises, *MISSED, (again, []))

    assert rungs(history) == [(1, "report", "ketua_tim")]


def test_a_ladder_that_the_policy_does_not_have_falls_back_on_the_role() -> None:
    promises = promising(promise(ladder=LADDER.code), ladders=())

    assert rungs(seen(promises, *MISSED)) == [(1, "report", "ketua_tim")]
