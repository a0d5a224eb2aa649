"""Makes reports beside the service; any copy can say how far one is and hand out its files."""

import asyncio
import datetime as dt
import hashlib
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import structlog
from msgspec.structs import replace

from engine.errors import EngineError, RefusedError
from engine.keyed import Keyed
from schemas.queries import ReadReportPart, StartReport
from schemas.report_formats import ReportFormat
from schemas.report_jobs import ReportFile, ReportJob, ReportPart
from schemas.reports import Report
from services.reporting.documents.making import Making
from services.reporting.documents.notes import Notes
from services.reporting.documents.render.files import RENDERERS, file_name
from services.reporting.documents.reports import make_report
from services.reporting.documents.settings import settings_of
from services.reporting.documents.shelf import Shelf
from services.reporting.kept import Kept
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.periods import Period, parse_period
from services.reporting.snapshot import Snapshot
from services.reporting.views import ViewKeeper

SAVE_SECONDS = 0.5
log = structlog.get_logger(__name__)
Moment = Callable[[dt.date | None], AbstractAsyncContextManager[Snapshot]]


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every report of an office is made with.

    Attributes:
        own: The installation's folder of policies, in which its letterhead may stand.
        moment: Lends the view as of a day.
    """

    office: Office
    keeper: ViewKeeper
    reader: Reader
    kept: Kept
    keyed: Keyed
    own: Path | None
    moment: Moment
    notes: Notes


class ReportDesk:
    """Makes one report at a time and keeps its files for an hour."""

    def __init__(self, workshop: Workshop) -> None:
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
        job = ReportJob(report_id=query.report_id, state="running", done=0, total=0, milliseconds=0)
        await self._shelf.save(job)
        task = asyncio.create_task(self._run(_Progress(job), query, period))
        self._tasks[query.report_id] = task
        task.add_done_callback(lambda _: self._tasks.pop(query.report_id, None))
        return job

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

    async def _run(self, progress: "_Progress", query: StartReport, period: Period) -> None:
        try:
            async with self._one_at_a_time, self._telling(progress):
                job = await self._make(progress, query, period)
        except (EngineError, RefusedError) as error:
            log.exception("report_failed", code=error.code, kind=query.kind)
            job = replace(progress.job(), state="failed", failure=error.code)
        await self._keep(job)

    async def _make(self, progress: "_Progress", query: StartReport, period: Period) -> ReportJob:
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
            )
            report = await make_report(query.kind, making)
        progress.expect(len(query.formats))
        files = [await self._file(progress, query.report_id, report, f) for f in query.formats]
        return replace(
            progress.job(),
            state="done",
            title=f"{report.title}, {report.subtitle}",
            made_of=report.made_of,
            figures=report.figures,
            checks=len(report.checks.rows) if report.checks else 0,
            files=tuple(files),
        )

    async def _file(
        self, progress: "_Progress", report_id: str, report: Report, format_: ReportFormat
    ) -> ReportFile:
        # The libraries are slow and let other threads run meanwhile.
        data = await asyncio.to_thread(RENDERERS[format_], report, self._shop.office.zone)
        parts = await self._shelf.put(report_id, format_, data)
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
