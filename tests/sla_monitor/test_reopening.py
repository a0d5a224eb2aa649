"""A reopened case runs again, and each disposition has a clock of its own."""

from msgspec.structs import replace

from policy.clocks.occasions import occasions
from policy.rule import Rule
from policy.rules import get_rule
from schemas.events.disposition import Disposed
from services.sla_monitor.promises import Promises
from tests.sla_monitor.cases import BENGKALIS, day, folded, live, lived, review, started, verdicts
from tests.support import samples

CLOSED = [
    ("2025-05-05T09:00", [live("2025-05-05")]),
    ("2025-05-06T09:00", [samples.closed(occurred=day("2025-05-06"))]),
]
REOPENED = [*CLOSED, ("2025-06-02T09:00", [samples.reopened(occurred=day("2025-06-02"))])]


def clarify() -> Rule:
    return replace(
        get_rule(BENGKALIS.policy, "bengkalis.settle.2025"),
        id="bengkalis.clarify.2025",
        clock="clarify",
        starts="Disposed",
        ends=("Clarified", "DispositionReturned", "DispositionRecalled"),
        amount=3,
    )


def with_clarify() -> Promises:
    policy = replace(BENGKALIS.policy, rules=(*BENGKALIS.policy.rules, clarify()))
    return BENGKALIS.with_policy(policy)


def disposed(number: int, on: str) -> Disposed:
    return samples.disposed(disposition_id=number, occurred=day(on))


def test_a_reopening_starts_the_settling_again_from_its_own_day() -> None:
    found = started(lived(*REOPENED))

    assert day("2025-06-02") == found["settle-2"].started


def test_nobody_verifies_again() -> None:
    assert "verify-2" not in started(lived(*REOPENED))


def test_both_closings_have_their_verdict() -> None:
    history = lived(*REOPENED, ("2025-06-03T09:00", [samples.closed(occurred=day("2025-06-03"))]))

    assert [verdict.used for verdict in verdicts(history, "settle")] == [1]
    assert [verdict.used for verdict in verdicts(history, "settle-2")] == [1]


def test_a_second_reopening_runs_a_third_time() -> None:
    history = lived(
        *REOPENED,
        ("2025-06-03T09:00", [samples.closed(occurred=day("2025-06-03"))]),
        ("2025-06-10T09:00", [samples.reopened(occurred=day("2025-06-10"))]),
    )

    assert day("2025-06-10") == started(history)["settle-3"].started


def test_who_is_asked_again_has_the_whole_time_again() -> None:
    asked = [samples.completion_requested(occurred=day(f"2025-05-0{n}")) for n in (5, 6)]
    found = started(review("2025-05-06T09:00", live("2025-05-05"), *asked))

    assert day("2025-05-06") == found["completion"].started


def test_each_disposition_has_its_own_clock() -> None:
    events = review(
        "2025-05-06T09:00",
        live("2025-05-05"),
        disposed(1, "2025-05-05"),
        disposed(2, "2025-05-06"),
        promises=with_clarify(),
    )

    found = started(events)
    assert (found["clarify-1"].disposition_id, found["clarify-2"].disposition_id) == (1, 2)


def test_what_ends_one_disposition_leaves_the_other_running() -> None:
    state = folded(
        [
            disposed(1, "2025-05-05"),
            disposed(2, "2025-05-06"),
            samples.clarified(disposition_id=1, occurred=day("2025-05-07")),
        ]
    )

    ended = {
        one.name: one.end is not None for one in occasions(clarify(), state.known.facts.happened)
    }
    assert ended == {"clarify-1": True, "clarify-2": False}
