"""Who has seen what of a complaint: for the office, for its reporter, for the list of a breach."""

import datetime as dt

import msgspec

from schemas.base import Instant, Position
from schemas.lines import ActionLine, ActorLine


class ReaderLine(msgspec.Struct, frozen=True, kw_only=True):
    """One reading that stands in the history.

    Attributes:
        what: `identity`, `summary` or `content`.
        actor_label: The officer's role and office, or the OPD; no person.
        purpose: Why an identity was opened, by the policy's code.
        disposition_id: By which disposition an OPD read.
    """

    version: int
    what: str
    what_label: str
    recorded_at: Instant
    actor: ActorLine
    actor_label: str
    purpose: str | None = None
    purpose_label: str | None = None
    disposition_id: int | None = None


class ReadersView(msgspec.Struct, frozen=True, kw_only=True, tag="readers", tag_field="type"):
    """Who opened the identity of a complaint, and which OPD read it."""

    pengaduan_id: str
    number: str
    readers: tuple[ReaderLine, ...]
    version: int
    position: Position


class TrackedDeadline(msgspec.Struct, frozen=True, kw_only=True):
    """A deadline as its reporter reads it; `clock` is its name with its round, `settle-2`."""

    clock: str
    label: str
    due_on: dt.date
    binds: str
    sentence: str


class TrackedReading(msgspec.Struct, frozen=True, kw_only=True):
    """Who has seen something of the reporter: a role or an OPD, never a person."""

    by: str
    what_label: str
    purpose_label: str | None
    at: Instant


class TrackedEvent(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, as its reporter is told it.

    Attributes:
        on: The day; null where nobody knows it.
        text: What the office said to the reporter.
    """

    title: str
    on: dt.date | None
    at: Instant | None
    text: str | None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class TrackView(msgspec.Struct, frozen=True, kw_only=True, tag="tracked", tag_field="type"):
    """What the holder of a tracking code may see: no names, no notes, no words among others.

    Attributes:
        office: The office's name.
        holder: Who works on it, null once it has ended.
        erased: Whether identity and content were erased.
        events: What happened, with what the office said to the reporter.
        actions: What the reporter may do with it, and why not now.
    """

    pengaduan_id: str
    version: int
    position: Position

    office: str
    number: str
    status: str
    status_label: str
    holder: str | None
    received_on: dt.date | None
    answered_on: dt.date | None
    closed_on: dt.date | None
    outcome_label: str | None
    deadlines: tuple[TrackedDeadline, ...]
    readings: tuple[TrackedReading, ...]
    erased: bool
    events: tuple[TrackedEvent, ...]
    actions: tuple[ActionLine, ...]


class BreachLine(msgspec.Struct, frozen=True, kw_only=True):
    """One complaint whose data an account could have read.

    Attributes:
        could: Which of `summary` and `content`, with its files, lay open to it in that time.
        did: Which of `identity`, `summary`, `content` and `attachment` it did read then.
        times: How many of its readings are recorded in that time.
        erased: Whether it has been erased since.
    """

    pengaduan_id: str
    number: str
    could: tuple[str, ...]
    did: tuple[str, ...]
    times: int
    first_at: Instant | None
    last_at: Instant | None
    erased: bool


class BreachList(msgspec.Struct, frozen=True, kw_only=True, tag="breach", tag_field="type"):
    """A page of them, by number, and how many there are in all.

    Attributes:
        did: How many of all were demonstrably read.
        position: Up to where the history was read.
    """

    account: str
    since: Instant
    until: Instant
    total: int
    did: int
    offset: int
    lines: tuple[BreachLine, ...]
    position: Position | None
