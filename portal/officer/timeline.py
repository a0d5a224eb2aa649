"""A history as people read it: what somebody did, and under it what the clocks made of it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from schemas.views import EventLine


@dataclass(frozen=True, slots=True)
class Passage:
    """One event, and what the program wrote of the deadlines until the next one."""

    event: EventLine
    clocks: tuple[EventLine, ...] = ()


def passages(events: Iterable[EventLine]) -> tuple[Passage, ...]:
    """The history in its order."""
    found: list[Passage] = []
    for event in events:
        if found and event.actor.kind == "sistem" and _of_clock(event):
            found[-1] = replace(found[-1], clocks=(*found[-1].clocks, event))
        else:
            found.append(Passage(event))
    return tuple(found)


def _of_clock(event: EventLine) -> bool:
    return any(detail.field == "clock" for detail in event.details)
