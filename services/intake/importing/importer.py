"""Runs imports: reads the register, writes new rows in flight together, tells what it found.

Every step may be done again: a complaint's id follows from its row, so a file
imported twice, by two copies at once or after a crash brings each row once.
"""

import asyncio
import hashlib
from collections.abc import Callable
from typing import NamedTuple

import structlog
from msgspec.structs import replace

from engine.errors import RefusedError, StoreUnavailableError
from engine.tasks import end
from runtime.clock import Clock, day_in
from schemas.commands import register as say
from services.intake.importing.drawer import Drawer
from services.intake.importing.filing import Filing
from services.intake.importing.flow import Flow
from services.intake.importing.reports import begun, failed
from services.intake.importing.tally import Tally
from services.intake.importing.telling import latest_first, line_of
from services.intake.importing.undoing import previewed
from services.intake.register import RegisterReading, read_register
from services.intake.register.model import Resolver
from services.intake.register.workbook import is_workbook, sheet_text
from services.intake.sp4n import Sp4nOffice, read_sp4n

log = structlog.get_logger(__name__)
STALE_SECONDS = 15


class IncompleteUploadError(RefusedError):
    code = "incomplete_upload"

    def __init__(self, parts: int, found: int) -> None:
        super().__init__(
            "Berkas belum lengkap atau berubah saat dikirim: kirim ulang berkasnya.",
            parts=parts,
            found=found,
        )


class UnknownImportError(RefusedError):
    code = "unknown_import"

    def __init__(self, import_id: str) -> None:
        super().__init__("Impor itu tidak ada: periksa nomornya.", import_id=import_id)


class ImportRunningError(RefusedError):
    code = "import_running"

    def __init__(self, import_id: str) -> None:
        super().__init__("Impor ini masih berjalan: tunggu sampai selesai.", import_id=import_id)


class Running(NamedTuple):
    """An import that runs in this process, and how far it is."""

    task: "asyncio.Task[None]"
    tally: Tally


class Importer:
    """The imports of one office.

    Args:
        drawer: Where they lie while they run.
        filing: Puts rows into the history.
        resolver: The office's words.
        sp4n: What it knows of the files of SP4N-LAPOR!, read anew for each.
        clock: Tells what day it is, and how fresh a note is.
    """

    def __init__(
        self,
        drawer: Drawer,
        filing: Filing,
        resolver: Resolver,
        clock: Clock,
        sp4n: Callable[[], Sp4nOffice],
    ) -> None:
        self._sp4n = sp4n
        self._drawer = drawer
        self._filing = filing
        self._resolver = resolver
        self._clock = clock
        self._flow = Flow(drawer, filing, clock)
        self._running: dict[str, Running] = {}

    async def stop(self) -> None:
        """Stop what runs; it goes on when somebody asks for it again."""
        await end(*(running.task for running in self._running.values()))

    async def upload(self, order: say.UploadPart) -> say.ImportReport:
        """Keep one part of the file."""
        await self._drawer.put_part(order.import_id, order.index, order.data)
        return begun(order.import_id)

    async def run(self, order: say.RunImport, by: str) -> say.ImportReport:
        """Begin, or go on; the answer says how far it is.

        Raises:
            RefusedError: The upload is not whole.
            UnreadableRegisterError: The file is no register.
        """
        known = await self._drawer.load(order.import_id)
        if known is not None and known[0].state in {"done", "undone"}:
            return known[0]
        if order.import_id not in self._running:
            reading = await self._read(order)
            now = self._clock.now()
            report = begun(order.import_id, reading, file=order.file, by=by, at=now)
            await self._drawer.save(report, self._clock.now())
            self._begin(order, reading, Tally(report, self._filing.stream))
        return self._running[order.import_id].tally.report()

    async def show(self, order: say.ShowImport) -> say.ImportReport:
        """How far it is.

        Raises:
            RefusedError: There is no such import.
        """
        known = await self._drawer.load(order.import_id)
        if known is None:
            raise UnknownImportError(order.import_id)
        return self._stands(*known)

    async def list(self, order: say.ListImports) -> say.ImportList:
        """The imports, the latest first."""
        latest, total = await self._drawer.latest(order.limit)
        reports = [self._stands(report, touched) for report, touched in latest]
        return say.ImportList(imports=tuple(map(line_of, latest_first(reports))), total=total)

    async def preview(self, order: say.PreviewUndo) -> say.UndoPreview:
        """What an undoing would do.

        Raises:
            RefusedError: There is no such import, or it still runs.
        """
        report = await self._ended(order.import_id)
        return await previewed(self._filing, report, await self._drawer.rows(order.import_id))

    async def undo(self, order: say.UndoImport, by: str) -> say.ImportReport:
        """Void what the import brought and nobody has worked on since.

        Raises:
            RefusedError: There is no such import, or it still runs.
        """
        known = await self._ended(order.import_id)
        rows = await self._drawer.rows(order.import_id)
        undone = await self._filing.undo(known, rows, order.text, by)
        first = known.undone_at is None
        now = self._clock.now()
        report = replace(undone, undone_by=by, undone_at=now) if first else undone
        await self._drawer.save(report, now)
        return report

    async def _ended(self, import_id: str) -> say.ImportReport:
        known = await self._drawer.load(import_id)
        if known is None:
            raise UnknownImportError(import_id)
        if known[0].state == "running" and import_id in self._running:
            raise ImportRunningError(import_id)
        return known[0]

    def _stands(self, report: say.ImportReport, touched: int) -> say.ImportReport:
        """How far it is; one that nobody writes on any more has stopped."""
        if report.import_id in self._running:
            return self._running[report.import_id].tally.report()
        stale = self._clock.now().timestamp() - touched > STALE_SECONDS
        return failed(report) if report.state == "running" and stale else report

    async def _read(self, order: say.RunImport) -> RegisterReading:
        parts = await self._drawer.parts(order.import_id)
        data = b"".join(parts)
        if len(parts) != order.parts or hashlib.sha256(data).hexdigest() != order.digest:
            raise IncompleteUploadError(order.parts, len(parts))
        today = day_in(self._filing.zone, self._clock.now())
        # Reading a long register takes seconds; the commands of others go on meanwhile.
        if is_workbook(data):
            data = await asyncio.to_thread(sheet_text, data)
        if order.form == "sp4n":
            return await asyncio.to_thread(read_sp4n, data, self._sp4n(), today)
        return await asyncio.to_thread(read_register, data, self._resolver, today)

    def _begin(self, order: say.RunImport, reading: RegisterReading, tally: Tally) -> None:
        if order.import_id in self._running:
            return  # said twice at once
        task = asyncio.create_task(self._work(order, reading, tally))
        self._running[order.import_id] = Running(task, tally)
        task.add_done_callback(lambda _: self._running.pop(order.import_id, None))

    async def _work(self, order: say.RunImport, reading: RegisterReading, tally: Tally) -> None:
        try:
            await self._flow.send(order, reading, tally)
        except StoreUnavailableError as error:
            log.error("import_failed", import_id=order.import_id, code=error.code)  # noqa: TRY400 - the code says it
            report = failed(tally.report())
        else:
            await self._drawer.drop_parts(order.import_id, self._clock.now())
            report = tally.report(done=True)
        await self._drawer.save(report, self._clock.now())
