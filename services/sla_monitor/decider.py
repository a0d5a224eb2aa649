"""Everything about time that follows from a history up to a moment.

There is one command, `Review`: whoever was told something, by the stream, a timer or the
sweep, decides all of it again. What should be written is worked out from the events, and
what is written already is compared with it; so whatever is redelivered, corrected, annulled
or decreed late, the same history leads to the same clocks.
"""

import datetime as dt
from typing import TypeAlias

from engine.decider import Decider
from engine.effective import effective
from policy.clocks.clock import Clock
from policy.clocks.facts import Facts
from policy.clocks.occasions import occasions
from policy.rule import Rule
from runtime.history import annuls
from schemas.events import PengaduanEvent
from schemas.events.sla import SLAEvent
from services.sla_monitor.chasing import next_at
from services.sla_monitor.review import Case, Review
from services.sla_monitor.starting import begin, stop
from services.sla_monitor.state import Known, State, evolve
from services.sla_monitor.watching import watch

Quiet: TypeAlias = dict[str, tuple[Clock, dt.datetime]]
"""Clocks of which nothing is to be said before a moment, as long as nothing happens."""


def decide(review: Review, state: State) -> list[PengaduanEvent]:
    """What is to be written of the clocks, nothing where all is said."""
    known = state.known
    if not is_watched(known.facts):
        return []
    called = called_for(review, known)
    quiet = _quiet(review, known.facts)
    events: list[SLAEvent] = []
    for name, clock in known.clocks.items():
        if not clock.stopped and not _is_quiet(quiet, clock, review):
            events += _go_on(review, known, clock, called.get(name), quiet)
    for name, case in called.items():
        if name not in known.clocks or known.clocks[name].stopped:
            events += begin(case)
    return list(events)


def is_watched(facts: Facts) -> bool:
    """Whether clocks run for it at all: it was received some day, and not by mistake."""
    received = facts.received
    return received is not None and received.occurred is not None and not facts.voided


def called_for(review: Review, known: Known) -> dict[str, Case]:
    """Every clock that the events call for, by its name.

    It is asked for at every event, timer and sweep, and only events change it.
    """
    facts, promises = known.facts, review.promises
    if not promises.move_what_runs:
        return _remembered(review, facts)
    received = promises.of_receipt(facts)
    found: dict[str, Case] = {}
    for name, (rule, digest) in promises.rules(facts, review.today).items():
        found |= _cases(review, facts, rule, digest)
        own, own_digest = received.get(name, (rule, digest))
        if own.id != rule.id:
            cases = _cases(review, facts, own, own_digest)
            found |= {
                name: case
                for name, case in cases.items()
                if _was_over(case, rule, known.clocks.get(name))
            }
    return found


def _remembered(review: Review, facts: Facts) -> dict[str, Case]:
    promises = review.promises
    before = facts.memo.get(id(promises))
    if before is not None and before[0] is promises:
        return {name: case.at(review) for name, case in before[1].items()}
    found: dict[str, Case] = {}
    for rule, digest in promises.rules(facts, review.today).values():
        found |= _cases(review, facts, rule, digest)
    facts.memo[id(promises)] = (promises, found, {})
    return found


def _cases(review: Review, facts: Facts, rule: Rule, digest: str) -> dict[str, Case]:
    return {
        occasion.name: Case.of(review, facts, occasion, digest)
        for occasion in occasions(rule, facts.happened)
    }


def _was_over(case: Case, rule: Rule, clock: Clock | None) -> bool:
    """Whether a new rule found the clock over; it moves only what runs."""
    if case.end is None:
        return False
    if case.end.on < rule.in_force_from:
        return True
    if clock is None or not clock.judged:
        return False
    return (clock.rule, clock.ended) == (case.rule.id, case.end)


def _quiet(review: Review, facts: Facts) -> Quiet:
    """What is remembered of these facts under these promises; nothing where rules move by date."""
    before = facts.memo.get(id(review.promises))
    return before[2] if before is not None and before[0] is review.promises else {}


def _is_quiet(quiet: Quiet, clock: Clock, review: Review) -> bool:
    of, until = quiet.get(clock.name, (None, None))
    return of is clock and until is not None and review.now < until


def _go_on(
    review: Review, known: Known, clock: Clock, case: Case | None, quiet: Quiet
) -> list[SLAEvent]:
    if case is not None:
        events = watch(case, clock)
        if not events and (until := next_at(case, clock)) is not None:
            quiet[clock.name] = (clock, until)
        return events
    if review.promises.rule(clock.rule) is None:
        return []
    rules = review.promises.rules(known.facts, review.today)
    holds = any(rule.id == clock.rule for rule, _ in rules.values())
    return [stop(review, clock, "annulled" if holds else "not_applicable")]


_initial, _evolve = effective(Known(), evolve, annuls)
DECIDER: Decider[Review, State, PengaduanEvent] = Decider(_initial, decide, _evolve)
