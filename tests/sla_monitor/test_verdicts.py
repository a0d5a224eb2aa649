"""What is met, what is missed, and what is said when."""

import datetime as dt

from schemas.base import Occurred
from schemas.events.sla import ClockMet, ClockMissed, Escalated
from tests.sla_monitor.cases import (
    BENGKALIS,
    day,
    live,
    lived,
    moment,
    review,
    started,
    verdicts,
)
from tests.support import samples

RECEIVED = live("2025-05-05")


def verified(on: str) -> object:
    return samples.verified(occurred=day(on))


def test_what_is_done_on_the_last_day_is_in_time() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED]), ("2025-05-08T15:00", [verified("2025-05-08")])
    )

    assert [
        ClockMet(
            occurred=day("2025-05-08"),
            clock="verify",
            rule="bengkalis.verify.2023",
            policy=BENGKALIS.digest,
            calendar=BENGKALIS.calendar.version,
            due_on=dt.date(2025, 5, 8),
            ended=day("2025-05-08"),
            used=3,
        )
    ] == verdicts(history, "verify")


def test_nothing_is_missed_in_the_last_second() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]))

    assert review("2025-05-08T23:59:59.999", *history) == []


def test_what_still_runs_after_its_last_second_is_missed_then() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]))

    missed, _ = review("2025-05-09T07:30", *history)

    assert missed == ClockMissed(
        occurred=Occurred(on=dt.date(2025, 5, 8), at=moment("2025-05-08T23:59:59")),
        clock="verify",
        rule="bengkalis.verify.2023",
        policy=BENGKALIS.digest,
        calendar=BENGKALIS.calendar.version,
        due_on=dt.date(2025, 5, 8),
        ended=None,
        used=None,
    )


def test_a_miss_is_brought_before_the_first_role_at_that_moment() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]))

    _, escalated = review("2025-05-09T07:30", *history)

    now = Occurred(on=dt.date(2025, 5, 9), at=moment("2025-05-09T07:30"))
    assert escalated == Escalated(
        occurred=now,
        clock="verify",
        level=1,
        to="ketua_tim",
        action="laporan",
        next_at=moment("2025-05-15T07:30"),
    )


def test_a_miss_is_said_once() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]), ("2025-05-09T07:30", []))

    assert review("2025-05-09T07:31", *history) == []


def test_the_end_of_a_missed_clock_is_told_in_a_second_verdict() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED]),
        ("2025-05-09T07:30", []),
        ("2025-05-14T09:00", [verified("2025-05-14")]),
    )

    first, second = verdicts(history, "verify")
    assert (first.ended, first.used) == (None, None)
    assert ("ClockMissed", day("2025-05-14"), 5) == (
        type(second).__name__,
        second.ended,
        second.used,
    )


def test_an_end_entered_late_that_lay_in_time_is_a_met_beside_the_miss() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED]),
        ("2025-05-09T07:30", []),
        ("2025-05-09T09:00", [verified("2025-05-07")]),
    )

    assert [type(v).__name__ for v in verdicts(history, "verify")] == ["ClockMissed", "ClockMet"]


def test_a_late_end_found_at_once_is_one_verdict_and_nobody_is_told() -> None:
    events = review("2025-06-30T09:00", RECEIVED, verified("2025-05-14"))

    (only,) = verdicts(events, "verify")
    assert (dt.date(2025, 5, 8), day("2025-05-14")) == (only.occurred.on, only.ended)
    assert [e for e in events if isinstance(e, Escalated) and e.clock == "verify"] == []


def test_a_monitor_that_was_away_starts_and_misses_in_one_go() -> None:
    events = review("2025-05-12T09:00", RECEIVED)

    assert [type(event).__name__ for event in events if event.clock == "verify"] == [
        "ClockStarted",
        "ClockMissed",
        "Escalated",
    ]


def test_the_end_of_the_case_ends_clocks_whose_rule_does_not_name_it() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED, verified("2025-05-05")]),
        ("2025-05-06T09:00", [samples.rejected(occurred=day("2025-05-06"))]),
    )

    assert [type(v).__name__ for v in verdicts(history, "meeting")] == ["ClockMet"]


def test_a_clock_that_ended_at_an_unknown_time_is_neither_met_nor_missed() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED]),
        ("2025-05-06T09:00", [samples.verified(occurred=None)]),
        ("2025-06-30T09:00", []),
    )

    assert verdicts(history, "verify") == []


def test_an_end_before_the_start_is_never_a_negative_duration() -> None:
    closed = samples.closed(occurred=day("2025-05-07"))

    assert review("2025-06-30T09:00", live("2025-05-08"), closed) == []


def test_an_end_an_hour_before_its_start_is_not_judged() -> None:
    at = moment("2025-05-05T10:00")
    received = samples.received(occurred=Occurred(on=at.date(), at=at), source=None)
    closed = samples.closed(occurred=Occurred(on=at.date(), at=at - dt.timedelta(hours=1)))

    assert review("2025-06-30T09:00", received, closed) == []


def test_an_end_in_a_year_that_no_calendar_knows_is_not_judged() -> None:
    history = lived(
        ("2025-05-05T09:00", [RECEIVED]),
        ("2025-05-06T09:00", [samples.closed(occurred=day("9025-05-06"))]),
    )

    assert verdicts(history, "settle") == []


def test_nothing_more_is_said_of_a_voided_complaint() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]), ("2025-05-06T09:00", [samples.voided()]))

    assert review("2025-12-01T09:00", *history) == []


def test_a_clock_whose_rule_the_policy_lost_is_left_alone() -> None:
    history = lived(("2025-05-05T09:00", [RECEIVED]))
    lost = [
        samples.clock_started(
            **{
                name: getattr(event, name)
                for name in event.__struct_fields__
                if name not in {"rule", "sealed"}
            },
            rule="bengkalis.gone.1999",
        )
        for event in started(history).values()
    ]

    assert review("2025-12-01T09:00", RECEIVED, *lost) == []
