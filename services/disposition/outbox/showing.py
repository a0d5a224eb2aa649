"""Notices as those of the office see them: codes and moments, no address and no words."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from schemas.commands.outbox import NoticeState
from schemas.notices import NoticeCommit, NoticeQueued
from schemas.outbox_views import NoticeLine, NoticeStep
from services.disposition.outbox.rows import OPEN, Line

PHASES: Final[dict[NoticeState, tuple[str, ...]]] = {
    "open": OPEN,
    "person": ("handed_over",),
    "sent": ("sent", "printed"),
    "dropped": ("dropped",),
}
HIDDEN: Final = frozenset({"sealed", "values", "to", "channels"})


def phases_of(state: NoticeState | None) -> tuple[str, ...]:
    """Which phases are meant; none stands for all."""
    return () if state is None else PHASES[state]


def line_of(line: Line) -> NoticeLine:
    """A row as it is answered."""
    return NoticeLine(
        notice_id=line.notice_id,
        queued_at=line.queued_at,
        topic=line.topic,
        to=line.kind,
        code=line.code,
        pengaduan_id=line.pengaduan_id,
        number=line.number,
        state=line.phase,
        channel=line.channel,
        attempts=line.attempt,
        next_at=line.next_at,
        delivered=line.delivered,
        reason=line.reason,
    )


def steps_of(history: Sequence[NoticeCommit]) -> Iterator[NoticeStep]:
    """All that happened to a notice, one step an event."""
    for commit in history:
        for event in commit.events:
            said = {
                name: str(value)
                for name, value in msgspec.structs.asdict(event).items()
                if name not in HIDDEN and value is not None
            }
            if isinstance(event, NoticeQueued):
                said["channels"] = ", ".join(event.channels)
            what = type(event).__name__
            yield NoticeStep(at=commit.recorded_at, what=what, said=said, by=commit.actor.id)
