"""What was recorded of a complaint's clocks, in short."""

import datetime as dt
from sys import intern
from typing import NamedTuple

from policy.clocks.judged import Standing
from schemas.base import Occurred
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockResumed,
    ClockStarted,
    ClockStopped,
    SLAEvent,
    VerdictOverturned,
)


class Said(NamedTuple):
    """One clock as the last event about it left it.

    Attributes:
        ended: Its end, where a verdict names it.
        disposition_id: The disposition whose clock it is.
    """

    rule: str
    standing: Standing
    due_on: dt.date
    ended: Occurred | None = None
    disposition_id: int | None = None


def after(said: dict[str, Said], event: SLAEvent) -> None:
    """Take in what was written about a clock; one that lost its ground was never there."""
    name = event.clock
    if isinstance(event, ClockStarted):
        said[intern(name)] = Said(
            intern(event.rule), "running", event.due_on, None, event.disposition_id
        )
        return
    was = said.get(name)
    if was is None:
        return
    match event:
        case ClockMet(ended=ended):
            said[name] = was._replace(standing="met", due_on=event.due_on, ended=ended)
        case ClockMissed(ended=ended):
            said[name] = was._replace(standing="missed", due_on=event.due_on, ended=ended)
        case ClockResumed() | ClockMoved():
            said[name] = was._replace(due_on=event.due_on)
        case VerdictOverturned():
            said[name] = was._replace(standing="running", due_on=event.due_on, ended=None)
        case ClockStopped(reason="not_judgeable"):
            said[name] = was._replace(standing="unjudgeable")
        case ClockStopped():
            del said[name]
        case _:
            pass
