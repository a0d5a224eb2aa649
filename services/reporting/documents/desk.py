"""Makes reports beside the service; any copy can say how far one is and hand out its files."""

import asyncio
import hashlib
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from functools import partial

import structlog
from msgspec.structs import replace

from engine.errors import EngineError, RefusedError
from schemas.frozen import FrozenReport, ReportFrozen
from schemas.queries import FreezeReport, ReadReportPart, StartRalat, StartReport
from schemas.report_formats import ReportFormat
from schemas.report_jobs import ReportFile, ReportJob, ReportPart
from schemas.reports import Report
from services.reporting.documents.comparing import compared, frozen_pair
from services.reporting.documents.frozen import RALAT
from services.reporting.documents.making import Making
from services.reporting.documents.render.files import file_name, render
from services.reporting.documents.reports import make_report
from services.reporting.documents.settings import settings_of
from services.reporting.documents.shelf import Shelf
from services.reporting.documents.workshop import Workshop
from services.reporting.periods import Period, parse_period
from services.reporting.skm.book import Book

SAVE_SECONDS = 0.5
log = structlog.get_logger(__name__)
Build = Callable[["_Progress"], Awaitable[Report]]


class ReportDesk:
    """Makes one report at a time and keeps its files for an hour."""

    def __init__(self, workshop: Workshop, survey: Book) -> None:
        self._survey = survey
        self._shop = workshop
        self._shelf = Shelf(workshop.keeper.database, workshop.keyed, workshop.keeper.clock)
        self._one_at_a_time = asyncio.Lock()
        self._tasks: dict[str, asyncio.Task[None]] = {}

    async def start(self, query: StartReport) -> ReportJob:
        """Begin a report; one that was begun already goes on and is answered.

        Raises:
            RefusedError: The period or the day cannot be used.
        """
        await self._shelf.open()
        known = await self._shelf.find(query.report_id)
        if known is not None:
            return known
        period = parse_period(query.period)
        build = partial(self._report, query, period)
        return await self._begin(query, query.kind, period.text, build)

    async def compare(self, query: StartRalat) -> ReportJob:
        """Begin the list of what moved a frozen report's figures.

        Raises:
            RefusedError: There is no such report, or they are not the same one.
        """
        await self._shelf.open()
        known = await self._shelf.find(query.report_id)
        if known is not None:
            return known
        first, second = await frozen_pair(self._shop, query.first, query.second)
        build = partial(self._ralat, first, second)
        return await self._begin(query, RALAT, first.period, build)

    async def freeze(self, query: FreezeReport, role: str) -> ReportFrozen:
        """Keep what a finished report rests on.

        Raises:
            UnknownReportError: It was never begun, or is forgotten.
            NotFreezableError: It is not finished, or is none of the office's reports.
        """
        return await self._shop.frozen.freeze(await self.show(query.report_id), query.by, role)

    async def show(self, report_id: str) -> ReportJob:
        """How far it is, and at last its files.

        Raises:
            UnknownReportError: It was never begun, or is forgotten.
        """
        await self._shelf.open()
        return await self._shelf.get(report_id)

    async def part(self, query: ReadReportPart) -> ReportPart:
        """One part of one of its files.

        Raises:
            UnknownReportError: It was never begun, or is forgotten.
            UnknownReportPartError: It has no such file or part.
        """
        await self.show(query.report_id)
        return await self._shelf.part(query.report_id, query.format, query.part)

    async def finished(self) -> None:
        """Wait until nothing runs."""
        await asyncio.gather(*self._tasks.values())

    async def close(self) -> None:
        """Stop what runs."""
        tasks = list(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _begin(
        self, query: StartReport | StartRalat, kind: str, period: str, build: Build
    ) -> ReportJob:
        job = ReportJob(
            report_id=query.report_id,
            state="running",
            done=0,
            total=0,
            milliseconds=0,
            kind=kind,
            period=period,
        )
        await self._shelf.save(job)
        task = asyncio.create_task(self._run(_Progress(job), query.formats, build))
        self._tasks[query.report_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(query.report_id, None))
        return job

    async def _run(
        self, progress: "_Progress", formats: Sequence[ReportFormat], build: Build
    ) -> None:
        try:
            async with self._one_at_a_time, self._telling(progress):
                job = await self._make(progress, formats, build)
        except (EngineError, RefusedError) as error:
            job = progress.job()
            log.exception("report_failed", code=error.code, kind=job.kind)
            job = replace(job, state="failed", failure=error.code)
        await self._keep(job)

    async def _make(
        self, progress: "_Progress", formats: Sequence[ReportFormat], build: Build
    ) -> ReportJob:
        report = await build(progress)
        progress.expect(len(formats))
        own = settings_of(self._shop.office, self._shop.own).templates
        files = [await self._file(progress, report, format_, own) for format_ in formats]
        return replace(
            progress.job(),
            state="done",
            title=f"{report.title}, {report.subtitle}",
            made_of=report.made_of,
            figures=report.figures,
            checks=len(report.checks.rows) if report.checks else 0,
            files=tuple(files),
        )

    async def _report(self, query: StartReport, period: Period, progress: "_Progress") -> Report:
        shop = self._shop
        async with shop.moment(query.as_of) as snapshot:
            making = Making(
                office=shop.office,
                loaded=settings_of(shop.office, shop.own),
                snapshot=snapshot,
                store=shop.keeper.store,
                reader=shop.reader,
                kept=shop.kept,
                period=period,
                as_of=query.as_of,
                progress=progress.read,
                note=await shop.notes.last(period),
                survey=await self._survey.read(query.as_of),
            )
            return await make_report(query.kind, making)

    async def _ralat(
        self, first: FrozenReport, second: FrozenReport | None, progress: "_Progress"
    ) -> Report:
        return await compared(self._shop, self._survey, first, second, progress.read)

    async def _file(
        self,
        progress: "_Progress",
        report: Report,
        format_: ReportFormat,
        own: Mapping[str, bytes],
    ) -> ReportFile:
        # The libraries are slow and let other threads run meanwhile.
        data = await asyncio.to_thread(render, report, format_, self._shop.office.zone, own)
        parts = await self._shelf.put(progress.job().report_id, format_, data)
        progress.wrote()
        return ReportFile(
            format=format_,
            name=file_name(report, format_),
            size=len(data),
            digest=hashlib.sha256(data).hexdigest(),
            parts=parts,
        )

    @asynccontextmanager
    async def _telling(self, progress: "_Progress") -> AsyncIterator[None]:
        """Meanwhile say again and again how far it is."""
        over = asyncio.Event()
        saving = asyncio.create_task(self._save_often(progress, over))
        try:
            yield
        finally:
            over.set()
            await saving

    async def _save_often(self, progress: "_Progress", over: asyncio.Event) -> None:
        while not over.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(over.wait(), SAVE_SECONDS)
            if not over.is_set():
                await self._keep(progress.job())

    async def _keep(self, job: ReportJob) -> None:
        try:
            await self._shelf.save(job)
        except EngineError as error:
            # Whoever asks is told at last that it was lost.
            log.warning("report_not_saved", code=error.code)


class _Progress:
    """How far it is by now: complaints read, then files written."""

    def __init__(self, job: ReportJob) -> None:
        self._job = job
        self._start = time.monotonic()
        self._read = self._cases = self._wrote = self._files = 0

    def read(self, done: int, total: int) -> None:
        self._read, self._cases = done, total

    def expect(self, files: int) -> None:
        self._files = files

    def wrote(self) -> None:
        self._wrote += 1

    def job(self) -> ReportJob:
        return replace(
            self._job,
            done=self._read + self._wrote,
            total=self._cases + self._files,
            milliseconds=int((time.monotonic() - self._start) * 1000),
        )
