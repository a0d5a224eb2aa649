"""What the monitor knows of one complaint: what happened when, and its clocks."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from engine.decider import Entry
from engine.effective import Effective
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import (
    Clarified,
    Corrected,
    Disposed,
    DispositionAccepted,
    DispositionRecalled,
    DispositionReturned,
)
from schemas.events.intake import Classified, DoubtSettled, Received, Voided
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
    SLAEvent,
)

DispositionStep = (
    Disposed | DispositionAccepted | DispositionReturned | DispositionRecalled | Clarified
)
Doubted = tuple[str, str | None]

JUDGING_DOUBTS = frozenset({"answered_before_received", "date_in_future"})
"""Doubts about a date: no deadline is judged by a date that nobody vouches for."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event that a clock may start or end with.

    Attributes:
        name: The event's stored name.
        occurred: When, None where nobody knows.
        disposition_id: The disposition that it is about, if it is about one.
    """

    name: str
    occurred: Occurred | None
    disposition_id: int | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """One clock of a complaint.

    Attributes:
        started: How it began.
        due_on: Its last day, moved by pauses and decrees.
        due_at: The last second of that day, or of the rule's last hour.
        paused: Whether the ball is elsewhere.
        missed: Whether its time was over while it still ran.
        judged: Whether its end is known and its verdict spoken.
    """

    started: ClockStarted
    due_on: dt.date
    due_at: dt.datetime
    paused: bool = False
    missed: bool = False
    judged: bool = False

    @property
    def running(self) -> bool:
        """Whether a moment may come at which it is missed."""
        return not (self.paused or self.missed or self.judged)


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules look at.

    Attributes:
        received: How it came; None before that.
        classified: What it was last found to be.
        happened: Every event of the other services, in the history's order.
        clocks: By name, `settle`, `settle-2`.
        doubts: Doubts about dates that nobody settled.
        voided: Whether it was entered by mistake.
    """

    received: Received | None = None
    classified: Classified | None = None
    happened: tuple[Happened, ...] = ()
    clocks: Mapping[str, Clock] = field(default_factory=dict)
    doubts: frozenset[Doubted] = frozenset()
    voided: bool = False

    @property
    def imported(self) -> bool:
        """Whether it was read from a register of the past."""
        return self.received is not None and self.received.source is not None


State = Effective[Known, PengaduanEvent]


def evolve(known: Known, entry: Entry[PengaduanEvent]) -> Known:
    """Take in one event."""
    event = entry.event
    if isinstance(event, SLAEvent):
        return _with_clock(known, event)
    # A correction is written long after what it is about; it starts and ends nothing.
    if not isinstance(event, Corrected):
        known = replace(known, happened=(*known.happened, _happened(event)))
    match event:
        case Received():
            return replace(known, received=event, doubts=_doubts(event))
        case Classified():
            return replace(known, classified=event)
        case DoubtSettled():
            return replace(known, doubts=known.doubts - {(event.doubt, event.column)})
        case Voided():
            return replace(known, voided=True)
        case _:
            return known


def _happened(event: PengaduanEvent) -> Happened:
    about = event.disposition_id if isinstance(event, DispositionStep) else None
    return Happened(type(event).__name__, event.occurred, about)


def _doubts(received: Received) -> frozenset[Doubted]:
    doubts = received.source.doubts if received.source is not None else ()
    return frozenset((d.code, d.column) for d in doubts if d.code in JUDGING_DOUBTS)


def _with_clock(known: Known, event: SLAEvent) -> Known:
    if isinstance(event, ClockStarted):
        clock: Clock | None = Clock(event, event.due_on, event.due_at)
    else:
        found = known.clocks.get(event.clock)
        clock = _turned(found, event) if found is not None else None
    if clock is None:
        return known
    return replace(known, clocks={**known.clocks, event.clock: clock})


def _turned(clock: Clock, event: SLAEvent) -> Clock:
    match event:
        case ClockMet():
            return replace(clock, judged=True)
        case ClockMissed():
            return replace(clock, missed=True, judged=event.ended is not None)
        case ClockMoved():
            return replace(clock, due_on=event.due_on, due_at=event.due_at)
        case ClockPaused():
            return replace(clock, paused=True)
        case ClockResumed():
            return replace(clock, paused=False, due_on=event.due_on, due_at=event.due_at)
        case _:
            return clock
