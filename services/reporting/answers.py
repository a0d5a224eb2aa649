"""What the questions about cases are answered with."""

import datetime as dt
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from functools import reduce
from typing import TypeAlias

from msgspec.structs import replace

from engine.commits import Recorded
from engine.keyed import Keyed
from policy.permissions import standing_of
from runtime.clock import day_in
from runtime.topology import event_subject
from schemas import queries as ask
from schemas import views as say
from schemas.base import Position
from schemas.commit import Commit
from schemas.lines import CaseLine
from schemas.queries import CaseFilter
from schemas.rekap import RekapView
from services.reporting.asof import snapshot_until
from services.reporting.cases import CASES, Fold, known_of
from services.reporting.deadlines import Deadlines
from services.reporting.history import Histories, broken_at
from services.reporting.kept import Kept
from services.reporting.lines import case_line, doubt_case
from services.reporting.matters import Matters
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.periods import parse_period
from services.reporting.refusals import NothingAskedError, NotYetOverError, UnknownNumberError
from services.reporting.rekap import rekap
from services.reporting.searching import number_in, search
from services.reporting.snapshot import Snapshot, Values
from services.reporting.viewer import Viewer
from services.reporting.views import ViewKeeper

OfOne: TypeAlias = ask.ShowCase | ask.ShowDeadlines | ask.ListAttachments | ask.ReadAttachment


class CaseAnswers:
    """Answers from the view, and from the history where one case is asked for.

    Args:
        office: The office's words and codes.
        keeper: The view.
        reader: Opens the boxes.
        keyed: The secret that terms are made with, the same as the view's.
        kept: The office's policies and calendars, also those of the past.
    """

    def __init__(
        self, office: Office, keeper: ViewKeeper, reader: Reader, keyed: Keyed, kept: Kept
    ) -> None:
        self._office = office
        self._keeper = keeper
        self._keyed = keyed
        self._matters = Matters(keeper.store, reader)
        self._histories = Histories(office.words, reader)
        self._deadlines = Deadlines(office, kept, keeper.clock)

    async def rekap(self, query: ask.Rekap, viewer: Viewer) -> RekapView:
        period = parse_period(query.period)
        async with self.moment(query.as_of) as snapshot:
            rows = await snapshot.page(CaseFilter(period=period.text), query.rows, 0)
            view = await rekap(snapshot, self._office, period, query.as_of)
        return replace(view, rows=await self._lines(rows, viewer))

    async def list_cases(self, query: ask.ListCases, viewer: Viewer) -> say.CaseList:
        async with self.moment(query.as_of) as snapshot:
            total = await snapshot.count(query.filter)
            rows = await snapshot.page(query.filter, query.limit, query.offset)
        return say.CaseList(
            total=total,
            offset=query.offset,
            cases=await self._lines(rows, viewer),
            cut_off=self._office.cut_off(snapshot.position, query.as_of),
        )

    async def search(self, query: ask.Search, viewer: Viewer) -> say.CaseList:
        async with self._keeper.snapshot() as snapshot:
            rows = await search(snapshot, self._keyed, query.text)
        return say.CaseList(
            total=len(rows),
            offset=0,
            cases=await self._lines(rows[: query.limit], viewer),
            cut_off=self._office.cut_off(snapshot.position, None),
        )

    async def list_doubts(self, query: ask.ListDoubts) -> say.DoubtList:
        filter_ = CaseFilter(doubtful=True)
        async with self._keeper.snapshot() as snapshot:
            total = await snapshot.count(filter_)
            rows = await snapshot.page(filter_, query.limit, query.offset)
        return say.DoubtList(
            total=total,
            offset=query.offset,
            cases=tuple(doubt_case(subject, CASES.load(fold)) for subject, fold in rows),
            cut_off=self._office.cut_off(snapshot.position, None),
        )

    async def show(self, query: ask.ShowCase, viewer: Viewer) -> say.HistoryView:
        """One case, from the history itself as the leader knows it."""
        history, line, _ = await self._case(query, viewer)
        last, stream = history[-1], self._keeper.store.stream
        broken = broken_at(history)
        return say.HistoryView(
            case=line,
            events=await self._histories.lines(history, viewer.sights(line.visibility)),
            version=last.commit.version,
            position=Position(stream=stream, sequence=last.sequence),
            chain_intact=broken is None,
            broken_at=broken,
            actions=viewer.actions(standing_of(recorded.commit for recorded in history)),
        )

    async def deadlines(self, query: ask.ShowDeadlines, viewer: Viewer) -> say.DeadlineView:
        """One case's deadlines, from the history itself as the leader knows it."""
        history, line, fold = await self._case(query, viewer)
        stream = self._keeper.store.stream
        return await self._deadlines.view(line, known_of(fold), history, stream)

    async def case(self, query: OfOne, viewer: Viewer) -> tuple[list[Recorded[Commit]], CaseLine]:
        """One case's history as the leader knows it, and its line.

        Raises:
            RefusedError: There is none.
        """
        history, line, _ = await self._case(query, viewer)
        return history, line

    async def _case(
        self, query: OfOne, viewer: Viewer
    ) -> tuple[list[Recorded[Commit]], CaseLine, Fold]:
        subject, asked = await self._subject(query)
        history = await self._keeper.store.load(subject)
        if not history:
            raise UnknownNumberError(asked)
        fold = reduce(CASES.evolve, history, CASES.initial)
        (line,) = await self._lines([(subject, CASES.dump(fold))], viewer)
        return history, line, fold

    async def _subject(self, query: OfOne) -> tuple[str, str]:
        if query.pengaduan_id is not None:
            return event_subject(self._office.code, query.pengaduan_id), query.pengaduan_id
        if query.number is None:
            raise NothingAskedError
        number = number_in(query.number)
        async with self._keeper.snapshot() as snapshot:
            rows = await snapshot.some(snapshot.table.c.number == number) if number else []
        if not rows:
            raise UnknownNumberError(query.number)
        return rows[0][0], query.number

    async def _lines(self, rows: Sequence[Values], viewer: Viewer) -> tuple[CaseLine, ...]:
        folds: list[Fold] = [CASES.load(fold) for _, fold in rows]
        texts = await self._matters.of(folds, viewer)
        return tuple(
            case_line(self._office, subject, fold, text)
            for (subject, _), fold, text in zip(rows, folds, texts, strict=True)
        )

    @asynccontextmanager
    async def moment(self, as_of: dt.date | None) -> AsyncIterator[Snapshot]:
        """The live view, or the one of what was recorded by the end of a day.

        Raises:
            NotYetOverError: That day is not over.
        """
        if as_of is None:
            async with self._keeper.snapshot() as snapshot:
                yield snapshot
            return
        today = day_in(self._office.zone, self._keeper.clock.now())
        if as_of > today:
            raise NotYetOverError(as_of.isoformat(), today.isoformat())
        async with snapshot_until(self._keeper.source, self._office.end_of(as_of)) as snapshot:
            yield snapshot
