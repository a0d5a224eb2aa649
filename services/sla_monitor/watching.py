"""One clock that has begun: what is to be written so that it says what the events say."""

import datetime as dt
from dataclasses import dataclass, field

from policy.clocks.clock import NOWHERE, Clock, turned
from policy.deadline import Due, due_of, is_in_time, used
from schemas.base import Occurred
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStopped,
    Pause,
    SLAEvent,
    VerdictOverturned,
)
from services.sla_monitor.chasing import chase, over_at
from services.sla_monitor.review import Case


@dataclass(slots=True)
class Pen:
    """What is written of one clock, and how the clock stands after it."""

    clock: Clock
    events: list[SLAEvent] = field(default_factory=list)

    def write(self, *events: SLAEvent) -> None:
        """Write, one after the other."""
        for event in events:
            self.events.append(event)
            self.clock = turned(self.clock, event)


def watch(case: Case, clock: Clock) -> list[SLAEvent]:
    """Everything that is to be written of a clock that has begun."""
    if case.review.promises.rule(clock.rule) is None:
        return []  # a policy that nobody kept: what it promised cannot be known
    if case.due is None or _cannot_be_judged(case):
        return _let_go(case, clock)
    pen = Pen(clock)
    _put_right(case, pen)
    if pen.clock.judged:
        return pen.events
    _pause(case, pen)
    if case.end is not None:
        pen.write(_verdict(case, pen.clock, case.end))
    elif not case.imported:
        pen.write(*chase(case, pen.clock))
    return pen.events


def _cannot_be_judged(case: Case) -> bool:
    if case.imported and not case.settled:
        return True
    return case.occasion.end is not None and not case.judgeable


def _let_go(case: Case, clock: Clock) -> list[SLAEvent]:
    """Without two ends that make a duration no verdict counts; a known miss stays one."""
    if clock.missed and not clock.judged:
        return []
    told = case.review.told
    return [ClockStopped(occurred=told, clock=clock.name, reason="not_judgeable")]


def _put_right(case: Case, pen: Pen) -> None:
    """Write what moved since: rule, start, pauses of the past, the calendar."""
    clock, due = pen.clock, case.due
    assert due is not None  # noqa: S101 - asked before
    reason = _why_moved(case, clock)
    if (clock.judged and (reason is not None or clock.ended != case.end)) or (
        clock.missed and reason is not None and not _still_missed(case)
    ):
        pen.write(_overturned(case, clock, reason))
    elif not clock.judged and reason is not None:
        pen.write(_moved(case, clock, reason))
    elif not (clock.missed or clock.over):
        stands = due if clock.pauses == case.pauses else _due_with(case, clock.pauses)
        if stands.due_at != clock.due_at:
            pen.write(_moved(case, clock, "calendar"))


def _due_with(case: Case, pauses: tuple[Pause, ...]) -> Due:
    start = case.start
    assert start is not None  # noqa: S101 - asked before
    return due_of(case.rule, case.review.calendar, start.on, start.at, pauses)


def _why_moved(case: Case, clock: Clock) -> str | None:
    """What the clock rests on and is no longer so; None where all stands."""
    if clock.rule != case.rule.id:
        return _why_other_rule(case, clock)
    if clock.start != case.start:
        return "restarted" if case.still_happened(clock.start) else "corrected"
    recorded = [(pause.began, pause.ended) for pause in clock.pauses]
    wanted = [(pause.began, pause.ended) for pause in _counting(case, clock)]
    if recorded == wanted:
        return None
    if clock.missed or clock.judged or not _goes_on(recorded, wanted):
        return "corrected"
    return None


def _why_other_rule(case: Case, clock: Clock) -> str:
    received, before = case.facts.received, case.review.promises.rule(clock.rule)
    assert before is not None and received is not None  # noqa: S101, PT018 - asked before
    on = received.occurred.on if received.occurred is not None else clock.start.on
    if clock.policy != case.digest or case.rule.in_force_from > on:
        return "rule"
    if before.in_force_on(on) or before.applies_to_running:
        return "classified"
    return "corrected"  # the day of the receipt


