"""A report by the command line's way: started, watched, fetched in parts."""

import datetime as dt
import hashlib
import io
from pathlib import Path

import msgspec
import pypdf

from schemas.base import Position
from schemas.queries import ReadReportPart, ShowReport, StartReport
from schemas.report_formats import ReportFormat
from schemas.report_jobs import ReportJob, ReportPart
from schemas.reports import Report
from tests.support.system import BENGKALIS, Officer, end_of, officer_of, running_system

ID = "019f3b5c-7c00-7a31-8f00-000000000001"
FORMATS: tuple[ReportFormat, ...] = ("pdf", "xlsx", "json")


async def made(officer: Officer, upto: Position, as_of: dt.date | None = None) -> ReportJob:
    report_id = ID
    start = StartReport(
        report_id=report_id,
        kind="penanganan",
        period="2023",
        as_of=as_of,
        formats=FORMATS,
        min_position=upto,
    )
    await officer.see(start, ReportJob)
    return await officer.see_when(
        ShowReport(report_id=report_id), ReportJob, lambda job: job.state != "running"
    )


async def fetched(officer: Officer, job: ReportJob) -> dict[str, bytes]:
    files = {}
    for file in job.files:
        parts = [
            await officer.see(
                ReadReportPart(report_id=job.report_id, format=file.format, part=n), ReportPart
            )
            for n in range(file.parts)
        ]
        files[file.format] = b"".join(part.data for part in parts)
        assert hashlib.sha256(files[file.format]).hexdigest() == file.digest
    return files


async def test_the_register_of_2023_becomes_a_report(tmp_path: Path) -> None:
    async with running_system(tmp_path) as endpoint, officer_of(endpoint, "bengkalis") as officer:
        imported = await officer.import_register(BENGKALIS.read_bytes())
        job = await made(officer, end_of(imported))
        assert job.state == "done", job
        files = await fetched(officer, job)

    report = msgspec.json.decode(files["json"], type=Report)
    assert report.figures == job.figures
    text = "\n".join(
        page.extract_text() for page in pypdf.PdfReader(io.BytesIO(files["pdf"])).pages
    )
    assert "1,96 %" in text
    assert "98,04 %" in text
