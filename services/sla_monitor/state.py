"""What the monitor knows of one complaint: what happened when, and its clocks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from engine.decider import Entry
from engine.effective import Effective
from policy.clocks.clock import Clock, turned
from policy.clocks.facts import Facts, with_event
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.events.sla import ClockStarted, EscalationAcknowledged, SLAEvent

NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules look at.

    Attributes:
        facts: What happened, without the clocks.
        clocks: By name, `settle`, `settle-2`.
    """

    facts: Facts = NOTHING
    clocks: Mapping[str, Clock] = field(default_factory=dict)


State = Effective[Known, PengaduanEvent]


def evolve(known: Known, entry: Entry[PengaduanEvent]) -> Known:
    """Take in one event."""
    event = entry.event
    if not isinstance(event, SLAEvent):
        facts = with_event(known.facts, entry.version, entry.index, event)
        return Known(facts, known.clocks)
    clock = _after(known, event, Target(version=entry.version, index=entry.index))
    if clock is None:
        return known
    return Known(known.facts, {**known.clocks, event.clock: clock})


def _after(known: Known, event: SLAEvent, place: Target) -> Clock | None:
    if isinstance(event, ClockStarted):
        return Clock.of(event)
    found = known.clocks.get(event.clock)
    if found is None or isinstance(event, EscalationAcknowledged):
        return None
    return turned(found, event, place)
