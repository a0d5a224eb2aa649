"""What is corrected changes open clocks, and overturns what was said on it."""

from schemas.events.sla import ClockMissed, ClockMoved, ClockStopped, VerdictOverturned
from tests.sla_monitor.cases import day, imported, review
from tests.sla_monitor.changed import (
    BY_KIND,
    INFORMATION,
    OVERSIGHT,
    RECEIVED,
    SETTLE,
    START,
    classified,
    then,
)
from tests.sla_monitor.promised import (
    closed,
    corrected,
    goes_on,
    names,
    redated,
    seen,
    waits,
)
from tests.support import samples


def test_a_corrected_receipt_moves_what_runs_and_leaves_what_was_written() -> None:
    history = seen(SETTLE, START)
    before = list(history)

    (moved,) = then(SETTLE, "2025-08-06T09:00", history, redated(history, RECEIVED, "2025-08-06"))

    assert isinstance(moved, ClockMoved)
    assert (moved.reason, moved.started) == ("corrected", day("2025-08-06"))
    assert (moved.was_on.day, moved.due_on.day) == (11, 13)
    assert history[: len(before)] == before


def test_an_earlier_receipt_can_mean_a_miss_at_once() -> None:
    history = seen(SETTLE, START)
    said = then(SETTLE, "2025-08-08T09:00", history, redated(history, RECEIVED, "2025-07-28"))

    assert names(said) == ["ClockMoved", "ClockMissed", "Escalated"]
    assert review("2025-08-08T09:01", *history, promises=SETTLE) == []


def test_a_corrected_receipt_overturns_a_miss_that_was_none() -> None:
    history = seen(SETTLE, START, ("2025-08-12T09:00", []))
    said = then(SETTLE, "2025-08-12T10:00", history, redated(history, RECEIVED, "2025-08-06"))

    (overturned,) = said
    assert isinstance(overturned, VerdictOverturned)
    assert isinstance(history[overturned.verdict.version - 1], ClockMissed)
    assert (overturned.reason, overturned.due_on.day) == ("corrected", 13)
    assert review("2025-08-13T23:59:59", *history, promises=SETTLE) == []


def test_a_miss_that_stays_one_is_not_overturned() -> None:
    history = seen(SETTLE, START, ("2025-08-25T09:00", []))
    said = then(SETTLE, "2025-08-25T10:00", history, redated(history, RECEIVED, "2025-08-06"))

    assert names(said) == ["ClockMoved"]
    assert names(then(SETTLE, "2025-08-26T10:00", history, closed("2025-08-26"))) == ["ClockMissed"]


def test_a_corrected_receipt_overturns_a_verdict_and_gives_the_right_one() -> None:
    history = seen(SETTLE, START, ("2025-08-12T09:00", [closed("2025-08-12")]))
    assert names(history)[-1] == "ClockMissed"

    said = then(SETTLE, "2025-08-13T09:00", history, redated(history, RECEIVED, "2025-08-06"))

    assert names(said) == ["VerdictOverturned", "ClockMet"]
    assert said[-1].used == 4


def test_a_corrected_end_is_judged_anew() -> None:
    end = closed("2025-08-12")
    history = seen(SETTLE, START, ("2025-08-12T09:00", [end]))

    said = then(SETTLE, "2025-08-13T09:00", history, redated(history, end, "2025-08-11"))

    assert names(said) == ["VerdictOverturned", "ClockMet"]
    assert said[-1].ended == day("2025-08-11")


def test_an_end_corrected_to_before_the_receipt_takes_the_clock_its_ground() -> None:
    end = closed("2025-08-06")
    history = seen(SETTLE, START, ("2025-08-06T09:00", [end]))

    (stopped,) = then(SETTLE, "2025-08-07T09:00", history, redated(history, end, "2025-08-01"))

    assert isinstance(stopped, ClockStopped)
    assert stopped.reason == "not_judgeable"
    assert review("2025-12-01T09:00", *history, promises=SETTLE) == []


def test_a_clock_that_can_be_judged_after_all_begins_again() -> None:
    end = closed("2025-08-01")
    history = seen(SETTLE, START, ("2025-08-06T09:00", [end]))
    assert names(history) == ["ClockStarted", "ClockStopped"]

    said = then(SETTLE, "2025-08-07T09:00", history, redated(history, end, "2025-08-06"))

    assert names(said) == ["ClockStarted", "ClockMet"]


