"""Answers an OPD what is disposed to it, and nothing about anybody else."""

import datetime as dt
from collections.abc import Iterator

from sqlalchemy import ColumnElement, and_, func, select

from schemas.dispositions import DispositionLine, DispositionList
from schemas.queries import ListDispositions
from services.reporting.cases import CASES, Fold, known_of
from services.reporting.handed import handed_of, has_ended
from services.reporting.lines import pengaduan_id_of
from services.reporting.office import Office
from services.reporting.searching import number_in
from services.reporting.snapshot import Snapshot, Values
from services.reporting.views import ViewKeeper


class AddressedAnswers:
    """The dispositions of one office, OPD by OPD."""

    def __init__(self, office: Office, keeper: ViewKeeper) -> None:
        self._office = office
        self._keeper = keeper

    async def page(self, query: ListDispositions, opd: str) -> DispositionList:
        """A page of them; the OPD is the one who asks, never one that the question names."""
        number = None if query.number is None else number_in(query.number) or ""
        async with self._keeper.snapshot() as snapshot:
            mine, held = _to(snapshot, opd, number, ""), _to(snapshot, opd, number, "held ")
            total, waiting = await _count(snapshot, mine), await _count(snapshot, held)
            rows = await _page(snapshot, mine, held, query)
        return DispositionList(
            opd=opd,
            total=total,
            waiting=waiting,
            offset=query.offset,
            dispositions=tuple(
                sorted(
                    (line for case, fold in rows for line in lines_of(case, fold, opd)), key=_first
                )
            ),
            cut_off=self._office.cut_off(snapshot.position, None),
        )


def lines_of(subject: str, fold: bytes, opd: str) -> Iterator[DispositionLine]:
    """The dispositions of one case to one OPD."""
    case: Fold = CASES.load(fold)
    known, ended = known_of(case), has_ended(known_of(case))
    for one in handed_of(case.steps):
        if (one.kind, one.code) != ("opd", opd):
            continue
        clock = known.clocks.get(f"clarify-{one.id}")
        yield DispositionLine(
            number=known.number or "",
            pengaduan_id=pengaduan_id_of(subject),
            disposition_id=one.id,
            role=one.role,
            grant=one.grant,
            state=one.state,
            is_open=one.is_held and not ended,
            disposed_on=one.disposed_on,
            accepted_on=one.accepted_on,
            ended_on=one.ended_on,
            case_ended=ended,
            due_on=None if clock is None else dt.date.fromisoformat(clock.due_on),
            verdict=None if clock is None else clock.verdict,
            late=clock is not None and clock.late,
        )


def _first(line: DispositionLine) -> tuple[bool, dt.date, str, int]:
    """What is to be done first; of the rest the latest first, as far as a day is known."""
    if line.is_open:
        return False, line.due_on or dt.date.max, line.number, line.disposition_id
    day = line.disposed_on or dt.date.min
    return True, dt.date.max - (day - dt.date.min), line.number, line.disposition_id


def _to(snapshot: Snapshot, opd: str, number: str | None, state: str) -> ColumnElement[bool]:
    columns = snapshot.table.c
    mine = columns.opds.contains(f" {opd}:{state}", autoescape=True)
    # An entry made by mistake is nobody's business any more.
    found = and_(columns.number.is_not(None), columns.report_status != "batal", mine)
    return found if number is None else and_(found, columns.number == number)


async def _count(snapshot: Snapshot, condition: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(snapshot.table).where(condition)
    return int(await snapshot.connection.scalar(query) or 0)


async def _page(
    snapshot: Snapshot,
    mine: ColumnElement[bool],
    held: ColumnElement[bool],
    query: ListDispositions,
) -> list[Values]:
    columns = snapshot.table.c
    due = columns.next_due_on
    wanted = (
        select(columns.subject, columns.fold)
        .where(mine)
        .order_by(held.desc(), due.is_(None), due, columns.received_on.desc(), columns.number)
        .limit(query.limit)
        .offset(query.offset)
    )
    return [tuple(row) for row in await snapshot.connection.execute(wanted)]
