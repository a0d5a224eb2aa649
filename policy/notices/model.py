"""The shape of an office's file of notices."""

import datetime as dt
from typing import Annotated, Final, Literal, TypeAlias, get_args

import msgspec
from msgspec import Meta

from policy.week import Block, Weekday, minutes_of

Topic: TypeAlias = Literal[
    "received",
    "verified",
    "asked",
    "answered",
    "closed",
    "disposed",
    "reminder",
    "escalated",
    "weekly",
]
Way: TypeAlias = Literal["whatsapp", "sms", "email"]
Code: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_]{0,63}$")]
TOPICS: Final[tuple[Topic, ...]] = get_args(Topic)
REPORTERS: Final[tuple[Topic, ...]] = ("received", "verified", "asked", "answered", "closed")

_OF_CASE: Final = frozenset({"kantor", "nomor"})
PLACES: Final[dict[Topic, frozenset[str]]] = {
    **dict.fromkeys(REPORTERS, frozenset({"kantor", "kode"})),
    "disposed": _OF_CASE | {"opd", "disposisi"},
    "reminder": _OF_CASE | {"opd", "disposisi", "persen", "tenggat"},
    "escalated": _OF_CASE | {"jam", "tingkat", "tindakan"},
    "weekly": frozenset(
        {"kantor", "minggu", "diterima", "selesai", "terbuka", "terlambat", "daftar"}
    ),
}
"""What may stand in braces: nothing of what was said, and of a reporter nothing but the code."""


class Template(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One text; a changed one has a new version."""

    topic: Topic
    id: Code
    version: Annotated[int, Meta(ge=1, le=1000)]
    subject: Annotated[str, Meta(min_length=1, max_length=120)]
    text: Annotated[str, Meta(min_length=1, max_length=2000)]


class Weekly(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the page of the week goes out, and to which role."""

    day: Weekday
    at: Annotated[str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
    to: Code


class NoticeSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An office's file of notices.

    Attributes:
        templates: One for each topic; what has none is not told.
        quiet: When nobody is disturbed, in the office's zone; it may go past midnight.
        first: The way that matches a channel's code; tried before the others.
        otherwise: The ways to tell a reporter, in their order.
        letters: What becomes a letter to print where there is no other way.
        stop: What a reporter answers to hear no more, and `again` to hear again.
        stale_hours: How old a cause may be and still be told.
        weekly: The page of the week; null for none.
    """

    templates: tuple[Template, ...]
    quiet: tuple[Block, ...] = ()
    first: dict[str, Way] = {}
    otherwise: tuple[Way, ...] = ("whatsapp", "sms", "email")
    letters: tuple[Topic, ...] = ()
    stop: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    stale_hours: Annotated[int, Meta(ge=1, le=24 * 30)] = 72
    weekly: Weekly | None = None

    def template(self, topic: str) -> Template | None:
        """The text for a topic; None where it is not told."""
        return next((one for one in self.templates if one.topic == topic), None)

    def ways(self, channel: str) -> tuple[Way, ...]:
        """The ways to a reporter who came by that channel, the nearest first."""
        nearest = self.first.get(channel)
        return tuple(dict.fromkeys((*((nearest,) if nearest else ()), *self.otherwise)))

    def is_quiet(self, local: dt.datetime) -> bool:
        """Whether nobody is to be disturbed at a moment of the office's day."""
        minute = local.hour * 60 + local.minute
        return any(_holds(block, minute) for block in self.quiet)


def _holds(block: str, minute: int) -> bool:
    first, last = minutes_of(block)
    if first <= last:
        return first <= minute < last
    return minute >= first or minute < last
