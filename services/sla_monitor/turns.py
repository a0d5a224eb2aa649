"""What commits say about which clocks run from now on, and until when."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.intake import Voided
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    ClockPaused,
    ClockResumed,
    ClockStarted,
)


@dataclass(slots=True)
class Turns:
    """The clocks that some commits of one complaint turned on or off.

    Attributes:
        running: The last second in time, by the name of each clock that runs now.
        stopped: Those that ran before and run no more.
        voided: Whether all of them are stopped at once.
    """

    running: dict[str, dt.datetime] = field(default_factory=dict)
    stopped: set[str] = field(default_factory=set)
    voided: bool = False

    def take(self, event: PengaduanEvent) -> None:
        """Take in the next event."""
        match event:
            case ClockStarted() | ClockMoved() | ClockResumed():
                self.stopped.discard(event.clock)
                self.running[event.clock] = event.due_at
            case ClockMet() | ClockMissed() | ClockPaused():
                if self.running.pop(event.clock, None) is None:
                    self.stopped.add(event.clock)
            case Voided():
                self.running.clear()
                self.voided = True
            case _:
                pass


def turns(commits: Iterable[Commit]) -> Turns:
    """Read the turns of one complaint's commits, in their order."""
    found = Turns()
    for commit in commits:
        for event in commit.events:
            found.take(event)
    return found