def _counting(case: Case, clock: Clock) -> tuple[Pause, ...]:
    """The pauses that can have stopped it: of a verdict no later decree makes others."""
    if not (clock.missed or clock.judged):
        return case.pauses
    return tuple(pause for pause in case.waits if _began_by(pause, clock.due_at, clock.due_on))


def _began_by(pause: Pause, due_at: dt.datetime, due_on: dt.date) -> bool:
    began = pause.began
    return began.on <= due_on if began.at is None else began.at <= due_at


def _goes_on(
    recorded: list[tuple[Occurred, Occurred | None]], wanted: list[tuple[Occurred, Occurred | None]]
) -> bool:
    """Whether the pauses that are written are the beginning of those that were."""
    if len(recorded) > len(wanted):
        return False
    if not recorded:
        return True
    *before, last = recorded
    same = wanted[len(before)]
    closed = last[0] == same[0] and last[1] in {None, same[1]}
    return closed and before == wanted[: len(before)]


def _still_missed(case: Case) -> bool:
    assert case.due is not None  # noqa: S101 - asked before
    if case.end is not None or (case.pauses and case.pauses[-1].ended is None):
        return False
    return case.review.now >= over_at(case.due.due_at)


def _moved(case: Case, clock: Clock, reason: str) -> ClockMoved:
    # The pauses that are not told yet are told for themselves; so is the day they lead to.
    pauses = clock.pauses if reason == "calendar" else case.pauses
    due, review = _due_with(case, pauses), case.review
    return ClockMoved(
        occurred=review.told,
        clock=clock.name,
        reason=reason,
        policy=case.digest,
        calendar=review.calendar.version,
        due_on=due.due_on,
        due_at=due.due_at,
        was_on=clock.due_on,
        was_at=clock.due_at,
        rule=case.rule.id,
        started=case.start,
        pauses=pauses,
    )


def _overturned(case: Case, clock: Clock, reason: str | None) -> VerdictOverturned:
    review, start, due = case.review, case.start, case.due
    assert start is not None and due is not None  # noqa: S101, PT018 - asked before
    return VerdictOverturned(
        occurred=review.told,
        clock=clock.name,
        verdict=clock.verdict or NOWHERE,
        reason=reason or "corrected",
        rule=case.rule.id,
        policy=case.digest,
        calendar=review.calendar.version,
        started=start,
        due_on=due.due_on,
        due_at=due.due_at,
        pauses=case.pauses,
    )


def _pause(case: Case, pen: Pen) -> None:
    """Write the pauses that began or ended since."""
    if pen.clock.missed:
        return
    for at, pause in enumerate(case.pauses):
        recorded = pen.clock.pauses
        if at >= len(recorded):
            pen.write(_paused(pen.clock, pause))
        if pause.ended is not None and pen.clock.pauses[at].ended is None:
            pen.write(_resumed(case, pen.clock, at, pause.ended))


def _paused(clock: Clock, pause: Pause) -> ClockPaused:
    return ClockPaused(
        occurred=pause.began,
        clock=clock.name,
        reason=pause.reason,
        holder=pause.holder,
        cause=pause.cause,
    )


def _resumed(case: Case, clock: Clock, at: int, ended: Occurred) -> ClockResumed:
    due = _due_with(case, case.pauses[: at + 1])
    return ClockResumed(occurred=ended, clock=clock.name, due_on=due.due_on, due_at=due.due_at)


def _verdict(case: Case, clock: Clock, end: Occurred) -> ClockMet | ClockMissed:
    # As the clock was moved, so that a decree after a miss makes no other verdict of it.
    due = Due(due_on=clock.due_on, due_at=clock.due_at)
    review = case.review
    in_time = is_in_time(case.rule, due, end)
    # A miss belongs to the day on which it was due; the end of a known miss to its own day.
    late = end if clock.missed else Occurred(on=due.due_on, at=due.due_at)
    kind = ClockMet if in_time else ClockMissed
    return kind(
        occurred=end if in_time else late,
        clock=clock.name,
        rule=case.rule.id,
        policy=case.digest,
        calendar=review.calendar.version,
        due_on=due.due_on,
        ended=end,
        used=used(case.rule, review.calendar, clock.start, end, clock.pauses),
    )
