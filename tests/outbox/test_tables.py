"""The outbox's tables on both SQL dialects: what is due, in which order, and the week's figures."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.commits import Recorded
from engine.sql import Database
from schemas.base import Occurred
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from services.disposition.outbox.rows import First, NoticeRows
from services.disposition.outbox.state import Notice, Phase
from services.disposition.outbox.weekly import Counted
from tests.support import samples as s
from tests.support.sample_notices import notice_queued

NOW = dt.datetime(2026, 7, 10, 3, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
MONDAY, FRIDAY = dt.date(2026, 7, 6), dt.date(2026, 7, 10)


async def put(
    database: Database, rows: NoticeRows, place: int, phase: Phase = "waiting", **fields: Any
) -> None:
    about = fields.pop("pengaduan_id", f"p{place}")
    notice = Notice(queued=notice_queued(pengaduan_id=about), phase=phase, **fields)
    async with database.write() as connection:
        await rows.keep(connection, f"n{place}", notice, First(place, NOW))


@pytest.fixture
async def rows(database: Database) -> NoticeRows:
    made = NoticeRows(database)
    await made.open()
    return made


async def test_what_is_due_comes_by_complaint_and_in_its_order(
    database: Database, rows: NoticeRows
) -> None:
    await put(database, rows, 3, channel="email", pengaduan_id="a")
    await put(database, rows, 1, channel="email", pengaduan_id="a", next_at=NOW)
    await put(database, rows, 2, channel="email", pengaduan_id="b", next_at=NOW + MINUTE)
    await put(database, rows, 4, "sent", channel="email")
    await put(database, rows, 5, "under_way", channel="sms", next_at=NOW - MINUTE)
    assert await rows.due(NOW, 10, quiet=False) == [["n1", "n3"], ["n5"]]
    assert await rows.due(NOW + MINUTE, 10, quiet=False) == [["n1", "n3"], ["n2"], ["n5"]]


async def test_in_the_quiet_hours_only_machines_are_due(
    database: Database, rows: NoticeRows
) -> None:
    await put(database, rows, 1, channel="email")
    await put(database, rows, 2, channel="webhook")
    await put(database, rows, 3, "under_way", channel="whatsapp", next_at=NOW)
    assert await rows.due(NOW, 10, quiet=True) == [["n2"], ["n3"]]


async def test_a_row_follows_its_notice_and_keeps_when_it_was_queued(
    database: Database, rows: NoticeRows
) -> None:
    await put(database, rows, 1, channel="whatsapp")
    sent = Notice(queued=notice_queued(), phase="sent", channel="whatsapp", receipt="ab")
    async with database.write() as connection:
        await rows.keep(connection, "n1", sent, First(9, NOW + MINUTE))
    (line,) = await rows.page((), None, 0, 10)
    assert (line.phase, line.place, line.queued_at) == ("sent", 1, NOW)
    assert await rows.by_receipt("ab") == "n1"
    assert await rows.counts() == {"sent": 1}


async def test_a_page_shows_the_newest_first(database: Database, rows: NoticeRows) -> None:
    for place in range(1, 5):
        await put(database, rows, place, channel="email")
    assert [line.notice_id for line in await rows.page((), None, 1, 2)] == ["n3", "n2"]
    assert [line.notice_id for line in await rows.page(("waiting",), "p4", 0, 9)] == ["n4"]
    assert await rows.page(("sent",), None, 0, 9) == []


class Stream:
    """Commits one after the other, counted as they come."""

    def __init__(self, database: Database) -> None:
        self.counted = Counted(database, ZoneInfo("Asia/Jakarta"))
        self._database = database
        self._versions: dict[str, int] = {}
        self._sequence = 0

    async def happen(self, case: str, *events: PengaduanEvent) -> None:
        version = self._versions[case] = self._versions.get(case, 0) + 1
        self._sequence += 1
        written: Commit = s.commit(*events, version=version)
        recorded = Recorded(written, f"pengaduan/{case}", self._sequence, "")
        async with self._database.write() as connection:
            await self.counted.keep(connection, [recorded])

    async def week(self) -> tuple[int, int, int, int]:
        week = await self.counted.week(MONDAY, FRIDAY)
        return week.received, week.ended, week.open, week.late


@pytest.fixture
async def stream(database: Database) -> Stream:
    made = Stream(database)
    await made.counted.open()
    return made


def on(day: dt.date) -> Occurred:
    return Occurred(on=day)


async def test_the_week_counts_what_came_ended_stands_and_is_late(stream: Stream) -> None:
    await stream.happen("a", s.received(occurred=on(MONDAY)))
    await stream.happen("b", s.received(occurred=on(dt.date(2026, 6, 1))))
    await stream.happen("b", s.clock_missed(clock="settle", ended=None))
    assert await stream.week() == (1, 0, 2, 1)
    await stream.happen("b", s.closed(occurred=on(FRIDAY)))
    assert await stream.week() == (1, 1, 1, 0)


async def test_a_closing_that_was_undone_or_reopened_is_none(stream: Stream) -> None:
    await stream.happen("a", s.received(occurred=on(MONDAY)))
    await stream.happen("a", s.closed(occurred=on(FRIDAY)))
    await stream.happen("a", s.annulled(target=Target(version=2, index=0)))
    assert await stream.week() == (1, 0, 1, 0)
    await stream.happen("a", s.closed(occurred=on(FRIDAY)))
    await stream.happen("a", s.reopened())
    assert await stream.week() == (1, 0, 1, 0)


async def test_a_verdict_that_was_overturned_makes_nothing_late(stream: Stream) -> None:
    await stream.happen("a", s.received(occurred=on(MONDAY)))
    await stream.happen("a", s.clock_missed(clock="settle", ended=None))
    await stream.happen("a", s.verdict_overturned(clock="settle"))
    assert await stream.week() == (1, 0, 1, 0)
