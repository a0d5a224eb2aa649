"""A new rule moves what runs only where it says so; the rule of the receipt stays.

August 2025: five working days from Monday the 4th end on the 11th, eight on the 14th.
"""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from msgspec.structs import replace as changed

from policy.rule import Rule
from schemas.events.sla import ClockMoved, VerdictOverturned
from services.sla_monitor.agenda import agenda
from services.sla_monitor.promises import Promises
from services.sla_monitor.review import Review
from tests.sla_monitor.cases import day, folded, live, moment, review, verdicts
from tests.sla_monitor.promised import (
    closed,
    goes_on,
    names,
    promise,
    promising,
    redated,
    seen,
    waits,
)
from tests.support import samples

RECEIVED = live("2025-08-04")
OLD = promising(promise(in_force_until=dt.date(2025, 8, 6)))
START = ("2025-08-04T09:00", [RECEIVED])
NEWEST = "f" * 64


def new(**fields: Any) -> Rule:
    given = {"amount": 8, "id": "contoh.settle.baru", "in_force_from": dt.date(2025, 8, 7)}
    return promise(**(given | {"applies_to_running": True} | fields))


def newest(*rules: Rule) -> Promises:
    """A newer policy came; the complaint was received under the old one."""
    policy = changed(OLD.policy, rules=rules)
    return replace(OLD, newest=policy, newest_digest=NEWEST)


def foreseen(*rules: Rule) -> Promises:
    """The policy of the receipt held the coming rule already."""
    return promising(*OLD.policy.rules, *rules)


@pytest.mark.parametrize("promises", [newest(new()), foreseen(new())])
def test_a_rule_for_what_runs_moves_it_from_its_first_day(promises: Promises) -> None:
    history = seen(OLD, START)

    assert review("2025-08-06T23:59:59", *history, promises=promises) == []
    (moved,) = review("2025-08-07T00:00", *history, promises=promises)
    assert isinstance(moved, ClockMoved)
    assert (moved.reason, moved.rule, moved.policy) == (
        "rule",
        "contoh.settle.baru",
        promises.newest_digest,
    )
    assert (moved.was_on, moved.due_on) == (dt.date(2025, 8, 11), dt.date(2025, 8, 14))
    assert moved.was_at == moment("2025-08-11T23:59:59")


@pytest.mark.parametrize("make", [newest, foreseen])
def test_without_it_nothing_moves(make: Any) -> None:
    promises = make(new(applies_to_running=False))
    history = seen(OLD, START)

    assert review("2025-08-08T09:00", *history, promises=promises) == []


@pytest.mark.parametrize("make", [newest, foreseen])
def test_a_clock_is_looked_at_on_the_first_day_of_the_rule(make: Any) -> None:
    history = seen(OLD, START)

    found = agenda(Review(moment("2025-08-04T10:00"), make(new())), folded(history).known, due=True)

    assert found == {"settle": moment("2025-08-07T00:00")}


def test_the_rule_of_the_receipt_stays_though_its_figure_changed_in_the_newest_file() -> None:
    promises = newest(promise(amount=1, in_force_until=None, applies_to_running=True))
    history = seen(OLD, START)

    assert review("2025-08-08T09:00", *history, promises=promises) == []


def test_a_moved_clock_is_moved_once() -> None:
    promises = newest(new())
    history = seen(promises, START, ("2025-08-07T09:00", []), ("2025-08-08T09:00", []))

    assert names(history) == ["ClockStarted", "ClockMoved"]


def test_a_moved_clock_is_judged_by_its_new_rule() -> None:
    promises = newest(new())
    history = seen(
        promises, START, ("2025-08-07T09:00", []), ("2025-08-13T09:00", [closed("2025-08-13")])
    )

    (verdict,) = verdicts(history, "settle")
    assert (type(verdict).__name__, verdict.rule, verdict.policy, verdict.used) == (
        "ClockMet",
        "contoh.settle.baru",
        NEWEST,
        7,
    )


@pytest.mark.parametrize("make", [newest, foreseen])
@pytest.mark.parametrize("on", ["2025-08-06", "2025-08-13"])
def test_a_verdict_given_under_the_old_rule_stays(make: Any, on: str) -> None:
    history = seen(OLD, START, (f"{on}T09:00", [closed(on)]))

    assert review("2025-08-20T09:00", *history, promises=make(new())) == []


def test_a_verdict_under_the_old_rule_stays_with_what_paused_it() -> None:
    old = promising(promise(pauses=("outside",), in_force_until=dt.date(2025, 8, 6)))
    later = replace(old, newest=changed(old.policy, rules=(new(),)), newest_digest=NEWEST)
    history = seen(
        old,
        START,
        ("2025-08-05T09:00", [waits("2025-08-05")]),
        ("2025-08-06T09:00", [goes_on("2025-08-06"), closed("2025-08-06")]),
    )

    assert review("2025-08-20T09:00", *history, promises=later) == []


def test_an_annulled_end_lets_the_clock_run_on_under_the_new_rule() -> None:
    end = closed("2025-08-06")
    history = seen(OLD, START, ("2025-08-06T09:00", [end]))
    history.append(samples.annulled(target=redated(history, end, "2025-08-06").target))

    (overturned,) = review("2025-08-08T09:00", *history, promises=newest(new()))

    assert isinstance(overturned, VerdictOverturned)
    assert (overturned.rule, overturned.due_on) == ("contoh.settle.baru", dt.date(2025, 8, 14))


def test_a_complaint_that_comes_later_starts_under_the_new_rule() -> None:
    history = seen(foreseen(new()), ("2025-08-07T09:00", [live("2025-08-07")]))

    assert history[-1].rule == "contoh.settle.baru"
    assert names(history) == ["ClockStarted"]


def test_a_corrected_receipt_that_another_rule_governs_moves_the_clock_as_corrected() -> None:
    promises = foreseen(new(applies_to_running=False))
    history = seen(promises, START)
    history.append(redated(history, RECEIVED, "2025-08-07"))

    (moved,) = review("2025-08-07T09:00", *history, promises=promises)

    assert isinstance(moved, ClockMoved)
    assert (moved.reason, moved.rule) == ("corrected", "contoh.settle.baru")
    assert (moved.started, moved.due_on) == (day("2025-08-07"), dt.date(2025, 8, 20))
