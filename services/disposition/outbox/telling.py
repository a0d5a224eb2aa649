"""Follows the histories of complaints and queues what has to be told."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.boxes import BoxTamperedError
from engine.commits import Recorded
from engine.store import EventStore
from engine.vault_errors import KeyMissingError
from policy.model import OfficePolicy
from policy.notices import NoticeSettings, Template
from runtime.clock import Clock
from schemas.base import NOTHING_SEALED, Sealed
from schemas.commit import Commit
from schemas.notices import NoticeQueued
from services.disposition.outbox.book import NoticeBook
from services.disposition.outbox.causes import TELLING, Cause, causes
from services.disposition.outbox.orders import Queue
from services.disposition.outbox.reaching import Reporters
from services.disposition.outbox.secrets import Senders
from services.disposition.outbox.story import Story, story_of
from services.disposition.outbox.weekly import Counted
from services.disposition.outbox.wishing import Wishing

NAME: Final = "outbox_telling"
log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Telling:
    """One office's process from what happened to what is to be told.

    Attributes:
        store: Loads histories.
        counted: Keeps what the page of the week counts.
    """

    store: EventStore[Commit]
    book: NoticeBook
    reporters: Reporters
    policy: OfficePolicy
    settings: NoticeSettings
    senders: Senders
    wishing: Wishing
    counted: Counted
    clock: Clock

    async def follow_up(self, commits: Sequence[Recorded[Commit]]) -> None:
        """Queue what new commits of one complaint lead to; twice is once."""
        oldest = self.clock.now() - dt.timedelta(hours=self.settings.stale_hours)
        fresh = [
            recorded.commit
            for recorded in commits
            if recorded.commit.recorded_at >= oldest
            and any(isinstance(event, TELLING) for event in recorded.commit.events)
        ]
        if not fresh:
            return
        story = story_of(await self.store.load(commits[0].subject))
        try:
            for commit in fresh:
                await self._tell(commit, story)
        except (KeyMissingError, BoxTamperedError):
            # Nothing can be told of this complaint; the others go on.
            log.exception("notice_unreadable", pengaduan_id=fresh[0].pengaduan_id)

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Commit]]) -> None:
        """Count what the page of the week tells."""
        await self.counted.keep(connection, page)

    async def _tell(self, commit: Commit, story: Story) -> None:
        await self.wishing.follow_up(commit)
        for cause in causes(commit, story, self.policy):
            await self._queue(commit, cause, story)

    async def _queue(self, commit: Commit, cause: Cause, story: Story) -> None:
        template = self.settings.template(cause.topic)
        if template is None:
            return
        channels, sealed = await self._ways(commit.pengaduan_id, cause, story, template)
        if not channels:
            return
        event = NoticeQueued(
            to=cause.to,
            topic=cause.topic,
            pengaduan_id=commit.pengaduan_id,
            cause=commit.id,
            template=template.id,
            template_version=template.version,
            channels=channels,
            values=tuple(cause.values.items()),
            disposition_id=cause.disposition_id,
            sealed=sealed,
        )
        await self.book.tell(cause.notice_id, Queue(event), command_id=cause.notice_id)
        log.info("notice_queued", notice_id=cause.notice_id, topic=cause.topic)

    async def _ways(
        self, pengaduan_id: str, cause: Cause, story: Story, template: Template
    ) -> tuple[tuple[str, ...], Sealed]:
        received = story.live()
        match cause.to.kind:
            case "opd":
                return self.ways_to_opd(cause.to.code or ""), NOTHING_SEALED
            case "role":
                known = cause.to.code in self.senders.roles
                return ("email",) if known else (), NOTHING_SEALED
            case _ if received is None or not await self.book.wishes(pengaduan_id):
                return (), NOTHING_SEALED
            case _:
                reached = await self.reporters.reach(pengaduan_id, story, received, template)
                return (reached.channels, reached.sealed) if reached else ((), NOTHING_SEALED)

    def ways_to_opd(self, code: str) -> tuple[str, ...]:
        """How an OPD is told: its own system first."""
        opd = self.senders.opd.get(code)
        if opd is None:
            return ()
        ways = (("webhook", opd.webhook), ("email", opd.email))
        return tuple(way for way, address in ways if address)
