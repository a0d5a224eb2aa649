"""Everything about time that follows from a history up to a moment.

There is one command, `Review`: whoever was told something, by the stream, a timer or the
sweep, decides all of it again. What is already written is not written twice.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from engine.decider import Decider
from engine.effective import effective
from policy.deadline import Due, due_of
from policy.errors import DateOutOfCalendarError
from policy.rule import Rule
from policy.rules import find_rule, rules_in_force
from runtime.clock import day_in
from runtime.history import annuls
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.intake import Received
from schemas.events.sla import ClockMissed, ClockStarted, Escalated, SLAEvent
from services.sla_monitor.judging import judgeable, over_at, verdict
from services.sla_monitor.occasions import Occasion, occasions
from services.sla_monitor.promises import Promises
from services.sla_monitor.state import Clock, Known, State, evolve


@dataclass(frozen=True, slots=True)
class Review:
    """Decide what is due.

    Attributes:
        now: The moment.
        promises: The policy under which the complaint was received.
    """

    now: dt.datetime
    promises: Promises


def decide(review: Review, state: State) -> list[PengaduanEvent]:
    """The clocks to start and the verdicts to speak, none where all is said."""
    known = state.known
    received = known.received
    if received is None or received.occurred is None or known.voided:
        return []
    events: list[PengaduanEvent] = []
    for clock, occasion in _begun(review, known):
        events += _speak(review, clock, occasion)
    for occasion in _called_for(known, _rules(review, known, received, received.occurred)):
        events += _begin(review, known, occasion)
    return events


def _begun(review: Review, known: Known) -> Iterator[tuple[Clock, Occasion]]:
    for name, clock in known.clocks.items():
        rule = find_rule(review.promises.policy, clock.started.rule)
        if clock.judged or clock.paused or rule is None:
            continue
        for occasion in occasions(rule, known.happened):
            if occasion.name == name:
                yield clock, occasion


def _called_for(known: Known, rules: Iterable[Rule]) -> Iterator[Occasion]:
    for rule in rules:
        # What repeats has no event of its own yet that could meet it.
        if not rule.repeats:
            for occasion in occasions(rule, known.happened):
                if occasion.name not in known.clocks:
                    yield occasion


def _rules(review: Review, known: Known, received: Received, when: Occurred) -> list[Rule]:
    found = known.classified
    return rules_in_force(
        review.promises.policy,
        when.on,
        kind=found.kind if found else None,
        severity=found.severity if found else None,
        category=found.category if found else None,
        channel=received.channel,
    )


def _begin(review: Review, known: Known, occasion: Occasion) -> list[SLAEvent]:
    start = occasion.start.occurred
    can_be_judged = _judgeable(review, occasion)
    if start is None or (occasion.end is not None and not can_be_judged):
        return []
    # A register's case is judged where both ends are known, and never watched (ADR 6).
    if known.imported and (not can_be_judged or not occasion.ended_by_its_own or known.doubts):
        return []
    due = _due(review, occasion.rule, start)
    if due is None:
        return []
    started = ClockStarted(
        occurred=start,
        clock=occasion.name,
        rule=occasion.rule.id,
        policy=review.promises.digest,
        calendar=review.promises.calendar.version,
        started=start,
        due_on=due.due_on,
        due_at=due.due_at,
        disposition_id=occasion.start.disposition_id,
    )
    return [started, *_speak(review, Clock(started, due.due_on, due.due_at), occasion)]


def _speak(review: Review, clock: Clock, occasion: Occasion) -> list[SLAEvent]:
    if occasion.end is not None:
        end = occasion.end.occurred
        if end is None or not _judgeable(review, occasion):
            return []
        return [verdict(clock, occasion.rule, review.promises, end)]
    if clock.missed or review.now < over_at(clock.due_at):
        return []
    return _missed(review, clock, occasion.rule)


def _missed(review: Review, clock: Clock, rule: Rule) -> list[SLAEvent]:
    started = clock.started
    missed = ClockMissed(
        occurred=Occurred(on=clock.due_on, at=clock.due_at),
        clock=started.clock,
        rule=started.rule,
        policy=started.policy,
        calendar=review.promises.calendar.version,
        due_on=clock.due_on,
        ended=None,
        used=None,
    )
    told = Occurred(on=day_in(review.promises.calendar.zone, review.now), at=review.now)
    return [
        missed,
        *(
            Escalated(occurred=told, clock=started.clock, level=1, to=role)
            for role in rule.escalate_to[:1]
        ),
    ]


def _judgeable(review: Review, occasion: Occasion) -> bool:
    start, end = occasion.start.occurred, occasion.end
    if start is None or end is None or end.occurred is None:
        return False
    return judgeable(review.promises.calendar, start, end.occurred)


def _due(review: Review, rule: Rule, start: Occurred) -> Due | None:
    try:
        return due_of(rule, review.promises.calendar, start.on, start.at)
    except DateOutOfCalendarError:
        # A day that no calendar knows, such as a mistyped year: it cannot be judged.
        return None


_initial, _evolve = effective(Known(), evolve, annuls)
DECIDER: Decider[Review, State, PengaduanEvent] = Decider(_initial, decide, _evolve)
