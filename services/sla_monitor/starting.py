"""How a clock begins, and how it ends without a verdict."""

from policy.clocks.clock import Clock
from policy.deadline import due_of, is_in_time
from schemas.events.sla import ClockStarted, ClockStopped, SLAEvent
from services.sla_monitor.chasing import over_at
from services.sla_monitor.review import Case, Review
from services.sla_monitor.watching import watch


def begin(case: Case) -> list[SLAEvent]:
    """Start a clock, with all that has followed since; nothing where it cannot be judged."""
    start = case.start
    if start is None or case.due is None:
        return []
    if case.occasion.end is not None and not case.judgeable:
        return []
    if case.imported and (case.rule.silence or not case.settled):
        return []
    if case.rule.silence and not _was_too_long(case):
        return []
    # As it was at the beginning; every pause is told for itself.
    calendar = case.review.calendar
    due = due_of(case.rule, calendar, start.on, start.at) if case.pauses else case.due
    started = ClockStarted(
        occurred=start,
        clock=case.occasion.name,
        rule=case.rule.id,
        policy=case.digest,
        calendar=case.review.calendar.version,
        started=start,
        due_on=due.due_on,
        due_at=due.due_at,
        disposition_id=case.occasion.start.disposition_id,
    )
    return [started, *watch(case, Clock.of(started))]


def stop(review: Review, clock: Clock, reason: str) -> ClockStopped:
    """Say that a clock has no ground any more."""
    return ClockStopped(occurred=review.told, clock=clock.name, reason=reason)


def _was_too_long(case: Case) -> bool:
    """Whether a silence lasted longer than it may; of a shorter one nothing is written."""
    assert case.due is not None  # noqa: S101 - asked before
    if case.end is not None:
        return not is_in_time(case.rule, case.due, case.end)
    waits = bool(case.pauses) and case.pauses[-1].ended is None
    return not waits and case.review.now >= over_at(case.due.due_at)
