"""What is answered about the office's notices: no address, and no word but to who prints it."""

from typing import TypeAlias

import msgspec

from schemas.answers import Refused
from schemas.base import Instant


class NoticeLine(msgspec.Struct, frozen=True, kw_only=True):
    """One notice as it stands.

    Attributes:
        to: `reporter`, `opd` or `role`, with `code` the OPD's or the role's.
        state: `waiting`, `under_way`, `sent`, `handed_over`, `printed`, `dropped`.
        delivered: The provider's last receipt.
        reason: Why it is with a person, or was given up.
    """

    notice_id: str
    queued_at: Instant | None
    topic: str
    to: str
    code: str | None
    pengaduan_id: str | None
    number: str | None
    state: str
    channel: str
    attempts: int
    next_at: Instant | None
    delivered: str | None
    reason: str | None


class NoticePage(msgspec.Struct, frozen=True, kw_only=True, tag="notices", tag_field="type"):
    """Some of the office's notices.

    Attributes:
        outbox: `on`, `off` (no senders are set up) or `refused` (a file of it is wrong).
        problem: What is wrong with the file.
        counts: How many there are by state.
    """

    outbox: str
    problem: str | None
    counts: dict[str, int]
    lines: tuple[NoticeLine, ...]


class NoticeStep(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that happened to a notice; `said` are its codes."""

    at: Instant
    what: str
    said: dict[str, str]
    by: str


class NoticeShown(msgspec.Struct, frozen=True, kw_only=True, tag="notice", tag_field="type"):
    """One notice and its history."""

    notice_id: str
    topic: str
    to: str
    code: str | None
    pengaduan_id: str | None
    number: str | None
    state: str
    template: str
    template_version: int
    channels: tuple[str, ...]
    steps: tuple[NoticeStep, ...]


class NoticePaper(msgspec.Struct, frozen=True, kw_only=True, tag="notice_paper", tag_field="type"):
    """The text of a notice, for the person who carries it."""

    notice_id: str
    number: str | None
    subject: str
    text: str


class NoticeDone(msgspec.Struct, frozen=True, kw_only=True, tag="notice_done", tag_field="type"):
    """How a notice stands after what was ordered."""

    notice_id: str
    state: str


class WishNoted(msgspec.Struct, frozen=True, kw_only=True, tag="wish_noted", tag_field="type"):
    """Whether a complaint's reporter is told from now on."""

    pengaduan_id: str
    wanted: bool


OutboxAnswer: TypeAlias = NoticePage | NoticeShown | NoticePaper | NoticeDone | WishNoted | Refused
