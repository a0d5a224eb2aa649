"""Everything about time that follows from a history up to a moment.

There is one command, `Review`: whoever was told something, by the stream, a timer or the
sweep, decides all of it again. What should be written is worked out from the events, and
what is written already is compared with it; so whatever is redelivered, corrected, annulled
or decreed late, the same history leads to the same clocks.
"""

from engine.decider import Decider
from engine.effective import effective
from policy.clocks.clock import Clock
from policy.clocks.facts import Facts
from policy.clocks.occasions import occasions
from runtime.history import annuls
from schemas.events import PengaduanEvent
from schemas.events.sla import SLAEvent
from services.sla_monitor.review import Case, Review
from services.sla_monitor.starting import begin, stop
from services.sla_monitor.state import Known, State, evolve
from services.sla_monitor.watching import watch


def decide(review: Review, state: State) -> list[PengaduanEvent]:
    """What is to be written of the clocks, nothing where all is said."""
    known = state.known
    if not is_watched(known.facts):
        return []
    called = called_for(review, known.facts)
    events: list[SLAEvent] = []
    for name, clock in known.clocks.items():
        if not clock.stopped:
            events += _go_on(review, known, clock, called.get(name))
    for name, case in called.items():
        if name not in known.clocks or known.clocks[name].stopped:
            events += begin(case)
    return list(events)


def is_watched(facts: Facts) -> bool:
    """Whether clocks run for it at all: it was received some day, and not by mistake."""
    received = facts.received
    return received is not None and received.occurred is not None and not facts.voided


def called_for(review: Review, facts: Facts) -> dict[str, Case]:
    """Every clock that the events call for, by its name."""
    rules = review.promises.rules(facts, review.today)
    found: dict[str, Case] = {}
    for rule, digest in rules.values():
        for occasion in occasions(rule, facts.happened):
            found[occasion.name] = Case.of(review, facts, occasion, digest)
    return found


def _go_on(review: Review, known: Known, clock: Clock, case: Case | None) -> list[SLAEvent]:
    if case is not None:
        return watch(case, clock)
    if review.promises.rule(clock.rule) is None:
        return []
    rules = review.promises.rules(known.facts, review.today)
    holds = any(rule.id == clock.rule for rule, _ in rules.values())
    return [stop(review, clock, "annulled" if holds else "not_applicable")]


_initial, _evolve = effective(Known(), evolve, annuls)
DECIDER: Decider[Review, State, PengaduanEvent] = Decider(_initial, decide, _evolve)
