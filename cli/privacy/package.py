"""What an office knows of a person, as it is handed to that person."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

import msgspec

from schemas.base import Instant
from schemas.lines import ActorLine
from schemas.shown import IdentityShown
from schemas.views import Detail, EventLine, HistoryView

OPENED: Final = "IdentityOpened"
# They name complaints, and perhaps people, of others.
_OF_OTHERS: Final = frozenset({"original"})


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is recorded, with its label."""

    label: str
    value: str


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, when, who did it by office and role, and what was written.

    Attributes:
        undone: Whether it was taken back later.
    """

    title: str
    occurred_on: dt.date | None
    recorded_at: Instant
    by: str
    details: tuple[Said, ...]
    words: tuple[Said, ...]
    undone: bool


class Opening(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody read who the person is."""

    recorded_at: Instant
    by: str
    purpose: str


class Complaint(msgspec.Struct, frozen=True, kw_only=True):
    """One complaint of the person.

    Attributes:
        identity: What was given, by label; null where it was erased or never given.
    """

    number: str
    received_on: dt.date | None
    channel: str
    visibility: str
    status: str
    closed_on: dt.date | None
    outcome: str | None
    identity: tuple[Said, ...] | None
    steps: tuple[Step, ...]
    openings: tuple[Opening, ...]

    def __repr__(self) -> str:
        # No traceback shows what is in it.
        return f"Complaint(number={self.number!r})"


class Package(msgspec.Struct, frozen=True, kw_only=True):
    """All that an office keeps of a person."""

    v: int = 1
    office: str
    office_name: str
    made_at: Instant
    complaints: tuple[Complaint, ...]


def complaint_of(
    view: HistoryView, identity: tuple[Said, ...] | None, own: Collection[str]
) -> Complaint:
    """One complaint as the person may see it.

    Args:
        view: Its history.
        identity: Who the person is.
        own: The ids of the person's complaints; those of others are left out.
    """
    case = view.case
    return Complaint(
        number=case.number,
        received_on=case.received_on,
        channel=case.channel_label,
        visibility=case.visibility,
        status=case.status_label,
        closed_on=case.closed_on,
        outcome=case.outcome_label,
        identity=identity,
        steps=tuple(_step(line, own) for line in view.events),
        openings=tuple(_opening(line) for line in view.events if line.type == OPENED),
    )


def identity_of(shown: IdentityShown, labels: dict[str, str]) -> tuple[Said, ...]:
    """What was given, field by field."""
    given = msgspec.structs.asdict(shown)
    return tuple(
        Said(label=labels.get(name, name), value=value) for name, value in given.items() if value
    )


def _step(line: EventLine, own: Collection[str]) -> Step:
    return Step(
        title=line.title,
        occurred_on=line.occurred_on,
        recorded_at=line.recorded_at,
        by=_by(line.actor),
        details=_said(d for d in line.details if d.field not in _OF_OTHERS or d.value in own),
        words=_said(line.words),
        undone=line.annulled_by is not None,
    )


def _opening(line: EventLine) -> Opening:
    purpose = next((each.value for each in line.details if each.field == "purpose"), "")
    return Opening(recorded_at=line.recorded_at, by=_by(line.actor), purpose=purpose)


def _said(details: Iterable[Detail]) -> tuple[Said, ...]:
    return tuple(Said(label=each.label, value=each.value) for each in details)


def _by(actor: ActorLine) -> str:
    """The office's people by their role alone; an OPD by its code, for it is no person."""
    if actor.kind == "opd":
        return f"{actor.label} {actor.id}"
    return f"{actor.label} ({actor.role})" if actor.role else actor.label
