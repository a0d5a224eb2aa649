"""Which clocks start, when, and under which rule."""

import datetime as dt

from schemas.events.sla import ClockMoved, ClockStarted
from tests.sla_monitor.cases import BENGKALIS, day, live, moment, review, started
from tests.support import samples


def test_a_received_complaint_starts_every_clock_that_is_in_force() -> None:
    found = started(review("2025-05-06T09:00", live("2025-05-05")))

    assert {"verify", "settle", "progress", "respond_national", "settle_national"} == set(found)


def test_a_clock_names_its_rule_policy_and_calendar() -> None:
    found = started(review("2025-05-06T09:00", live("2025-05-05")))["verify"]

    assert found == ClockStarted(
        occurred=day("2025-05-05"),
        clock="verify",
        rule="bengkalis.verify.2023",
        policy=BENGKALIS.digest,
        calendar=BENGKALIS.calendar.version,
        started=day("2025-05-05"),
        due_on=dt.date(2025, 5, 8),
        due_at=moment("2025-05-08T23:59:59"),
    )


def test_the_rule_in_force_on_the_day_of_receipt_governs() -> None:
    assert (
        started(review("2025-01-02T09:00", live("2024-12-31")))["settle"].rule
        == "bengkalis.settle.2023"
    )
    assert (
        started(review("2025-01-02T09:00", live("2025-01-01")))["settle"].rule
        == "bengkalis.settle.2025"
    )


def test_a_clock_starts_once() -> None:
    first = review("2025-05-05T09:00", live("2025-05-05"))

    assert review("2025-05-05T10:00", live("2025-05-05"), *first) == []


def test_a_clock_that_starts_with_another_event_waits_for_it() -> None:
    verified = samples.verified(occurred=day("2025-05-06"))
    events = review("2025-05-06T09:00", live("2025-05-05"), verified)

    assert day("2025-05-06") == started(events)["meeting"].started


def test_a_rule_for_a_kind_starts_at_classification_and_counts_from_receipt() -> None:
    classified = samples.classified(occurred=day("2025-05-07"), kind="permintaan_informasi")
    history = [live("2025-05-05"), *review("2025-05-05T09:00", live("2025-05-05")), classified]

    found = started(review("2025-05-07T09:00", *history))["settle_sp4n"]

    assert day("2025-05-05") == found.started


def test_a_rule_for_a_channel_starts_only_for_that_channel() -> None:
    found = started(review("2025-05-05T09:00", live("2025-05-05", channel="sp4n")))

    assert found["verify_sp4n"].rule == "bengkalis.verify_sp4n.2021"


def test_another_classification_moves_the_clock_to_its_own_rule() -> None:
    history = [
        live("2025-05-05"),
        samples.classified(occurred=day("2025-05-05"), kind="permintaan_informasi"),
    ]
    history += review("2025-05-05T09:00", *history)
    history.append(samples.classified(occurred=day("2025-05-06"), kind="berkadar_pengawasan"))

    (moved,) = review("2025-05-06T09:00", *history)

    assert isinstance(moved, ClockMoved)
    assert (
        moved.reason,
        moved.rule,
    ) == ("classified", "bengkalis.settle_sp4n.berkadar_pengawasan.2019")
    assert (dt.date(2025, 5, 14), dt.date(2025, 8, 6)) == (moved.was_on, moved.due_on)


def test_nothing_starts_without_a_day_of_receipt() -> None:
    undated = samples.received(occurred=None, source=None)

    assert review("2025-05-05T09:00", undated) == []


def test_nothing_starts_for_a_voided_complaint() -> None:
    assert review("2025-05-05T09:00", live("2025-05-05"), samples.voided()) == []


def test_nothing_starts_on_a_day_that_no_calendar_knows() -> None:
    found = started(review("2025-05-05T09:00", live("9025-05-05")))

    assert "settle" not in found


def test_nothing_happens_before_a_complaint_is_received() -> None:
    assert review("2025-05-05T09:00", samples.note_added()) == []
