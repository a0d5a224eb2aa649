"""One complaint as the forms need it: what is open, what can be undone, what waits to be settled."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policy.model import OfficePolicy
from portal.officer.asked import Choice
from schemas.deadlines import ClockView
from schemas.lines import CaseLine
from schemas.views import EventLine, HistoryView

UNDOABLE: Final = (
    "Classified",
    "Disposed",
    "Linked",
    "Closed",
    "Answered",
    "Clarified",
    "WaitingStarted",
    "WaitingEnded",
)
_GIVEN_BACK: Final = ("DispositionReturned", "DispositionRecalled", "Clarified")


@dataclass(frozen=True, slots=True)
class Scene:
    """What forms are made from."""

    policy: OfficePolicy
    history: HistoryView
    clocks: tuple[ClockView, ...] = ()

    @property
    def case(self) -> CaseLine:
        """The complaint's line in the register."""
        return self.history.case

    @property
    def stands(self) -> list[EventLine]:
        """The events that were not undone, the oldest first."""
        return [event for event in self.history.events if event.annulled_by is None]

    @property
    def dispositions(self) -> tuple[Choice, ...]:
        """Those that are open."""
        held: dict[str, Choice] = {}
        for event in self.stands:
            which = said(event, "disposition_id")
            if event.type == "Disposed":
                held[which] = Choice(which, f"{which}: {said(event, 'to')}")
            elif event.type in _GIVEN_BACK:
                held.pop(which, None)
        return tuple(held.values())

    @property
    def undoable(self) -> tuple[Choice, ...]:
        """The last step of each kind that can be undone, the latest first."""
        last = {event.type: event for event in self.stands if event.type in UNDOABLE}
        steps = sorted(last.values(), key=lambda event: (-event.version, -event.index))
        return tuple(Choice(f"{e.version}.{e.index}", _step(e)) for e in steps)

    @property
    def next_steps(self) -> tuple[str, ...]:
        """What usually comes now, the most usual first."""
        done = {event.type for event in self.stands}
        if "Verified" not in done:
            return ("Complete", "Verify")
        if "Classified" not in done:
            return ("Classify",)
        if self.dispositions:
            return ("Clarify",)
        if "Answered" in done:
            return ("Close", "Confirm")
        return ("Answer",) if "Clarified" in done else ("Dispose", "Answer")

    @property
    def doubts(self) -> tuple[Choice, ...]:
        """What of an imported row nobody has settled."""
        return tuple(Choice(f"{d.code}|{d.column or ''}", d.sentence) for d in self.case.doubts)

    @property
    def escalations(self) -> tuple[Choice, ...]:
        """Those that nobody has acknowledged."""
        return tuple(
            Choice(f"{clock.clock}|{rung.level}", f"{clock.label}: {rung.action_label}")
            for clock in self.clocks
            for rung in clock.rungs
            if rung.acknowledged_at is None
        )


def said(event: EventLine, field: str) -> str:
    """What an event says of one field in clear; empty where nothing."""
    return next(_said(event, field), "")


def _said(event: EventLine, field: str) -> Iterator[str]:
    return (detail.value for detail in event.details if detail.field == field)


def _step(event: EventLine) -> str:
    what = next((detail.value for detail in event.details if detail.field != "disposition_id"), "")
    return f"{event.title}: {what}" if what else event.title
