"""What is said about messages that reach the office by themselves: by WhatsApp, SMS, e-mail.

Each may be said again: a message is known by its channel and the name its sender's system gave
it, so that keeping it twice is once.
"""

from typing import Annotated, Final, TypeAlias

import msgspec
from msgspec import Meta

from schemas.base import Instant, keep_in_utc
from schemas.commands.base import Claim, Code, Digest, Id, Line, Text

PART_SIZE: Final = 120_000
"""Bytes of a message in one order: well below the payload limit when written as base64."""
MOST_PARTS: Final = 250

Account: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{1,64}$(?!\n)")]
SourceId: TypeAlias = Annotated[str, Meta(min_length=1, max_length=1_000)]
Header: TypeAlias = tuple[Code, Annotated[str, Meta(max_length=1_000)]]


class InboxOrder(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """An order about the office's inbox."""

    by: Claim | None = None


class UploadRaw(InboxOrder, frozen=True, kw_only=True):
    """One part of a message too large for one order, from index 0; kept only by `KeepMessage`."""

    upload_id: Id
    index: Annotated[int, Meta(ge=0, lt=MOST_PARTS)]
    data: Annotated[bytes, Meta(min_length=1, max_length=PART_SIZE)]


class Uploaded(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message that was uploaded: the SHA-256 of all its parts together."""

    upload_id: Id
    digest: Digest


class KeepMessage(InboxOrder, frozen=True, kw_only=True):
    """Keep a message as it came, before anybody reads it.

    Attributes:
        adapter: Which parser reads it: `whatsapp`, `sms`, `gammu`, `email` …
        account: Which of the office's own numbers or mailboxes it reached.
        channel: The channel's code in the office's policy.
        source: Its name at the sender's system; found by the adapter where it is left out.
        body: The message; empty where it was uploaded in parts.
        headers: What came beside it and is needed to read it.
        occurred_at: When it reached the office, where another moment than now.
    """

    adapter: Code
    account: Account
    channel: Code
    source: SourceId | None = None
    content_type: Line = "application/octet-stream"
    headers: Annotated[tuple[Header, ...], Meta(max_length=20)] = ()
    body: Annotated[bytes, Meta(max_length=PART_SIZE)] = b""
    uploaded: Uploaded | None = None
    occurred_at: Instant | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self, "occurred_at")


class ListWaiting(InboxOrder, frozen=True, kw_only=True):
    """Show the messages that wait for a person; with `every` those that were filed too."""

    every: bool = False
    limit: Annotated[int, Meta(ge=1, le=500)] = 100


class ShowRaw(InboxOrder, frozen=True, kw_only=True):
    """Read one message; that it was read is written down."""

    message_id: Id


class FileMessage(InboxOrder, frozen=True, kw_only=True):
    """Make a waiting message a message of a complaint, or a complaint of its own.

    Attributes:
        pengaduan_id: The complaint; a new one where it is left out.
    """

    message_id: Id
    pengaduan_id: Id | None = None


class DismissMessage(InboxOrder, frozen=True, kw_only=True):
    """Say that a waiting message is none of the office's matters.

    Attributes:
        erase: Destroy its key too, so that nobody can read it any more.
    """

    message_id: Id
    text: Text
    erase: bool = False


InboxCommand: TypeAlias = (
    UploadRaw | KeepMessage | ListWaiting | ShowRaw | FileMessage | DismissMessage
)
