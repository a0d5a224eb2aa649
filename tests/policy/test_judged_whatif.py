"""A policy on trial: which of its rules hold, what was recorded, and in whose charge it was."""

import datetime as dt

import pytest
from msgspec.structs import replace

from policy.clocks.facts import Facts, with_event
from policy.clocks.holding import DESK, REPORTER, Holder
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.whatif.charge import Charge
from policy.whatif.compare import Pair, compare
from policy.whatif.said import Said, after
from policy.whatif.trial import Trial
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder as To
from tests.sla_monitor.cases import BENGKALIS, day, imported, live, moment
from tests.support import samples as s

POLICY = BENGKALIS.policy
SETTLE = next(rule for rule in POLICY.rules if rule.id == "bengkalis.settle.2025")
NOW = moment("2026-01-05T08:00")
PUPR = Holder("opd", "pupr")


def facts_of(*events: PengaduanEvent) -> Facts:
    facts = Facts()
    for version, event in enumerate(events, start=1):
        facts = with_event(facts, version, 0, event)
    return facts


def only(*rules: Rule) -> OfficePolicy:
    return replace(POLICY, rules=rules)


def compared(trial: Trial, facts: Facts, **said: Said) -> dict[str, Pair]:
    found = compare(facts, said, trial, BENGKALIS.calendar, NOW)
    return {pair.name: pair for pair in found}


def disposed(on: str, **changes: object) -> PengaduanEvent:
    to = To(kind="opd", code="pupr")
    return s.disposed(occurred=day(on), disposition_id=1, to=to, **{"role": "utama", **changes})


def test_a_later_rule_holds_where_nothing_else_does() -> None:
    later = replace(SETTLE, in_force_from=dt.date(2030, 1, 1))
    trial = Trial(only(later))

    assert [rule.id for rule in trial.rules(facts_of(live("2025-03-03")))] == [later.id]
    assert trial.ahead == {later.id: later}


def test_of_two_later_rules_the_next_one_holds() -> None:
    first = replace(SETTLE, in_force_from=dt.date(2030, 1, 1), in_force_until=dt.date(2030, 12, 31))
    second = replace(SETTLE, id="bengkalis.settle.2031", in_force_from=dt.date(2031, 1, 1))
    trial = Trial(only(second, first))

    assert [rule.id for rule in trial.rules(facts_of(live("2025-03-03")))] == [first.id]
    assert trial.waiting(dt.date(2025, 12, 31)) == [second]


def test_a_rule_in_force_goes_before_a_later_one() -> None:
    later = replace(SETTLE, id="bengkalis.settle.2030", in_force_from=dt.date(2030, 1, 1))
    now = replace(SETTLE, in_force_until=dt.date(2029, 12, 31))
    trial = Trial(only(now, later))

    assert [rule.id for rule in trial.rules(facts_of(live("2025-03-03")))] == [now.id]
    assert trial.ahead == {}


def test_what_is_over_stays_over() -> None:
    old = replace(SETTLE, in_force_until=dt.date(2025, 2, 1))

    assert Trial(only(old)).rules(facts_of(live("2025-03-03"))) == []


def test_with_strict_dates_nothing_holds_before_its_day() -> None:
    later = replace(SETTLE, in_force_from=dt.date(2030, 1, 1))
    trial = Trial(only(later), strict=True)

    assert trial.rules(facts_of(live("2025-03-03"))) == []
    assert trial.waiting(dt.date(2025, 12, 31)) == [later]


def test_what_was_never_received_has_no_rules() -> None:
    assert Trial(POLICY).rules(Facts()) == []
    assert Trial(POLICY).rules(facts_of(imported(None))) == []


def clock(**changes: object) -> dict[str, object]:
    return {"clock": "settle", **changes}


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ([], "running"),
        ([s.clock_met(**clock())], "met"),
        ([s.clock_missed(**clock())], "missed"),
        ([s.clock_missed(**clock()), s.clock_met(**clock())], "met"),
        ([s.clock_missed(**clock()), s.verdict_overturned(**clock())], "running"),
        ([s.clock_paused(**clock()), s.warned(**clock())], "running"),
        ([s.clock_stopped(**clock(reason="not_judgeable"))], "unjudgeable"),
        ([s.clock_stopped(**clock(reason="annulled"))], None),
        ([s.clock_stopped(**clock(reason="annulled")), s.clock_met(**clock())], None),
    ],
)
def test_the_last_word_about_a_clock_counts(events: list[object], standing: str | None) -> None:
    said: dict[str, Said] = {}
    for event in (s.clock_started(**clock()), *events):
        after(said, event)  # type: ignore[arg-type]

    assert (said["settle"].standing if said else None) == standing


@pytest.mark.parametrize("moved", [s.clock_moved, s.clock_resumed, s.verdict_overturned])
def test_a_clock_that_moved_is_due_on_the_new_day(moved: object) -> None:
    said: dict[str, Said] = {}
    after(said, s.clock_started(**clock()))
    after(said, moved(**clock(due_on=dt.date(2026, 12, 1))))  # type: ignore[operator]

    assert said["settle"].due_on == dt.date(2026, 12, 1)


def test_without_a_disposition_the_desk_has_the_charge() -> None:
    charge = Charge.of(
        facts_of(live("2025-03-03"), s.verified(occurred=day("2025-03-04"))).happened
    )

    assert charge.last == charge.on(dt.date(2025, 3, 4)) == DESK


