"""One notice: how far it is on its way."""

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from engine.decider import Entry
from schemas import notices as n

Phase: TypeAlias = Literal[
    "none", "waiting", "under_way", "sent", "handed_over", "printed", "dropped"
]
LETTER: Final = "letter"
"""The channel that a person carries."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What is known of a notice.

    Attributes:
        queued: What it is; None where there is none.
        phase: `waiting` for its turn, `under_way`, `sent`, with a person (`handed_over`,
            `printed`), or given up (`dropped`).
        channel: The channel that it is tried by, or went by.
        attempt: How often it was tried at all.
        tries: The same by this channel.
        next_at: When it is looked at next; None: at once.
        receipt: The SHA-256 of the provider's id.
        delivered: The provider's last receipt.
        reason: Why it is with a person, or was given up.
    """

    queued: n.NoticeQueued | None = None
    phase: Phase = "none"
    channel: str = ""
    attempt: int = 0
    tries: int = 0
    next_at: dt.datetime | None = None
    receipt: str | None = None
    delivered: str | None = None
    reason: str | None = None

    def channel_after(self, channel: str) -> str | None:
        """The next way to try; None where that was the last."""
        ways = self.queued.channels if self.queued else ()
        later = ways[ways.index(channel) + 1 :] if channel in ways else ()
        return later[0] if later else None

    def is_due(self, now: dt.datetime) -> bool:
        """Whether there is something to do about it by now."""
        if self.phase not in {"waiting", "under_way"}:
            return False
        return self.next_at is None or self.next_at <= now


def evolve(notice: Notice, entry: Entry[n.NoticeEvent]) -> Notice:
    """Take in one event."""
    match entry.event:
        case n.NoticeQueued(channels=channels) as queued:
            return Notice(queued=queued, phase="waiting", channel=channels[0])
        case n.NoticeAttempted(attempt=attempt, channel=channel, until=until):
            return replace(
                notice,
                phase="under_way",
                channel=channel,
                attempt=attempt,
                tries=notice.tries + 1,
                next_at=until,
            )
        case n.NoticeFailed(channel=channel, next_channel=following, next_at=next_at):
            tries = notice.tries if following == channel else 0
            return replace(notice, phase="waiting", channel=following, tries=tries, next_at=next_at)
        case n.NoticeRetried(channel=channel):
            return replace(
                notice, phase="waiting", channel=channel, tries=0, next_at=None, reason=None
            )
        case _:
            return _ended(notice, entry.event)


def _ended(notice: Notice, event: n.NoticeEvent) -> Notice:
    match event:
        case n.NoticeSent(channel=channel, receipt=receipt):
            return replace(
                notice, phase="sent", channel=channel, next_at=None, receipt=receipt, reason=None
            )
        case n.NoticeDelivered(status=status):
            return replace(notice, delivered=status)
        case n.NoticeHandedOver(reason=reason):
            return replace(notice, phase="handed_over", next_at=None, reason=reason)
        case n.NoticeDropped(reason=reason):
            return replace(notice, phase="dropped", next_at=None, reason=reason)
        case n.NoticePrinted():
            return replace(notice, phase="printed", next_at=None)
        case _:
            return notice
