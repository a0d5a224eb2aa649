"""What is annulled never happened: clocks run on, or lose their ground."""

import datetime as dt

import pytest

from schemas.events.sla import ClockStopped, VerdictOverturned
from tests.sla_monitor.cases import day, review, verdicts
from tests.sla_monitor.changed import (
    BY_KIND,
    INFORMATION,
    OVERSIGHT,
    SETTLE,
    START,
    classified,
    then,
)
from tests.sla_monitor.promised import (
    annulled,
    at_place,
    closed,
    names,
    promise,
    promising,
    seen,
    waits,
)
from tests.support import samples


def test_an_annulled_wait_takes_its_days_back() -> None:
    wait = waits("2025-08-06")
    history = seen(SETTLE, START, ("2025-08-06T09:00", [wait]))

    said = then(SETTLE, "2025-08-12T09:00", history, annulled(history, wait))

    assert names(said) == ["ClockMoved", "ClockMissed", "Escalated"]


@pytest.mark.parametrize(
    ("on", "again"), [("2025-08-06", "ClockMet"), ("2025-08-12", "ClockMissed")]
)
def test_an_annulled_closing_lets_the_clock_run_on_with_what_was_left(on: str, again: str) -> None:
    end = closed("2025-08-05")
    history = seen(SETTLE, START, ("2025-08-05T09:00", [end]))

    (overturned,) = then(SETTLE, "2025-08-05T10:00", history, annulled(history, end))

    assert isinstance(overturned, VerdictOverturned)
    assert (overturned.started, overturned.due_on.day) == (day("2025-08-04"), 11)
    said = then(SETTLE, f"{on}T09:00", history, closed(on))
    assert names(said) == [again]
    assert len(verdicts(history, "settle")) == 2


def test_an_annulled_closing_of_a_clock_whose_time_is_over_is_a_miss_now() -> None:
    end = closed("2025-08-05")
    history = seen(SETTLE, START, ("2025-08-05T09:00", [end]))

    said = then(SETTLE, "2025-08-20T10:00", history, annulled(history, end))

    assert names(said) == ["VerdictOverturned", "ClockMissed", "Escalated"]


def test_an_annulled_disposition_stops_its_clock() -> None:
    promises = promising(promise("clarify", starts="Disposed", ends=("Clarified",)))
    sent = samples.disposed(occurred=day("2025-08-04"), disposition_id=1)
    history = seen(promises, START, ("2025-08-04T10:00", [sent]))

    (stopped,) = then(promises, "2025-08-05T09:00", history, annulled(history, sent))

    assert (stopped.clock, stopped.reason) == ("clarify-1", "annulled")
    assert review("2025-12-01T09:00", *history, promises=promises) == []


def test_an_annulled_classification_stops_the_clock_of_its_kind() -> None:
    kind = classified(INFORMATION)
    history = seen(BY_KIND, START, ("2025-08-04T10:00", [kind]))

    (stopped,) = then(BY_KIND, "2025-08-05T09:00", history, annulled(history, kind))

    assert (type(stopped), stopped.clock) == (ClockStopped, "by_kind")


def test_an_annulled_second_classification_leads_back_to_the_first() -> None:
    second = classified(OVERSIGHT)
    history = seen(
        BY_KIND,
        START,
        ("2025-08-04T10:00", [classified(INFORMATION)]),
        ("2025-08-05T10:00", [second]),
    )

    (moved,) = then(BY_KIND, "2025-08-05T11:00", history, annulled(history, second))

    assert (moved.reason, moved.rule) == ("classified", f"contoh.by_kind.{INFORMATION}")


def test_the_place_of_an_overturned_verdict_is_the_events_own() -> None:
    end = closed("2025-08-05")
    history = seen(SETTLE, START, ("2025-08-05T09:00", [end]))
    (said,) = verdicts(history, "settle")

    (overturned,) = then(SETTLE, "2025-08-05T10:00", history, annulled(history, end))

    assert overturned.verdict == at_place(history, said)
    assert overturned.occurred.on == dt.date(2025, 8, 5)