def test_the_charge_goes_and_comes_back_with_the_main_disposition() -> None:
    facts = facts_of(
        live("2025-03-03"),
        disposed("2025-03-05"),
        s.clarified(occurred=day("2025-03-10"), disposition_id=1),
    )
    charge = Charge.of(facts.happened)

    assert charge.on(dt.date(2025, 3, 4)) == DESK
    assert charge.on(dt.date(2025, 3, 7)) == PUPR
    assert charge.before(facts.happened[2]) == PUPR
    assert charge.last == DESK


def test_a_helper_never_has_the_charge() -> None:
    facts = facts_of(live("2025-03-03"), disposed("2025-03-05", role="pendamping"))

    assert Charge.of(facts.happened).last == DESK


def test_an_end_of_an_unknown_day_is_charged_to_the_last_holder() -> None:
    facts = facts_of(live("2025-03-03"), disposed("2025-03-05"), s.closed(occurred=None))

    assert Charge.of(facts.happened).before(facts.happened[2]) == PUPR


def test_what_binds_the_reporter_is_nobody_elses() -> None:
    rule = replace(SETTLE, binds="reporter", clock="completion")
    pair = compared(Trial(only(rule)), facts_of(live("2025-03-03")))["completion"]

    assert pair.held_after == REPORTER


def test_a_recorded_clock_without_a_rule_is_charged_by_its_own_day() -> None:
    facts = facts_of(live("2025-03-03"), disposed("2025-03-05"))
    missed = Said("x.gone", "missed", dt.date(2025, 3, 4))
    met = Said("x.gone", "met", dt.date(2025, 3, 4), day("2025-03-06"))
    own = Said("x.gone", "met", dt.date(2025, 3, 4), day("2025-03-06"), disposition_id=1)
    found = compared(Trial(only()), facts, gone=missed, other=met, third=own)

    assert [pair.held_before for pair in found.values()] == [DESK, PUPR, PUPR]
    assert all(pair.rule is None and pair.after is None for pair in found.values())


def test_a_short_silence_stands_here_only_where_a_long_one_was_recorded() -> None:
    silence = replace(SETTLE, silence=True, clock="silence", ends=("Closed",))
    facts = facts_of(live("2025-03-03"), s.closed(occurred=day("2025-03-05")))
    trial = Trial(only(silence))
    recorded = Said("x.silence", "missed", dt.date(2025, 3, 4))

    assert compared(trial, facts) == {}
    assert compared(trial, facts, **{"silence-1": recorded})["silence-1"].changed


def test_in_a_register_no_silence_is_heard() -> None:
    silence = replace(SETTLE, silence=True, clock="silence")

    assert compared(Trial(only(silence)), facts_of(imported("2025-03-03"))) == {}


def test_a_verdict_that_stays_is_no_change() -> None:
    facts = facts_of(live("2025-03-03"))
    recorded = Said(SETTLE.id, "missed", dt.date(2025, 4, 4))

    assert not compared(Trial(only(SETTLE)), facts, settle=recorded)["settle"].changed
    assert not compared(Trial(only(SETTLE)), facts)["settle"].changed


def test_a_day_beyond_every_calendar_cannot_be_judged() -> None:
    for start, end in (("2199-01-01", "2199-01-02"), ("2025-03-03", "2199-01-01")):
        facts = facts_of(live(start), s.closed(occurred=day(end)))
        pair = compared(Trial(only(SETTLE)), facts)["settle"]

        assert pair.after is not None
        assert pair.after.standing == "unjudgeable"


def test_a_start_of_an_unknown_day_cannot_be_judged() -> None:
    rule = replace(SETTLE, starts="Verified")
    facts = facts_of(live("2025-03-03"), s.verified(occurred=None))
    pair = compared(Trial(only(rule)), facts)["settle"]

    assert pair.after is not None
    assert pair.after.standing == "unjudgeable"


@pytest.mark.parametrize(
    ("began", "ended", "standing"),
    [("08:00", "09:00", "met"), ("09:00", "08:00", "unjudgeable")],
)
def test_on_one_day_the_moments_say_what_came_first(began: str, ended: str, standing: str) -> None:
    on = dt.date(2025, 3, 3)
    start, end = (Occurred(on=on, at=moment(f"{on}T{hour}")) for hour in (began, ended))
    facts = facts_of(
        s.received(occurred=start, source=None, channel="website"), s.closed(occurred=end)
    )
    pair = compared(Trial(only(SETTLE)), facts)["settle"]

    assert pair.after is not None
    assert pair.after.standing == standing


def test_a_met_clock_is_charged_to_who_had_the_case_when_it_ended() -> None:
    facts = facts_of(
        live("2025-03-03"), disposed("2025-03-05"), s.closed(occurred=day("2025-03-05"))
    )
    recorded = Said(SETTLE.id, "met", dt.date(2025, 4, 4), day("2025-03-05"))
    pair = compared(Trial(only(SETTLE)), facts, settle=recorded)["settle"]

    assert (pair.held_before, pair.held_after) == (PUPR, PUPR)


def test_a_miss_is_charged_by_the_day_on_which_it_was_due() -> None:
    facts = facts_of(live("2025-03-03"), disposed("2025-05-05"))
    pair = compared(Trial(only(SETTLE)), facts)["settle"]

    assert pair.held_after == DESK
