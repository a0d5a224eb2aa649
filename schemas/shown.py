"""What is read to one who may: who a reporter is, and what an OPD is asked.

None of it is ever printed by a `repr`, so that no log and no traceback shows a person.
"""

import datetime as dt

import msgspec

from schemas.plaintexts import Identity


class IdentityShown(Identity, frozen=True, kw_only=True):
    """Who the reporter is, for the one who opened it."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class MessageShown(msgspec.Struct, frozen=True, kw_only=True):
    """What the reporter said further, and on which day."""

    on: dt.date | None
    text: str

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class AttachmentShown(msgspec.Struct, frozen=True, kw_only=True):
    """A file of the complaint, read part by part; the name it came with may name its sender."""

    attachment_id: str
    media_type: str
    size: int
    digest: str
    parts: int
    caption: str | None = None

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class FileShown(msgspec.Struct, frozen=True, kw_only=True):
    """One part of a file, of so many."""

    attachment_id: str
    index: int
    count: int
    data: bytes

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class ContentShown(msgspec.Struct, frozen=True, kw_only=True):
    """The complaint in the reporter's words, as it was put right.

    Attributes:
        messages_left_out: How many of the later messages one answer had no room for.
    """

    text: str
    subject: str | None = None
    place: str | None = None
    permit_number: str | None = None
    messages: tuple[MessageShown, ...] = ()
    messages_left_out: int = 0
    attachments: tuple[AttachmentShown, ...] = ()

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class DispositionShown(msgspec.Struct, frozen=True, kw_only=True):
    """What an OPD is asked; it never holds who the reporter is.

    Attributes:
        what: `summary`, `content` or `attachment`: what is recorded as read.
        file: The part of a file that was asked for.
        summary: What it is about, in the words of the officer.
        content: Only with the grant `content`; null where it was erased.
        erased: Whether what was written before has been erased.
    """

    disposition_id: int
    what: str
    instruction: str | None = None
    summary: str | None = None
    content: ContentShown | None = None
    file: FileShown | None = None
    erased: bool = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
