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

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"


class DispositionShown(msgspec.Struct, frozen=True, kw_only=True):
    """What an OPD is asked; it never holds who the reporter is.

    Attributes:
        what: `summary` or `content`: what was granted, and is recorded as read.
        summary: What it is about, in the words of the officer.
        content: Only with the grant `content`; null where it was erased.
        erased: Whether what was written before has been erased.
    """

    disposition_id: int
    what: str
    instruction: str | None = None
    summary: str | None = None
    content: ContentShown | None = None
    erased: bool = False

    def __repr__(self) -> str:
        return f"{type(self).__name__}(...)"
