"""What the page of the week tells the head, counted as the events come by."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Column, Date, Integer, MetaData, String, Table, and_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Recorded
from engine.sql import Database
from runtime.clock import day_in
from schemas.commit import Commit
from schemas.events import PengaduanEvent, disposition, intake, sla

metadata = MetaData()
CASES: Final = Table(
    "outbox_cases",
    metadata,
    Column("subject", String(200), primary_key=True),
    Column("number", String(40), nullable=False),
    Column("received_on", Date, nullable=False),
    Column("ended_on", Date, nullable=True),
    # Where the event stands that ended it, so that its annulment is understood.
    Column("ended_version", Integer, nullable=False),
    Column("ended_index", Integer, nullable=False),
    # Clocks that were missed and go on: names with spaces between.
    Column("late", String(2000), nullable=False),
)
SHOWN: Final = 20
_ENDINGS: Final = (
    disposition.Closed,
    disposition.Withdrawn,
    intake.Rejected,
    intake.Voided,
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Week:
    """The figures of one week."""

    received: int
    ended: int
    open: int
    late: int
    numbers: tuple[str, ...]


class Counted:
    """One office's table of complaints, as small as the page needs it."""

    def __init__(self, database: Database, zone: ZoneInfo) -> None:
        self._database = database
        self._zone = zone
        columns = [column.name for column in CASES.columns]
        self._put = database.bulk(database.upsert(CASES, ["subject"]), columns)

    async def open(self) -> None:
        """Make the table where it is missing."""
        await self._database.create(metadata)

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Commit]]) -> None:
        """Take in a page, in the transaction that moves the position."""
        subjects = {recorded.subject for recorded in page}
        found = await connection.execute(select(CASES).where(CASES.c.subject.in_(subjects)))
        rows: dict[str, Row] = {row["subject"]: dict(row) for row in found.mappings()}
        for recorded in page:
            for index, event in enumerate(recorded.commit.events):
                self._take(rows, recorded, index, event)
        await self._put.run(connection, [tuple(row.values()) for row in rows.values()])

    async def week(self, first: dt.date, last: dt.date) -> Week:
        """The figures of some days, and how the office stands now."""
        case = CASES.c
        still_open = case.ended_on.is_(None)
        late = and_(still_open, case.late != "")
        async with self._database.read() as connection:

            async def numbers(condition: Any) -> list[str]:
                query = select(case.number).where(condition).order_by(case.number)
                return list((await connection.execute(query)).scalars())

            received = await numbers(case.received_on.between(first, last))
            ended = await numbers(case.ended_on.between(first, last))
            pending = await numbers(still_open)
            overdue = await numbers(late)
        return Week(len(received), len(ended), len(pending), len(overdue), tuple(overdue[:SHOWN]))

    def _take(
        self, rows: dict[str, Row], recorded: Recorded[Commit], index: int, event: PengaduanEvent
    ) -> None:
        commit = recorded.commit
        on = event.occurred.on if event.occurred else day_in(self._zone, commit.recorded_at)
        if isinstance(event, intake.Received):
            rows[recorded.subject] = {
                "subject": recorded.subject,
                "number": event.number,
                "received_on": on,
                "ended_on": None,
                "ended_version": 0,
                "ended_index": 0,
                "late": "",
            }
        elif recorded.subject in rows:
            _turn(rows[recorded.subject], (commit.version, index), on, event)


def _turn(row: Row, place: tuple[int, int], on: dt.date, event: PengaduanEvent) -> None:
    match event:
        case _ if isinstance(event, _ENDINGS):
            row["ended_on"] = on
            row["ended_version"], row["ended_index"] = place
        case disposition.Reopened():
            row["ended_on"] = None
        case disposition.Annulled(target=target):
            if (target.version, target.index) == (row["ended_version"], row["ended_index"]):
                row["ended_on"] = None
        case sla.ClockMissed(clock=clock, ended=None):
            row["late"] = _joined(row["late"], clock, missed=True)
        case sla.ClockMissed(clock=clock) | sla.ClockMet(clock=clock):
            row["late"] = _joined(row["late"], clock, missed=False)
        case sla.ClockStopped(clock=clock) | sla.VerdictOverturned(clock=clock):
            row["late"] = _joined(row["late"], clock, missed=False)
        case _:
            pass


def _joined(late: str, clock: str, *, missed: bool) -> str:
    others = [name for name in late.split() if name != clock]
    return " ".join([*others, clock] if missed else others)
