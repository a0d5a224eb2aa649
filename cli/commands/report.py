"""Makes one of an office's reports and writes its files."""

import asyncio
import datetime as dt
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, get_args

from cyclopts import App, Parameter

from cli.answers import expect
from cli.errors import DamagedReportError, ReportFailedError, UnwritableFolderError
from cli.print.report import report_parts
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession
from runtime.ids import new_id
from schemas.queries import ReadReportPart, ShowReport, StartRalat, StartReport
from schemas.report_formats import ReportFormat, ReportKind
from schemas.report_jobs import ReportFile, ReportJob, ReportPart

if TYPE_CHECKING:
    from cli.ask import Asker
    from cli.screen import Advance

BETWEEN_LOOKS = 0.2
ALL: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)

report: Final = App(
    name="report",
    help="Make one of an office's reports, ready to sign; freeze it; tell what moved since.",
    help_format="plaintext",
)
_FROZEN: Final = {
    "freeze": ("freeze", "Make a report and keep what it rests on."),
    "diff": ("diff", "Tell what moved a frozen report's figures, and by which event."),
    "list": ("list_frozen", "List the frozen reports."),
}
for _name, (_place, _help) in _FROZEN.items():
    report.command(f"cli.commands.report_frozen:{_place}", name=_name, help=_help)


@report.default
async def make(
    office: str,
    kind: ReportKind,
    *,
    period: str,
    to: Path,
    as_of: dt.date | None = None,
    formats: Annotated[
        tuple[ReportFormat, ...], Parameter(name="--format", consume_multiple=True, negative="")
    ] = ALL,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Make one of an office's reports, ready to sign.

    Args:
        office: The office's code, like bengkalis.
        kind: penanganan (how complaints were handled), evaluasi (by sector, permit type and
            category, with causes), kinerja (deadlines kept and missed) or ikm (the satisfaction
            survey).
        period: A year (2023), half-year (2023-S1), quarter (2023-Q4) or month (2023-07).
        to: The folder for its files; files of the same names are replaced.
        as_of: Only what was recorded by the end of this day.
        formats: Which files; all of them when left out.
        as_json: Print JSON.
        session: How to reach the system.
    """
    start = StartReport(
        report_id=new_id(), kind=kind, period=period, as_of=as_of, formats=tuple(formats)
    )
    folder = folder_of(to)
    async with session.asker(office) as ask:
        with progress(f"Menyusun laporan {office}") as advance:
            job = await run_report(ask, start, advance)
        paths = [
            written(folder, file.name, await fetched(ask, job.report_id, file))
            for file in job.files
        ]
    if as_json:
        show_json(job)
    else:
        show(*report_parts(job, paths))


async def run_report(
    ask: "Asker", start: StartReport | StartRalat, advance: "Advance"
) -> ReportJob:
    """Start it and watch it to its end.

    Raises:
        ReportFailedError: It stopped before.
    """
    job = expect(ReportJob, await ask.current(start))
    while job.state == "running":
        advance(job.done, job.total)
        await asyncio.sleep(BETWEEN_LOOKS)
        job = expect(ReportJob, await ask.query(ShowReport(report_id=start.report_id)))
    if job.state != "done":
        raise ReportFailedError(job.failure or job.state)
    advance(job.done, job.total)
    return job


async def fetched(ask: "Asker", report_id: str, file: ReportFile) -> bytes:
    """One of its files.

    Raises:
        DamagedReportError: It did not come as it was sent.
    """
    data = bytearray()
    for place in range(file.parts):
        query = ReadReportPart(report_id=report_id, format=file.format, part=place)
        data += expect(ReportPart, await ask.query(query)).data
    if hashlib.sha256(data).hexdigest() != file.digest:
        raise DamagedReportError(file.name)
    return bytes(data)


def written(folder: Path, name: str, data: bytes) -> Path:
    """Where a file was written.

    Raises:
        UnwritableFolderError: It cannot be.
    """
    path = folder / name
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UnwritableFolderError(folder, error.strerror or "tidak tertulis") from error
    return path


def folder_of(path: Path) -> Path:
    """A folder, made where it is not there.

    Raises:
        UnwritableFolderError: It cannot be.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableFolderError(path, error.strerror or "tidak dapat dibuat") from error
    return path
