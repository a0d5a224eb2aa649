"""What the disposition service can be told to do."""

from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import END, Code, Command, Id, Line, Text, Version

DispositionNumber: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1)]


class To(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A unit or an OPD by its policy code."""

    kind: Literal["unit", "opd"]
    code: Code


class At(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One event of the complaint."""

    version: Version
    index: Annotated[int, Meta(ge=0, le=10_000)]


class Dispose(Command, frozen=True, kw_only=True):
    """Send it to a unit or an OPD."""

    to: To
    role: Literal["utama", "pendamping"] = "utama"
    grant: Literal["summary", "content"] = "summary"
    instruction: Text | None = None
    summary: Text | None = None


class Accept(Command, frozen=True, kw_only=True):
    """Take the disposition up."""

    disposition_id: DispositionNumber


class Return(Command, frozen=True, kw_only=True):
    """Give the disposition back."""

    disposition_id: DispositionNumber
    reason: Code
    text: Text


class Recall(Command, frozen=True, kw_only=True):
    """Take the disposition back from its holder."""

    disposition_id: DispositionNumber
    text: Text


class Clarify(Command, frozen=True, kw_only=True):
    """Explain the matter for the office."""

    disposition_id: DispositionNumber
    text: Text


class ReadDisposition(Command, frozen=True, kw_only=True):
    """Read what one is asked, and the complaint itself where that is granted.

    Attributes:
        attachment_id: Read one part of this file instead, where the content is granted.
        part: Which part, from 0.
    """

    disposition_id: DispositionNumber
    attachment_id: Id | None = None
    part: Annotated[int, Meta(ge=0, le=1000)] = 0


class Answer(Command, frozen=True, kw_only=True):
    """Tell the reporter the result."""

    text: Text
    channel: Code | None = None
    examination: Text | None = None
    follow_up: Text | None = None


class Forward(Command, frozen=True, kw_only=True):
    """Pass it outside: to an agency of the policy, or to one named in words."""

    agency: Code | None = None
    agency_name: Line | None = None
    text: Text


class Wait(Command, frozen=True, kw_only=True):
    """Say that the complaint waits on somebody else: the reporter, or an authority outside."""

    party: Literal["reporter", "outside"]
    reason: Code
    agency: Code | None = None
    text: Text | None = None


class Resume(Command, frozen=True, kw_only=True):
    """Say that nothing is waited for any more from that party."""

    party: Literal["reporter", "outside"]
    text: Text | None = None


class Confirm(Command, frozen=True, kw_only=True):
    """The reporter is satisfied."""

    text: Text | None = None


class Dispute(Command, frozen=True, kw_only=True):
    """The reporter is not satisfied."""

    text: Text


class RequestWithdrawal(Command, frozen=True, kw_only=True):
    """The reporter asks to take it back."""

    text: Text


class Withdraw(Command, frozen=True, kw_only=True):
    """Grant the withdrawal."""

    text: Text | None = None


class Close(Command, frozen=True, kw_only=True):
    """End it with a typed outcome and the reason."""

    outcome: Code
    text: Text


class Reopen(Command, frozen=True, kw_only=True):
    """Go on with it after it was closed."""

    reason: Code
    text: Text


class Link(Command, frozen=True, kw_only=True):
    """Name the complaint that this one repeats."""

    original: Id
    text: Text | None = None


class Unlink(Command, frozen=True, kw_only=True):
    """It repeats none after all."""

    text: Text


class AddNote(Command, frozen=True, kw_only=True):
    """Write a note for the office."""

    text: Text


class Correct(Command, frozen=True, kw_only=True):
    """Put one field of one event right; both values stay.

    `field` is a clear field (`channel`, `occurred.on`) or a sealed one
    (`identity.name`, `content.text`); old and new are given as text.
    """

    target: At
    field: Annotated[str, Meta(pattern="^[a-z_]+([.][a-z_]+)?" + END, max_length=64)]
    old: Text | None = None
    new: Text
    reason: Text


class Annul(Command, frozen=True, kw_only=True):
    """Undo the last event of its kind: it never happened."""

    target: At
    text: Text


DispositionCommand: TypeAlias = (
    Dispose
    | Accept
    | Return
    | Recall
    | Clarify
    | ReadDisposition
    | Answer
    | Forward
    | Wait
    | Resume
    | Confirm
    | Dispute
    | RequestWithdrawal
    | Withdraw
    | Close
    | Reopen
    | Link
    | Unlink
    | AddNote
    | Correct
    | Annul
)
