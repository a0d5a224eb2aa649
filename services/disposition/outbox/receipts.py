"""Hears from the inbox what providers say of notices that were sent: receipts come that way.

The rows may be a moment behind what was sent, so what they do not know is looked up again once
they have caught up; if they do not know it then, it is of something else.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import msgspec
import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Codec, Recorded
from runtime.clock import Clock
from schemas.inbox import InboxCommit, ReceiptTold
from services.disposition.outbox.book import NoticeBook
from services.disposition.outbox.orders import Receipt
from services.disposition.outbox.rows import NoticeRows

NAME: Final = "outbox_receipts"
CODEC: Codec[InboxCommit] = Codec(
    msgspec.json.Encoder().encode, msgspec.json.Decoder(InboxCommit).decode, chained=False
)
STATUSES: Final = {"failed": "undelivered"}
log = structlog.get_logger(__name__)


class Receipts:
    """One office's process from receipts to notices.

    Args:
        book: The notices.
        rows: Finds a notice by the provider's id.
        listed: Waits until the rows show what is written by now.
        clock: Tells the moment.
    """

    def __init__(
        self,
        book: NoticeBook,
        rows: NoticeRows,
        listed: Callable[[], Awaitable[object]],
        clock: Clock,
    ) -> None:
        self._book = book
        self._rows = rows
        self._listed = listed
        self._clock = clock

    async def follow_up(self, commits: Sequence[Recorded[InboxCommit]]) -> None:
        """Tell notices what is said of them; twice is once."""
        for recorded in commits:
            for event in recorded.commit.events:
                if isinstance(event, ReceiptTold):
                    await self._told(event)

    async def keep(
        self, connection: AsyncConnection, page: Sequence[Recorded[InboxCommit]]
    ) -> None:
        """Nothing is kept of it but the position."""

    async def _told(self, event: ReceiptTold) -> None:
        notice_id = await self._rows.by_receipt(event.sent)
        if notice_id is None:
            await self._listed()
            notice_id = await self._rows.by_receipt(event.sent)
        if notice_id is None:
            log.info("receipt_of_something_else", status=event.status)
            return
        status = STATUSES.get(event.status, event.status)
        order = Receipt(status, event.code, self._clock.now(), event.sent)
        await self._rows.turn(notice_id, await self._book.tell(notice_id, order))
