"""What has to be told of a commit, and to whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from policy.model import OfficePolicy
from runtime.ids import derived_id
from runtime.indonesian import written
from schemas.commit import Commit
from schemas.events import PengaduanEvent, disposition, intake, sla
from schemas.notices import Recipient
from services.disposition.outbox.story import Story

REPORTER: Final = Recipient(kind="reporter")
TOPICS: Final[dict[type[PengaduanEvent], str]] = {
    intake.Received: "received",
    intake.Verified: "verified",
    intake.CompletionRequested: "asked",
    disposition.Answered: "answered",
    disposition.Closed: "closed",
    disposition.Withdrawn: "closed",
    intake.Rejected: "closed",
}
"""What a reporter is told of."""
TELLING: Final = (
    *TOPICS,
    disposition.Disposed,
    sla.Warned,
    sla.Escalated,
    intake.MessageAdded,
)


@dataclass(frozen=True, slots=True)
class Cause:
    """One thing to tell one recipient.

    Attributes:
        notice_id: Follows from the event and the recipient, so that twice is once.
        values: Codes, dates and numbers for the text.
    """

    notice_id: str
    topic: str
    to: Recipient
    values: dict[str, str]
    disposition_id: int | None = None


def causes(commit: Commit, story: Story, policy: OfficePolicy) -> list[Cause]:
    """What is to be told of one commit; of several things for a reporter the last.

    What was annulled since, or is about a disposition that is over by now, is not told.
    """
    received = story.live()
    if received is None:
        return []
    found = [
        cause
        for index, event in enumerate(commit.events)
        if (commit.version, index) not in story.undone
        for cause in _of(event, f"{commit.id}/{index}", story, policy, received)
    ]
    last = [cause for cause in found if cause.to == REPORTER][-1:]
    return [*(cause for cause in found if cause.to != REPORTER), *last]


def _of(
    event: PengaduanEvent, at: str, story: Story, policy: OfficePolicy, received: intake.Received
) -> Iterator[Cause]:
    values = {"nomor": received.number}
    topic = TOPICS.get(type(event))
    # The reporter of an imported row was told in its own time, or has no tracking code.
    if topic is not None and received.source is None:
        yield _cause(at, topic, REPORTER, values)
    match event:
        case disposition.Disposed(disposition_id=which):
            yield from _to_opd(at, story, policy, topic="disposed", which=which, values=values)
        case sla.Warned(clock=name, percent=percent) if name in story.clocks:
            running = story.clocks[name]
            values |= {"persen": str(percent), "tenggat": written(running.due_on)}
            values["batas"] = running.due_on.isoformat()
            which = running.disposition_id or 0
            yield from _to_opd(at, story, policy, topic="reminder", which=which, values=values)
        case sla.Escalated(clock=name, level=level, to=role, action=action):
            labels = {term.code: term.label for term in policy.actions}
            values |= {"jam": name, "tingkat": str(level), "tindakan": labels.get(action, action)}
            yield _cause(at, "escalated", Recipient(kind="role", code=role), values)
        case _:
            pass


def _to_opd(
    at: str,
    story: Story,
    policy: OfficePolicy,
    *,
    topic: str,
    which: int,
    values: dict[str, str],
) -> Iterator[Cause]:
    held = story.known.disposition(which)
    if held is None or not held.is_open or held.to.kind != "opd":
        return
    labels = {term.code: term.label for term in policy.opds}
    values |= {"disposisi": str(which), "opd": labels.get(held.to.code, held.to.code)}
    yield _cause(at, topic, Recipient(kind="opd", code=held.to.code), values, which)


def _cause(
    at: str, topic: str, to: Recipient, values: dict[str, str], which: int | None = None
) -> Cause:
    notice_id = derived_id("notice", at, to.kind, to.code or "", topic)
    return Cause(notice_id, topic, to, values, which)


def obsolete(topic: str, which: int | None, story: Story) -> str | None:
    """Why what was queued need not be told any more; None where it must."""
    if story.known.erased:
        return "erased"
    if story.live() is None:
        return "voided"
    held = None if which is None else story.known.disposition(which)
    over = held is not None and not held.is_open
    return "not_needed" if over and topic in {"disposed", "reminder"} else None
