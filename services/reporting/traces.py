"""What a history says of time: what happened, and all that was written of each clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import NamedTuple

from engine.commits import Recorded
from engine.decider import Entry
from engine.effective import effective
from policy.clocks.clock import Clock, turned
from policy.clocks.facts import Facts, with_event
from runtime.history import annuls, entries
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockStarted,
    EscalationAcknowledged,
    SLAEvent,
    VerdictOverturned,
)


class Written(NamedTuple):
    """One event about a clock, with its place and the commit that holds it."""

    event: SLAEvent
    place: Target
    commit: Commit


@dataclass(slots=True)
class Trace:
    """One clock: how it stands, the calendar its due time was counted by, all that was written."""

    clock: Clock
    calendar: str
    written: list[Written] = field(default_factory=list)

    @property
    def verdict(self) -> ClockMet | ClockMissed | None:
        """The last verdict that stands: one of an end entered late comes after its miss."""
        place = self.clock.verdict
        events = (one.event for one in self.written if place is not None and one.place == place)
        return next((one for one in events if isinstance(one, ClockMet | ClockMissed)), None)

    @property
    def climbing(self) -> bool:
        """Whether it was missed, still goes on, and so may climb higher."""
        return isinstance(self.verdict, ClockMissed) and not self.clock.over


@dataclass(frozen=True, slots=True)
class Timeline:
    """A history as the deadlines look at it."""

    facts: Facts
    traces: dict[str, Trace]
    commits: dict[int, Commit]


def timeline(history: Sequence[Recorded[Commit]]) -> Timeline:
    """Fold a whole history; an annulled event never happened."""
    traces: dict[str, Trace] = {}
    state = _initial
    for recorded in history:
        state = reduce(_evolve, entries(recorded.commit), state)
        for index, event in enumerate(recorded.commit.events):
            if isinstance(event, SLAEvent):
                place = Target(version=recorded.commit.version, index=index)
                _trace(traces, Written(event, place, recorded.commit))
    commits = {recorded.commit.version: recorded.commit for recorded in history}
    return Timeline(state.known, traces, commits)


def _happens(facts: Facts, entry: Entry[PengaduanEvent]) -> Facts:
    return with_event(facts, entry.version, entry.index, entry.event)


_initial, _evolve = effective(Facts(), _happens, annuls)


def _trace(traces: dict[str, Trace], written: Written) -> None:
    event = written.event
    trace = traces.get(event.clock)
    if isinstance(event, ClockStarted):
        if trace is None:
            trace = traces[event.clock] = Trace(Clock.of(event), event.calendar)
        trace.clock, trace.calendar = Clock.of(event), event.calendar
    elif trace is None:
        return  # a clock that nobody started, in a history cut short
    elif not isinstance(event, EscalationAcknowledged):
        trace.clock = turned(trace.clock, event, written.place)
        if isinstance(event, ClockMoved | VerdictOverturned):
            trace.calendar = event.calendar
    trace.written.append(written)
