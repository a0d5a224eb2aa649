"""Keeps the table of notices in step with `KELUAR_<office>`."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Recorded
from schemas.notices import NoticeCommit
from services.disposition.outbox.book import NoticeBook
from services.disposition.outbox.rows import First, NoticeRows
from services.disposition.outbox.state import Notice

NAME: Final = "outbox_listing"


class Listing:
    """One office's process from notices to rows."""

    def __init__(self, book: NoticeBook, rows: NoticeRows) -> None:
        self._book = book
        self._rows = rows
        self._found: dict[str, tuple[Notice, First]] = {}

    async def follow_up(self, commits: Sequence[Recorded[NoticeCommit]]) -> None:
        """Look at a notice as it stands now."""
        commit = commits[0].commit
        first = First(commits[0].sequence, commit.recorded_at)
        self._found[commit.notice_id] = (await self._book.look(commit.notice_id), first)

    async def keep(
        self, connection: AsyncConnection, page: Sequence[Recorded[NoticeCommit]]
    ) -> None:
        """Write the notices of a page."""
        for notice_id in {recorded.commit.notice_id for recorded in page}:
            notice, first = self._found.pop(notice_id)
            await self._rows.keep(connection, notice_id, notice, first)
