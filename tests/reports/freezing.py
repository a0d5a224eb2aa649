"""Reports that are made, frozen and compared, as the command line does it."""

import hashlib

import msgspec

from schemas.frozen import FrozenReport, ReportFrozen
from schemas.queries import FreezeReport, ReadReportPart, ShowReport, StartRalat, StartReport
from schemas.report_formats import ReportFormat
from schemas.report_jobs import ReportJob, ReportPart
from schemas.reports import Report, Row, Table
from services.reporting.documents.behind import tables_of
from tests.reporting.world import World

FORMATS: tuple[ReportFormat, ...] = ("json", "pdf", "xlsx")


def id_of(n: int) -> str:
    return f"019f3b5c-7c00-7a31-8f02-{n:012x}"


async def finished(world: World, query: StartReport | StartRalat) -> ReportJob:
    await world.keeper.catch_up()
    await world.ask(query, ReportJob)
    await world.desk.finished()
    job = await world.ask(ShowReport(report_id=query.report_id), ReportJob)
    assert job.state == "done", job
    return job


async def frozen(world: World, n: int, **changes: object) -> FrozenReport:
    return (await froze(world, n, **changes)).report


async def froze(world: World, n: int, **changes: object) -> ReportFrozen:
    given = {"kind": "penanganan", "period": "2023", "formats": FORMATS, **changes}
    start = msgspec.convert({"report_id": id_of(n), "type": "StartReport", **given}, StartReport)
    await finished(world, start)
    return await world.ask(FreezeReport(report_id=id_of(n)), ReportFrozen)


async def ralat(world: World, n: int, first: int, second: int | None = None) -> Report:
    query = StartRalat(report_id=id_of(n), first=first, second=second, formats=("json", "pdf"))
    job = await finished(world, query)
    data = b""
    for place in range(job.files[0].parts):
        part = ReadReportPart(report_id=id_of(n), format="json", part=place)
        data += (await world.ask(part, ReportPart)).data
    assert hashlib.sha256(data).hexdigest() == job.files[0].digest
    return msgspec.json.decode(data, type=Report)


def table(report: Report, key: str) -> Table | None:
    return next((one for one in tables_of(report.chapters) if one.key == key), None)


def told(report: Report, key: str) -> list[tuple[str, ...]]:
    """The rows of a table without their numbers."""
    found = table(report, key)
    return [_texts(row) for row in found.rows] if found else []


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(cell.text for cell in row.cells[1:])
