"""One clock of a complaint, as what was written about it left it."""

import datetime as dt

import msgspec
from msgspec.structs import replace

from schemas.base import Occurred
from schemas.events.disposition import Target
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    Escalated,
    Pause,
    SLAEvent,
    VerdictOverturned,
    Warned,
)

NOWHERE = Target(version=0, index=0)
"""The place of what is not written yet."""


class Clock(msgspec.Struct, frozen=True):
    """One clock.

    Attributes:
        name: Its name within the complaint.
        rule: The id of the rule that holds for it.
        start: What it counts from.
        due_on: Its last day, moved by pauses and decrees.
        due_at: The last second of that day, or of the rule's last hour.
        policy: The policy that the rule stands in.
        pauses: What does not count; the last one may still go on.
        missed: Whether its time was over while it still ran.
        judged: Whether its end is known and its verdict spoken.
        ended: That end.
        verdict: Where its last verdict stands.
        warned: How many warnings were given.
        rungs: The rungs of the ladder that were climbed since it was missed.
        stopped: Whether it has no ground any more.
    """

    name: str
    rule: str
    start: Occurred
    due_on: dt.date
    due_at: dt.datetime
    policy: str
    pauses: tuple[Pause, ...] = ()
    missed: bool = False
    judged: bool = False
    ended: Occurred | None = None
    verdict: Target | None = None
    warned: int = 0
    rungs: tuple[Escalated, ...] = ()
    stopped: bool = False

    @classmethod
    def of(cls, started: ClockStarted) -> "Clock":
        """A clock that has just begun."""
        return cls(
            started.clock,
            started.rule,
            started.started,
            started.due_on,
            started.due_at,
            started.policy,
        )

    @property
    def paused(self) -> bool:
        """Whether somebody else has the ball."""
        return bool(self.pauses) and self.pauses[-1].ended is None

    @property
    def over(self) -> bool:
        """Whether nothing more is to be said of it as things stand."""
        return self.judged or self.stopped

    @property
    def running(self) -> bool:
        """Whether a moment may come at which it is missed."""
        return not (self.paused or self.missed or self.over)


def turned(clock: Clock, event: SLAEvent, place: Target = NOWHERE) -> Clock:
    """The clock after an event about it."""
    match event:
        case ClockMet():
            return replace(clock, judged=True, ended=event.ended, verdict=place)
        case ClockMissed():
            over = event.ended is not None
            return replace(clock, missed=True, judged=over, ended=event.ended, verdict=place)
        case ClockStopped():
            return replace(clock, stopped=True)
        case Warned():
            return replace(clock, warned=max(clock.warned, event.step))
        case Escalated():
            return replace(clock, rungs=(*clock.rungs, event))
        case VerdictOverturned():
            return replace(
                _moved(clock, event), missed=False, judged=False, ended=None, verdict=None, rungs=()
            )
        case _:
            return _timed(clock, event)


def _timed(clock: Clock, event: SLAEvent) -> Clock:
    match event:
        case ClockPaused():
            pause = Pause(
                began=event.occurred or clock.start,
                ended=None,
                holder=event.holder,
                reason=event.reason,
                cause=event.cause or NOWHERE,
            )
            return replace(clock, pauses=(*clock.pauses, pause))
        case ClockResumed():
            pauses = clock.pauses
            if pauses:
                pauses = (*pauses[:-1], replace(pauses[-1], ended=event.occurred))
            return replace(clock, due_on=event.due_on, due_at=event.due_at, pauses=pauses)
        case ClockMoved():
            return _moved(clock, event)
        case _:
            return clock


def _moved(clock: Clock, event: ClockMoved | VerdictOverturned) -> Clock:
    clock = replace(clock, due_on=event.due_on, due_at=event.due_at)
    if isinstance(event, ClockMoved) and event.was_at is None:
        return clock  # the oldest form says no more than the new day
    return replace(
        clock,
        rule=event.rule or clock.rule,
        start=event.started or clock.start,
        policy=event.policy,
        pauses=event.pauses,
        # The whole time runs again, so it comes to an end again.
        warned=0 if event.reason == "restarted" else clock.warned,
    )
