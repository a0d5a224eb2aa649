"""Sends what is due: an attempt is written down, made, and its outcome written down.

A process that dies in between leaves an attempt whose outcome nobody knows; what follows from
that depends on the channel (ADR 14), and is never the same message once more by chance.
"""

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import structlog

from engine.boxes import BoxTamperedError
from engine.errors import RefusedError
from engine.process import PASSING, each
from engine.store import EventStore
from engine.vault_errors import KeyMissingError
from policy.notices import NoticeSettings, fill
from runtime.clock import Clock
from runtime.topology import event_subject
from schemas.commit import Commit
from schemas.notices import NoticeQueued
from services.disposition.outbox.book import NoticeBook
from services.disposition.outbox.causes import obsolete
from services.disposition.outbox.orders import Begin, Drop, Never, Outcome, Report, Unknown
from services.disposition.outbox.reaching import Reporters
from services.disposition.outbox.rows import NoticeRows
from services.disposition.outbox.secrets import Senders
from services.disposition.outbox.senders.port import Letter, Sender
from services.disposition.outbox.state import Notice
from services.disposition.outbox.story import Story, story_of

LONGEST: Final = dt.timedelta(seconds=90)
"""How long one attempt may last."""
UNTIL: Final = dt.timedelta(seconds=150)
"""After that nobody is still at it."""
AT_ONCE: Final = 8
PAGE: Final = 200
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sending:
    """One office's sending.

    Attributes:
        store: Loads histories.
        ways: The senders by channel.
    """

    office: str
    name: str
    store: EventStore[Commit]
    book: NoticeBook
    rows: NoticeRows
    reporters: Reporters
    settings: NoticeSettings
    senders: Senders
    ways: Mapping[str, Sender]
    clock: Clock

    async def sweep(self, *, quiet: bool) -> int:
        """Do what is due, and answer how many notices were looked at."""
        due = await self.rows.due(self.clock.now(), PAGE, quiet=quiet)
        await each(due, self._in_order, AT_ONCE)
        return sum(map(len, due))

    async def _in_order(self, notice_ids: Sequence[str]) -> None:
        for notice_id in notice_ids:
            await self.deliver(notice_id)

    async def deliver(self, notice_id: str) -> None:
        """Do what is due about one notice; another copy may be at it too."""
        notice = await self.book.look(notice_id)
        if notice.queued is not None and notice.is_due(self.clock.now()):
            try:
                notice = await self._next(notice_id, notice, notice.queued)
            except RefusedError as error:
                # Another copy was faster; what it wrote comes by the stream.
                log.info("notice_overtaken", notice_id=notice_id, code=error.code)
                notice = await self.book.look(notice_id)
            except (KeyMissingError, BoxTamperedError):
                # It can never be sent; the others go on.
                log.exception("notice_unreadable", notice_id=notice_id)
                notice = await self.book.tell(notice_id, Drop("unreadable"))
        await self.rows.turn(notice_id, notice)

    async def _next(self, notice_id: str, notice: Notice, queued: NoticeQueued) -> Notice:
        now = self.clock.now()
        match notice.phase:
            case "under_way":
                lost = Report(notice.attempt, lost_by(notice.channel), now)
                return await self.book.tell(notice_id, lost)
            case _:
                return await self._send(notice_id, notice, queued, now)

    async def _send(
        self, notice_id: str, notice: Notice, queued: NoticeQueued, now: dt.datetime
    ) -> Notice:
        story = await self._story(queued)
        reason = await self._why_not(queued, story)
        letter = await self._letter(notice_id, notice, queued, story)
        if reason is not None or letter is None:
            return await self.book.tell(notice_id, Drop(reason or "erased"))
        begun = await self.book.tell(notice_id, Begin(now, now + UNTIL))
        outcome = await self._attempt(begun.channel, letter)
        log.info(
            "notice_tried",
            notice_id=notice_id,
            channel=begun.channel,
            attempt=begun.attempt,
            outcome=type(outcome).__name__,
            code=getattr(outcome, "code", None),
        )
        return await self._reported(notice_id, Report(begun.attempt, outcome, self.clock.now()))

    async def _attempt(self, channel: str, letter: Letter) -> Outcome:
        sender = self.ways.get(channel)
        if sender is None:
            return Never("not_configured")
        if not letter.to:
            return Never("no_address")
        try:
            async with asyncio.timeout(LONGEST.total_seconds()):
                return await sender.send(letter)
        except TimeoutError:
            return lost_by(channel)

    async def _reported(self, notice_id: str, report: Report) -> Notice:
        """Write the outcome down, and do not let a short outage make it an unknown one."""
        pause = 0.1
        while True:
            try:
                return await self.book.tell(notice_id, report)
            except PASSING as error:
                log.warning("outcome_waits", notice_id=notice_id, code=error.code)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)

    async def _story(self, queued: NoticeQueued) -> Story | None:
        if queued.pengaduan_id is None:
            return None
        return story_of(await self.store.load(event_subject(self.office, queued.pengaduan_id)))

    async def _why_not(self, queued: NoticeQueued, story: Story | None) -> str | None:
        if story is None or queued.pengaduan_id is None:
            return None
        reason = obsolete(queued.topic, queued.disposition_id, story)
        if reason is None and queued.to.kind == "reporter":
            wanted = await self.book.wishes(queued.pengaduan_id)
            return None if wanted else "opted_out"
        return reason

    async def _letter(
        self, notice_id: str, notice: Notice, queued: NoticeQueued, story: Story | None
    ) -> Letter | None:
        now, values = self.clock.now(), dict(queued.values)
        if queued.to.kind == "reporter":
            words = await self.reporters.words(queued)
            if words is None:
                return None
            return Letter(
                notice_id=notice_id,
                topic=queued.topic,
                to=self._reporters_address(notice.channel, words.phone, words.email, words.account),
                subject=words.subject,
                text=words.text,
                code=words.code,
                now=now,
                heard_at=self._heard_at(story),
            )
        template = self.settings.template(queued.topic)
        filled = values | {"kantor": self.name}
        return Letter(
            notice_id=notice_id,
            topic=queued.topic,
            to=self._officials_address(notice.channel, queued),
            subject=fill(template.subject, filled) if template else "",
            text=fill(template.text, filled) if template else "",
            now=now,
            values=_told(queued, values),
        )

    def _reporters_address(
        self, channel: str, phone: str | None, email: str | None, account: str | None
    ) -> str:
        ways = {"email": email, "sms": phone, "whatsapp": phone or account}
        return ways.get(channel) or ""

    def _officials_address(self, channel: str, queued: NoticeQueued) -> str:
        code = queued.to.code or ""
        if channel == "webhook":
            return code
        if queued.to.kind == "opd":
            opd = self.senders.opd.get(code)
            return (opd.email if opd else None) or ""
        return self.senders.roles.get(code, "")

    def _heard_at(self, story: Story | None) -> dt.datetime | None:
        """When the reporter last wrote by WhatsApp: only that opens its window."""
        heard = story.heard if story else {}
        by_whatsapp = [
            at for channel, at in heard.items() if self.settings.first.get(channel) == "whatsapp"
        ]
        return max(by_whatsapp, default=None)


def lost_by(channel: str) -> Unknown:
    """What it means for a channel that nobody knows an attempt's outcome."""
    return Unknown("outcome_lost", again=channel == "webhook")


def _told(queued: NoticeQueued, values: dict[str, str]) -> dict[str, str]:
    """What an OPD's own system is told: ids, codes and dates by English names."""
    told = {
        "pengaduan_id": queued.pengaduan_id,
        "number": values.get("nomor"),
        "disposition_id": str(queued.disposition_id) if queued.disposition_id else None,
        "due_on": values.get("batas"),
    }
    return {name: value for name, value in told.items() if value}
