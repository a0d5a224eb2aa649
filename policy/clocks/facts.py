"""What the rules about time look at: the events of one complaint as they now stand."""

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from schemas.base import Instant, Occurred
from schemas.events import PengaduanEvent, SLAEvent
from schemas.events.disposition import Annulled, Corrected
from schemas.events.intake import Classified, DoubtSettled, Received, Voided

Doubted = tuple[str, str | None]

JUDGING_DOUBTS = frozenset({"answered_before_received", "date_in_future"})
"""Doubts about a date: no deadline is judged by a date that nobody vouches for."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its place in the history, put right where it was corrected."""

    version: int
    index: int
    event: PengaduanEvent

    @property
    def name(self) -> str:
        """The event's stored name."""
        return type(self.event).__name__

    @property
    def occurred(self) -> Occurred | None:
        """When it happened, None where nobody knows."""
        return self.event.occurred

    @property
    def disposition_id(self) -> int | None:
        """The disposition that it is about, if it is about one."""
        found: int | None = getattr(self.event, "disposition_id", None)
        return found


@dataclass(frozen=True, slots=True)
class Facts:
    """One complaint's events, without those of the clocks themselves.

    Attributes:
        received: How it came; None before that.
        classified: What it was last found to be.
        happened: Every event, in the history's order.
        doubts: Doubts about dates that nobody settled.
        voided: Whether it was entered by mistake.
        memo: What was worked out from these facts; a place for whoever looks at them often.
    """

    received: Received | None = None
    classified: Classified | None = None
    happened: tuple[Happened, ...] = ()
    doubts: frozenset[Doubted] = frozenset()
    voided: bool = False
    memo: dict[object, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def imported(self) -> bool:
        """Whether it was read from a register of the past."""
        return self.received is not None and self.received.source is not None


def with_event(facts: Facts, version: int, index: int, event: PengaduanEvent) -> Facts:
    """Take in one event; those about clocks change nothing."""
    if isinstance(event, SLAEvent | Annulled):
        return facts
    if isinstance(event, Corrected):
        return _corrected(facts, event)
    facts = replace(facts, happened=(*facts.happened, Happened(version, index, event)))
    match event:
        case Received():
            return replace(facts, received=event, doubts=_doubts(event))
        case Classified():
            return replace(facts, classified=event)
        case DoubtSettled():
            return replace(facts, doubts=facts.doubts - {(event.doubt, event.column)})
        case Voided():
            return replace(facts, voided=True)
        case _:
            return facts


def _doubts(received: Received) -> frozenset[Doubted]:
    doubts = received.source.doubts if received.source is not None else ()
    return frozenset((d.code, d.column) for d in doubts if d.code in JUDGING_DOUBTS)


def _corrected(facts: Facts, correction: Corrected) -> Facts:
    """The facts with one clear field put right; sealed fields are no business of clocks."""
    place = (correction.target.version, correction.target.index)
    found = next((one for one in facts.happened if (one.version, one.index) == place), None)
    if found is None or correction.new is None:
        return facts
    event = _put_right(found.event, correction.field, correction.new)
    happened = tuple(Happened(*place, event) if one is found else one for one in facts.happened)
    return replace(
        facts,
        happened=happened,
        received=event if found.event is facts.received else facts.received,  # type: ignore[arg-type]
        classified=event if found.event is facts.classified else facts.classified,  # type: ignore[arg-type]
    )


def _put_right(event: PengaduanEvent, field: str, new: str) -> PengaduanEvent:
    if field.startswith("occurred."):
        return msgspec.structs.replace(event, occurred=_occurred(event.occurred, field, new))
    if field in event.__struct_fields__:
        changes: dict[str, Any] = {field: new}
        return msgspec.structs.replace(event, **changes)
    return event


def _occurred(was: Occurred | None, field: str, new: str) -> Occurred | None:
    if field == "occurred.on":
        # The moment belonged to the wrong day.
        return Occurred(on=msgspec.convert(new, dt.date))
    at: dt.datetime = msgspec.convert(new, Instant)
    return None if was is None else Occurred(on=was.on, at=at)
