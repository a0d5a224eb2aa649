"""What an office's own website says over HTTP, and what it is answered."""

import datetime as dt
from typing import Annotated

import msgspec
from msgspec import Meta

from schemas.base import Instant
from schemas.commands.base import Line, Text, Visibility
from schemas.commands.intake import IdentityGiven

TrackingCode = Annotated[str, Meta(min_length=1, max_length=40)]


class Lodgement(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A complaint.

    Attributes:
        text: What happened, in the reporter's own words.
        visibility: `anonim` goes without an identity.
        permit_number: The licence or application that it is about.
        reported_party: Whom it is about.
    """

    text: Text
    visibility: Visibility = "terbuka"
    identity: IdentityGiven = IdentityGiven()
    subject: Line | None = None
    place: Line | None = None
    permit_number: Line | None = None
    reported_party: Line | None = None


class Lodged(msgspec.Struct, frozen=True, kw_only=True):
    """It is kept.

    Attributes:
        tracking_code: Show it to the reporter and keep it nowhere: it opens the complaint.
        repeated: The same idempotency key had lodged it before.
    """

    office: str
    number: str
    tracking_code: str
    repeated: bool


class Asked(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which complaint; the code stands in the body, for addresses stand in logs."""

    tracking_code: TrackingCode


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """What happened, with what the office said to the reporter."""

    title: str
    on: dt.date | None
    at: Instant | None
    text: str | None


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """By when something is due."""

    label: str
    due_on: dt.date
    sentence: str


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """How far a complaint is, as its reporter may see it; no words of the complaint."""

    office: str
    number: str
    status: str
    status_label: str
    received_on: dt.date | None
    answered_on: dt.date | None
    closed_on: dt.date | None
    outcome_label: str | None
    erased: bool
    deadlines: tuple[Deadline, ...]
    steps: tuple[Step, ...]


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """Why not: a stable code, a sentence for people, and the fields it is about."""

    code: str
    sentence: str
    fields: tuple[str, ...] = ()
