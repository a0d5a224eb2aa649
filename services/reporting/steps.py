"""What the view keeps of an event: a small step in clear, without words of people."""

import datetime as dt
from collections.abc import Callable
from operator import attrgetter
from typing import Any, TypeAlias

import msgspec

from schemas.events import PengaduanEvent
from schemas.events import disposition as d
from schemas.events import intake as i
from schemas.events import sla as s

Value: TypeAlias = str | int | None


class Step(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One event in short.

    Attributes:
        version: The commit's version.
        index: The event's place in it.
        kind: The event's name; `Doubt` for each doubt of a received row.
        on: The day it happened, null where unknown.
        values: Codes and numbers, those of `FIELDS` first.
    """

    version: int
    index: int
    kind: str
    on: dt.date | None
    values: tuple[Value, ...] = ()


class Correction(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A clear field of an earlier step that was put right."""

    version: int
    index: int
    of_version: int
    of_index: int
    field: str
    new: str


FIELDS: dict[str, tuple[str, ...]] = {
    "Received": ("number", "channel", "visibility"),
    "DoubtSettled": ("doubt", "column"),
    "Rejected": ("reason",),
    "Classified": ("severity", "kind", "category", "sector", "permit_type"),
    "Closed": ("outcome",),
    "Linked": ("original",),
}
"""The first values of a step by name: what a correction can put right, beside the day."""


def steps_of(event: PengaduanEvent, version: int, index: int) -> tuple[Step, ...]:
    """The steps of an event, usually one; none where the view needs nothing of it.

    An event is known by its name, so that one read at a glance is the same event.
    """
    kind = type(event).__name__
    values = _VALUES.get(kind)
    if values is None:
        return ()
    occurred = event.occurred
    on = None if occurred is None else occurred.on
    first = Step(version, index, kind, on, values(event))
    if kind == "Received" and event.source is not None:  # type: ignore[union-attr]
        doubts = event.source.doubts  # type: ignore[union-attr]
        return (first, *(Step(version, index, "Doubt", on, (d.code, d.column)) for d in doubts))
    return (first,)


def _received(event: i.Received) -> tuple[Value, ...]:
    source = event.source
    if source is None:
        return (event.number, event.channel, event.visibility, event.tracking)
    origin = (source.layout, source.import_id, source.row)
    return (event.number, event.channel, event.visibility, event.tracking, *origin)


def _nothing(_: object) -> tuple[Value, ...]:
    return ()


def _disposition(event: Any) -> tuple[Value, ...]:
    return (event.disposition_id,)


def _party(event: Any) -> tuple[Value, ...]:
    return (event.party,)


def _clock(event: Any) -> tuple[Value, ...]:
    return (event.clock,)


def _due(event: Any) -> tuple[Value, ...]:
    return (event.clock, event.due_on.isoformat())


def _moved(event: Any) -> tuple[Value, ...]:
    # The oldest form says nothing of pauses.
    return (*_due(event), "" if event.was_on is None else _state(event.pauses))


def _state(pauses: tuple[s.Pause, ...]) -> str:
    return "paused" if pauses and pauses[-1].ended is None else "running"


# A rebuild reads every event of the office here, so each class has its own function.
_BY_CLASS: dict[type, Callable[[Any], tuple[Value, ...]]] = {
    i.Received: _received,
    i.DoubtSettled: attrgetter("doubt", "column"),
    i.CompletionRequested: _nothing,
    i.Completed: _nothing,
    i.Verified: _nothing,
    i.Rejected: lambda event: (event.reason,),
    i.Classified: attrgetter("severity", "kind", "category", "sector", "permit_type"),
    i.Voided: _nothing,
    i.IdentityErased: _nothing,
    d.Disposed: attrgetter("disposition_id", "role", "to.kind", "to.code", "grant"),
    d.DispositionAccepted: _disposition,
    d.DispositionReturned: _disposition,
    d.DispositionRecalled: _disposition,
    d.Clarified: _disposition,
    d.Answered: _nothing,
    d.WaitingStarted: _party,
    d.WaitingEnded: _party,
    d.Withdrawn: _nothing,
    d.Closed: lambda event: (event.outcome,),
    d.Reopened: _nothing,
    d.Linked: lambda event: (event.original,),
    d.Unlinked: _nothing,
    s.ClockStarted: _due,
    s.ClockPaused: _clock,
    s.ClockResumed: _due,
    s.ClockMoved: _moved,
    s.ClockStopped: _clock,
    s.VerdictOverturned: lambda event: (*_due(event), _state(event.pauses)),
    s.ClockMet: _due,
    s.ClockMissed: lambda event: (*_due(event), 0 if event.ended is None else 1),
    s.Escalated: attrgetter("clock", "level", "to", "action"),
    s.EscalationAcknowledged: attrgetter("clock", "level"),
}
"""The events that change something in the view; any other is not kept."""
_VALUES = {cls.__name__: values for cls, values in _BY_CLASS.items()}