def test_a_corrected_kind_moves_the_clock_to_the_rule_of_that_kind() -> None:
    kind = classified(INFORMATION)
    history = seen(BY_KIND, START, ("2025-08-04T10:00", [kind]))

    said = then(BY_KIND, "2025-08-05T09:00", history, corrected(history, kind, "kind", OVERSIGHT))

    (moved,) = said
    assert (moved.reason, moved.rule) == ("classified", f"contoh.by_kind.{OVERSIGHT}")
    assert (moved.was_on.day, moved.due_on.day) == (11, 14)


def test_a_corrected_kind_that_no_rule_speaks_of_stops_the_clock() -> None:
    kind = classified(INFORMATION)
    history = seen(BY_KIND, START, ("2025-08-04T10:00", [kind]))

    (stopped,) = then(
        BY_KIND, "2025-08-05T09:00", history, corrected(history, kind, "kind", "aspirasi")
    )

    assert (type(stopped), stopped.reason) == (ClockStopped, "not_applicable")


def test_a_wait_corrected_while_it_lasts_says_so() -> None:
    wait = waits("2025-08-06")
    history = seen(SETTLE, START, ("2025-08-06T09:00", [wait]))

    (moved,) = then(SETTLE, "2025-08-07T09:00", history, redated(history, wait, "2025-08-05"))

    assert (moved.reason, moved.pauses[0].began) == ("corrected", day("2025-08-05"))
    (resumed,) = then(SETTLE, "2025-08-07T10:00", history, goes_on("2025-08-07"))
    assert resumed.due_on.day == 13


def test_a_wait_corrected_after_it_moves_the_due_day() -> None:
    back = goes_on("2025-08-07")
    history = seen(SETTLE, START, ("2025-08-07T09:00", [waits("2025-08-06"), back]))

    (moved,) = then(SETTLE, "2025-08-08T09:00", history, redated(history, back, "2025-08-08"))

    assert (moved.reason, moved.was_on.day, moved.due_on.day) == ("corrected", 12, 13)


def test_a_wait_corrected_to_end_before_it_began_is_none() -> None:
    back = goes_on("2025-08-07")
    history = seen(SETTLE, START, ("2025-08-07T09:00", [waits("2025-08-06"), back]))

    (moved,) = then(SETTLE, "2025-08-08T09:00", history, redated(history, back, "2025-08-05"))

    assert (moved.due_on.day, moved.pauses) == (11, ())


def test_a_wait_of_a_verdict_that_is_corrected_overturns_it() -> None:
    wait = waits("2025-08-06")
    history = seen(
        SETTLE, START, ("2025-08-12T09:00", [wait, goes_on("2025-08-07"), closed("2025-08-12")])
    )
    assert names(history)[-1] == "ClockMet"

    said = then(SETTLE, "2025-08-13T09:00", history, redated(history, wait, "2025-08-07"))

    assert names(said) == ["VerdictOverturned", "ClockMissed"]


def test_an_end_at_an_unknown_time_stops_a_running_clock_once() -> None:
    history = seen(
        SETTLE,
        START,
        ("2025-08-06T09:00", [samples.closed(occurred=None)]),
        ("2025-08-07T09:00", [samples.note_added(occurred=day("2025-08-07"))]),
    )

    assert names(history) == ["ClockStarted", "ClockStopped"]


def test_a_known_miss_stays_one_when_its_end_is_unknown() -> None:
    history = seen(
        SETTLE,
        START,
        ("2025-08-12T09:00", []),
        ("2025-08-13T09:00", [samples.closed(occurred=None)]),
    )

    assert names(history) == ["ClockStarted", "ClockMissed", "Escalated"]


def test_a_register_row_whose_end_is_corrected_to_nonsense_is_not_judged_any_more() -> None:
    end = closed("2025-08-06")
    history = seen(SETTLE, ("2025-09-01T09:00", [imported("2025-08-04"), end]))

    (stopped,) = then(SETTLE, "2025-09-02T09:00", history, redated(history, end, "2025-07-01"))

    assert stopped.reason == "not_judgeable"


def test_a_receipt_in_a_year_that_no_calendar_knows_stops_the_clock() -> None:
    history = seen(SETTLE, START)

    (stopped,) = then(SETTLE, "2025-08-05T09:00", history, redated(history, RECEIVED, "9025-08-04"))

    assert (stopped.clock, stopped.reason) == ("settle", "not_judgeable")
