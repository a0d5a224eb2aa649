"""What follows while a clock runs out and after it has: warnings, the miss, the ladder."""

import datetime as dt
from collections.abc import Iterator

from policy.clocks.clock import Clock
from policy.deadline import rung_at
from policy.model import Rung
from schemas.base import Occurred
from schemas.events.sla import ClockMissed, Escalated, SLAEvent, Warned
from services.sla_monitor.review import Case

LAST_SECOND = dt.timedelta(seconds=1)
REPORT = "report"


def over_at(due_at: dt.datetime) -> dt.datetime:
    """The first moment at which a deadline is missed: the due second itself is in time."""
    return due_at + LAST_SECOND


def chase(case: Case, clock: Clock) -> list[SLAEvent]:
    """Warn of a clock that runs, miss it when it is over, climb the ladder after that."""
    if clock.paused:
        return []
    if clock.missed:
        return _next_rung(case, clock)
    if case.review.now >= over_at(clock.due_at):
        return [_missed(case, clock), *_rung(case, clock, 1)]
    return _warn(case, clock)


def next_at(case: Case, clock: Clock) -> dt.datetime | None:
    """The next moment at which something is to be said of a clock; None when nothing is."""
    if case.occasion.end is not None or case.imported or clock.paused or clock.over:
        return None
    if case.due is None:
        return None  # a known miss whose days no calendar has any more
    if clock.missed:
        return clock.rungs[-1].next_at if clock.rungs else None
    coming = (at for _, at in _warnings(case, clock) if at > case.review.now)
    return min((*coming, over_at(clock.due_at)))


def _missed(case: Case, clock: Clock) -> ClockMissed:
    return ClockMissed(
        occurred=Occurred(on=clock.due_on, at=clock.due_at),
        clock=clock.name,
        rule=case.rule.id,
        policy=case.digest,
        calendar=case.review.calendar.version,
        due_on=clock.due_on,
        ended=None,
        used=None,
    )


def _warnings(case: Case, clock: Clock) -> Iterator[tuple[int, dt.datetime]]:
    """The warnings that were not given yet, each with its moment."""
    for step, moment in enumerate(case.warn_at, 1):
        if step > clock.warned:
            yield step, moment


def _warn(case: Case, clock: Clock) -> list[SLAEvent]:
    """The last warning whose time has come; those before it say nothing new."""
    reached = [step for step, at in _warnings(case, clock) if at <= case.review.now]
    if not reached:
        return []
    to = case.rule.warn_to or next(iter(_roles(case)), None)
    if to is None:
        return []
    step = max(reached)
    return [
        Warned(
            occurred=case.review.told,
            clock=clock.name,
            step=step,
            to=to,
            percent=case.rule.warn_at[step - 1],
        )
    ]


def _next_rung(case: Case, clock: Clock) -> list[SLAEvent]:
    if not clock.rungs:
        return []
    last = clock.rungs[-1]
    if last.next_at is None or case.review.now < last.next_at:
        return []
    return _rung(case, clock, last.level + 1)


def _rung(case: Case, clock: Clock, level: int) -> list[SLAEvent]:
    rungs, review = _ladder(case), case.review
    if level > len(rungs):
        return []
    rung = rungs[level - 1]
    higher = level < len(rungs)
    return [
        Escalated(
            occurred=review.told,
            clock=clock.name,
            level=level,
            to=rung.to,
            action=rung.action,
            next_at=rung_at(review.calendar, review.now, rung.next_after) if higher else None,
        )
    ]


def _ladder(case: Case) -> tuple[Rung, ...]:
    """The rungs of the rule's ladder, as the policy that it stands in has them."""
    promises, code = case.review.promises, case.rule.ladder
    policy = promises.newest if case.digest == promises.newest_digest else promises.policy
    for ladder in policy.ladders:
        if ladder.code == code:
            return ladder.rungs
    return tuple(Rung(action=REPORT, to=role) for role in case.rule.escalate_to[:1])


def _roles(case: Case) -> Iterator[str]:
    for rung in _ladder(case):
        yield rung.to
