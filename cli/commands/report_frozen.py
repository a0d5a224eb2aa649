"""Freezes reports that are given out, lists them, and tells what has moved since."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

from cli.answers import expect
from cli.commands.report import ALL, fetched, folder_of, run_report, written
from cli.print.frozen import frozen_parts, list_parts, ralat_parts
from cli.screen import progress, show, show_json
from cli.session import AsJson, InSession
from runtime.ids import new_id
from schemas.frozen import FrozenList, FrozenReport, ReportFrozen
from schemas.queries import FreezeReport, ListFrozen, StartRalat, StartReport
from schemas.report_formats import ReportFormat, ReportKind
from schemas.reports import Report


async def freeze(
    office: str,
    kind: ReportKind,
    *,
    period: str,
    to: Path | None = None,
    as_of: dt.date | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Make a report and keep what it rests on, with the digests of its figures and files.

    Frozen twice from the same of everything, it is kept once.

    Args:
        office: The office's code, like bengkalis.
        kind: penanganan, evaluasi, kinerja or ikm.
        period: A year (2023), half-year (2023-S1), quarter (2023-Q4) or month (2023-07).
        to: A folder for the files that were frozen; they are not kept otherwise.
        as_of: Only what was recorded by the end of this day.
        as_json: Print JSON.
        session: How to reach the system.
    """
    start = StartReport(report_id=new_id(), kind=kind, period=period, as_of=as_of, formats=ALL)
    folder = None if to is None else folder_of(to)
    async with session.asker(office) as ask:
        with progress(f"Menyusun laporan {office}") as advance:
            job = await run_report(ask, start, advance)
        for file in job.files if folder else ():
            written(folder or Path(), file.name, await fetched(ask, job.report_id, file))
        frozen = expect(ReportFrozen, await ask.query(FreezeReport(report_id=job.report_id)))
    if as_json:
        show_json(frozen)
    else:
        show(*frozen_parts(frozen))


async def list_frozen(office: str, *, as_json: AsJson = False, session: InSession) -> None:
    """List the frozen reports.

    Args:
        office: The office's code, like bengkalis.
        as_json: Print JSON.
        session: How to reach the system.
    """
    reports: list[FrozenReport] = []
    async with session.asker(office) as ask:
        while True:
            page = expect(FrozenList, await ask.query(ListFrozen(after=len(reports))))
            reports += page.reports
            if len(reports) >= page.total or not page.reports:
                break
    if as_json:
        show_json(FrozenList(total=len(reports), reports=tuple(reports)))
    else:
        show(*list_parts(reports))


async def diff(
    office: str,
    first: int,
    second: int | None = None,
    /,
    *,
    to: Path | None = None,
    formats: Annotated[
        tuple[ReportFormat, ...], Parameter(name="--format", consume_multiple=True, negative="")
    ] = ("pdf",),
    as_json: AsJson = False,
    session: InSession,
) -> None:
    """Tell what moved each figure of a frozen report, and by which event (ralat).

    Args:
        office: The office's code, like bengkalis.
        first: The number of the frozen report.
        second: The number of a later one of the same kind and period; now when left out.
        to: A folder for the ralat as files.
        formats: Which files.
        as_json: Print JSON.
        session: How to reach the system.
    """
    folder = None if to is None else folder_of(to)
    wanted: tuple[ReportFormat, ...] = ("json",)
    if folder:
        wanted += tuple(one for one in formats if one != "json")
    start = StartRalat(report_id=new_id(), first=first, second=second, formats=wanted)
    async with session.asker(office) as ask:
        with progress(f"Membandingkan laporan {office}") as advance:
            job = await run_report(ask, start, advance)
        files = {file: await fetched(ask, job.report_id, file) for file in job.files}
    report = msgspec.json.decode(files[job.files[0]], type=Report)
    paths = [
        written(folder, file.name, data)
        for file, data in files.items()
        if folder and file.format in formats
    ]
    if as_json:
        show_json(report)
    else:
        show(*ralat_parts(report, paths))
