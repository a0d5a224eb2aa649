"""What notices need to know of a complaint, folded from its whole history."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.commits import Recorded
from runtime.history import entries
from schemas.commit import Commit
from schemas.events import sla
from schemas.events.disposition import Annulled
from schemas.events.intake import MessageAdded, Received
from services.disposition.decider import DISPOSITION
from services.disposition.state import Known, State


@dataclass(frozen=True, slots=True)
class Running:
    """A clock: whose it is, and its last day as it stands."""

    disposition_id: int | None
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class Story:
    """One complaint.

    Attributes:
        state: As disposition knows it.
        received_by: The command that it was received by; the tracking code follows from it.
        clocks: By their names.
        heard: When the reporter last wrote, by channel.
        undone: The places of events that were annulled.
    """

    state: State
    received_by: str | None = None
    clocks: dict[str, Running] = field(default_factory=dict)
    heard: dict[str, dt.datetime] = field(default_factory=dict)
    undone: frozenset[tuple[int, int]] = frozenset()

    @property
    def known(self) -> Known:
        """How far it is settled."""
        return self.state.known

    @property
    def received(self) -> Received | None:
        """How it came; None where it was never received."""
        return self.state.known.case.received

    def live(self) -> Received | None:
        """How it came, of one that is to be told of: not erased, and entered by no mistake."""
        gone = self.known.erased or self.known.ending == "voided"
        return None if gone else self.received


def story_of(history: Sequence[Recorded[Commit]]) -> Story:
    """Fold a history."""
    commits = [recorded.commit for recorded in history]
    placed = [entry for commit in commits for entry in entries(commit)]
    story = Story(
        DISPOSITION.fold(placed),
        received_by=next((commit.command_id for commit in commits), None),
        undone=frozenset(
            (entry.event.target.version, entry.event.target.index)
            for entry in placed
            if isinstance(entry.event, Annulled)
        ),
    )
    for commit in commits:
        for event in commit.events:
            _turn(story.clocks, event)
            if isinstance(event, Received | MessageAdded) and commit.actor.kind != "impor":
                at = event.occurred.at if event.occurred else None
                heard = at or commit.recorded_at
                story.heard[event.channel] = max(heard, story.heard.get(event.channel, heard))
    return story


def _turn(clocks: dict[str, Running], event: object) -> None:
    match event:
        case sla.ClockStarted(clock=name, disposition_id=which, due_on=due_on):
            clocks[name] = Running(which, due_on)
        case (
            sla.ClockMoved(clock=name, due_on=due_on) | sla.ClockResumed(clock=name, due_on=due_on)
        ) if name in clocks:
            clocks[name] = Running(clocks[name].disposition_id, due_on)
        case _:
            pass
