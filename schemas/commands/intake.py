"""What the intake service can be told to do."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import (
    Code,
    Command,
    Digest,
    Id,
    Line,
    Severity,
    Text,
    Visibility,
)


class IdentityGiven(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who the reporter says to be; which fields are needed is policy."""

    name: Line | None = None
    nik: Line | None = None
    address: Text | None = None
    phone: Line | None = None
    email: Line | None = None
    occupation: Line | None = None
    company: Line | None = None
    nib: Line | None = None
    account: Line | None = None


class Receive(Command, frozen=True, kw_only=True):
    """Take in a complaint of any channel."""

    channel: Code
    text: Text
    visibility: Visibility = "terbuka"
    identity: IdentityGiven = IdentityGiven()
    subject: Line | None = None
    place: Line | None = None
    permit_number: Line | None = None
    reported_party: Line | None = None


class AddMessage(Command, frozen=True, kw_only=True):
    """Add what the reporter says further."""

    channel: Code
    text: Text


class AddAttachment(Command, frozen=True, kw_only=True):
    """Attach a file whose parts were uploaded; size and SHA-256 are those of the upload."""

    attachment_id: Id
    digest: Digest
    size: Annotated[int, Meta(ge=0, le=2**40)]
    file: Line
    caption: Text | None = None


class RequestCompletion(Command, frozen=True, kw_only=True):
    """Ask the reporter for what is missing."""

    missing: Annotated[tuple[Code, ...], Meta(min_length=1, max_length=20)]
    text: Text | None = None


class Complete(Command, frozen=True, kw_only=True):
    """Record what the reporter gave."""

    text: Text | None = None
    identity: IdentityGiven | None = None


class Verify(Command, frozen=True, kw_only=True):
    """Find the data in order and the matter the office's own."""

    documents: Annotated[tuple[Code, ...], Meta(max_length=50)] = ()
    text: Text | None = None


class Reject(Command, frozen=True, kw_only=True):
    """Find that it cannot be taken up."""

    reason: Code
    text: Text


class Classify(Command, frozen=True, kw_only=True):
    """Say what it is."""

    severity: Severity | None = None
    kind: Code | None = None
    category: Code | None = None
    sector: Code | None = None
    permit_type: Code | None = None
    text: Text | None = None


class Void(Command, frozen=True, kw_only=True):
    """Take an entry made by mistake out of the counts."""

    text: Text


class SettleDoubt(Command, frozen=True, kw_only=True):
    """Decide a doubt of an imported row."""

    doubt: Code
    column: Code | None = None
    decision: Literal["accepted", "corrected"]
    text: Text


class OpenIdentity(Command, frozen=True, kw_only=True):
    """Read who the reporter is, for a stated purpose."""

    purpose: Code
    text: Text | None = None


class EraseIdentity(Command, frozen=True, kw_only=True):
    """Destroy the keys of who the reporter is and what was said."""

    basis: Code
    text: Text | None = None


IntakeCommand: TypeAlias = (
    Receive
    | AddMessage
    | AddAttachment
    | RequestCompletion
    | Complete
    | Verify
    | Reject
    | Classify
    | Void
    | SettleDoubt
    | OpenIdentity
    | EraseIdentity
)
