"""A register's cases: judged where both ends are known, and never watched."""

import pytest

from schemas.events.sla import ClockMet, ClockMissed, ClockStarted
from tests.sla_monitor.cases import PROMISES, day, imported, lived, review, started, verdicts
from tests.support import samples

NOW = "2026-11-21T09:00"


def closed(on: str | None) -> object:
    return samples.closed(occurred=None if on is None else day(on))


def answered(on: str | None) -> object:
    return samples.answered(occurred=None if on is None else day(on))


def test_a_closed_row_gets_its_clock_and_its_verdict_together() -> None:
    events = review(NOW, imported("2023-01-05"), answered("2023-01-06"), closed("2023-01-06"))

    of_settle = [type(event) for event in events if event.clock == "settle"]
    assert [ClockStarted, ClockMet] == of_settle


def test_a_late_row_is_missed_and_escalates_to_nobody() -> None:
    events = review(NOW, imported("2023-01-05"), answered("2023-06-06"), closed("2023-06-06"))

    assert [ClockMissed] == [type(event) for event in verdicts(events, "settle")]
    assert {ClockStarted, ClockMissed} == {type(event) for event in events}


def test_an_open_row_is_judged_only_by_what_it_says() -> None:
    events = review(NOW, imported("2023-08-30"), answered("2023-08-31"))

    assert {"respond_national"} == set(started(events))


def test_a_verification_that_no_register_tells_of_is_not_judged_by_the_closing() -> None:
    events = review(NOW, imported("2023-01-05"), closed("2023-03-06"))

    assert "verify" not in started(events)


def test_a_row_answered_at_an_unknown_time_is_not_judged() -> None:
    banten = PROMISES["banten"]

    assert review(NOW, imported("2021-01-05"), answered(None), promises=banten) == []


def test_a_row_without_a_day_of_receipt_is_not_judged() -> None:
    assert review(NOW, imported(None), closed("2023-01-05")) == []


@pytest.mark.parametrize("doubt", ["answered_before_received", "date_in_future"])
def test_a_row_with_a_doubt_about_its_days_is_not_judged(doubt: str) -> None:
    assert review(NOW, imported("2023-01-05", doubt), closed("2023-01-06")) == []


def test_a_settled_doubt_lets_a_row_be_judged() -> None:
    settled = samples.doubt_settled(doubt="date_in_future", column="Waktu")

    assert review(NOW, imported("2023-01-05", "date_in_future"), closed("2023-01-06"), settled)


def test_another_doubt_does_not_keep_a_row_from_being_judged() -> None:
    assert review(NOW, imported("2023-01-05", "status_missing"), closed("2023-01-06"))


def test_a_row_closed_years_later_by_an_officer_is_judged_then() -> None:
    history = lived((NOW, [imported("2023-08-30")]), (NOW, [closed("2026-11-20")]))

    assert [type(v).__name__ for v in verdicts(history, "settle")] == ["ClockMissed"]


def test_a_row_answered_before_it_was_received_is_not_judged() -> None:
    assert review(NOW, imported("2025-05-08"), closed("2025-05-07")) == []


def test_a_voided_row_is_not_judged() -> None:
    assert review(NOW, imported("2023-01-05"), closed("2023-01-06"), samples.voided()) == []
