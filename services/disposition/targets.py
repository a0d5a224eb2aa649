"""Events of a complaint's own history that a command points at."""

from collections.abc import Iterator

from engine.decider import Entry
from schemas.commands.disposition import At
from schemas.events import PengaduanEvent
from schemas.events import disposition as happened
from schemas.events.disposition import Target
from services.disposition.fields import clear_value
from services.disposition.state import State


def target_of(at: At) -> Target:
    return Target(version=at.version, index=at.index)


def find(state: State, at: At) -> PengaduanEvent | None:
    """The effective event at a place."""
    here = (e.event for e in state.history if (e.version, e.index) == (at.version, at.index))
    return next(here, None)


def later(state: State, at: At) -> Iterator[PengaduanEvent]:
    """The effective events after a place."""
    return (e.event for e in state.history if (e.version, e.index) > (at.version, at.index))


def is_annulled(state: State, at: At) -> bool:
    """Whether the event at a place was undone already."""
    return any(_undoes(entry, target_of(at)) for entry in state.history)


def current_value(state: State, at: At, field: str) -> str | None:
    """What a clear field says after every correction so far."""
    event = find(state, at)
    value = None if event is None else clear_value(event, field)
    for entry in state.history:
        it = entry.event
        if isinstance(it, happened.Corrected) and (it.target, it.field) == (target_of(at), field):
            value = it.new
    return value


def _undoes(entry: Entry[PengaduanEvent], target: Target) -> bool:
    return isinstance(entry.event, happened.Annulled) and entry.event.target == target
