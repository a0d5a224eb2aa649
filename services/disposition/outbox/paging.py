"""Queues the page of the week for the head, once a week."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Final
from zoneinfo import ZoneInfo

from policy.notices import NoticeSettings, Weekly
from policy.week import WEEKDAYS
from runtime.ids import derived_id
from runtime.indonesian import written
from schemas.notices import NoticeQueued, Recipient
from services.disposition.outbox.book import NoticeBook
from services.disposition.outbox.orders import Queue
from services.disposition.outbox.secrets import Senders
from services.disposition.outbox.weekly import Counted, Week

LATEST: Final = dt.timedelta(days=2)
"""A page that is older than this is not made any more."""
WEEK: Final = dt.timedelta(days=7)
DAY: Final = dt.timedelta(days=1)


@dataclass(slots=True)
class Paging:
    """One office's page of the week."""

    office: str
    zone: ZoneInfo
    settings: NoticeSettings
    senders: Senders
    counted: Counted
    book: NoticeBook
    _last: str = field(default="")

    async def look(self, now: dt.datetime) -> None:
        """Queue the page whose time has come; twice is once."""
        weekly, template = self.settings.weekly, self.settings.template("weekly")
        if weekly is None or template is None or weekly.to not in self.senders.roles:
            return
        moment = last_moment(weekly, now.astimezone(self.zone))
        notice_id = derived_id("notice", "weekly", self.office, moment.date().isoformat())
        if notice_id == self._last or now - moment > LATEST:
            return
        first, last = moment.date() - WEEK, moment.date() - DAY
        event = NoticeQueued(
            to=Recipient(kind="role", code=weekly.to),
            topic="weekly",
            pengaduan_id=None,
            cause=moment.date().isoformat(),
            template=template.id,
            template_version=template.version,
            channels=("email",),
            values=_values(await self.counted.week(first, last), first, last),
        )
        await self.book.tell(notice_id, Queue(event), command_id=notice_id)
        self._last = notice_id


def last_moment(weekly: Weekly, local: dt.datetime) -> dt.datetime:
    """When the last page was due, seen from a moment of the office's day."""
    hour, minute = map(int, weekly.at.split(":"))
    back = (local.weekday() - WEEKDAYS.index(weekly.day)) % 7
    day = local.date() - dt.timedelta(days=back)
    moment = dt.datetime.combine(day, dt.time(hour, minute), tzinfo=local.tzinfo)
    return moment if moment <= local else moment - WEEK


def _values(week: Week, first: dt.date, last: dt.date) -> tuple[tuple[str, str], ...]:
    return (
        ("minggu", f"{written(first)} sampai {written(last)}"),
        ("diterima", str(week.received)),
        ("selesai", str(week.ended)),
        ("terbuka", str(week.open)),
        ("terlambat", str(week.late)),
        ("daftar", "\n".join(week.numbers)),
    )
