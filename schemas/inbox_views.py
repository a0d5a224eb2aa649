"""What is answered about messages that reached the office by themselves."""

from typing import TypeAlias

import msgspec

from schemas.answers import Refused
from schemas.base import Instant, Position


class RawUploaded(msgspec.Struct, frozen=True, kw_only=True, tag="raw_uploaded", tag_field="type"):
    """The part is there."""

    upload_id: str
    index: int


class KeptLine(msgspec.Struct, frozen=True, kw_only=True):
    """One message; not `new` where it was kept before."""

    message_id: str
    new: bool


class MessagesKept(
    msgspec.Struct, frozen=True, kw_only=True, tag="messages_kept", tag_field="type"
):
    """They are stored for good: whoever delivered them may be told so."""

    messages: tuple[KeptLine, ...]


class InboxLine(msgspec.Struct, frozen=True, kw_only=True):
    """One message as the list shows it, without a word of it.

    Attributes:
        state: `kept`, `filed`, `waiting` or `dismissed`.
        code: Why it waits, with `sentence` for people.
        suggestion: The complaint that it may belong to.
        pengaduan_id: The complaint that it became a part of.
    """

    message_id: str
    adapter: str
    account: str
    channel: str
    kept_at: Instant
    state: str
    code: str | None = None
    sentence: str | None = None
    suggestion: str | None = None
    pengaduan_id: str | None = None


class InboxShown(msgspec.Struct, frozen=True, kw_only=True, tag="inbox", tag_field="type"):
    """The list, the oldest first."""

    lines: tuple[InboxLine, ...]
    waiting: int


class FileLine(msgspec.Struct, frozen=True, kw_only=True):
    """A file that came with a message."""

    name: str
    media_type: str
    size: int | None


class RawShown(msgspec.Struct, frozen=True, kw_only=True, tag="raw", tag_field="type"):
    """One message, opened.

    Attributes:
        raw: Its bytes as text, what is no text replaced; the beginning of a long one.
    """

    line: InboxLine
    sender: str | None
    name: str | None
    occurred_at: Instant | None
    subject: str | None
    text: str | None
    files: tuple[FileLine, ...]
    raw: str


class InboxDone(msgspec.Struct, frozen=True, kw_only=True, tag="inbox_done", tag_field="type"):
    """It is written.

    Attributes:
        position: Where a view must be to show the complaint that it became a part of.
    """

    line: InboxLine
    position: Position | None = None


InboxAnswer: TypeAlias = RawUploaded | MessagesKept | InboxShown | RawShown | InboxDone | Refused
