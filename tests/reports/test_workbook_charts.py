"""A workbook draws each diagram itself, from the cells of its own table."""

import io
import re
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from schemas.reports import Chart, Report
from schemas.survey_queries import ImportSurvey
from schemas.survey_views import SurveyImported
from services.reporting.documents.behind import tables_of
from tests.reporting.world import World
from tests.reports.files import rendered
from tests.reports.kit import imported, report_of
from tests.skm.tables import BENGKALIS
from tests.skm.test_report import made
from tests.support import samples as s

SERIES = re.compile(rb"<c:cat>.*?<c:f>(.*?)</c:f>.*?<c:val>.*?<c:f>(.*?)</c:f>", re.DOTALL)
RANGE = re.compile(r"'?(\w+)'?!\$([A-Z])\$(\d+)(?::\$[A-Z]\$(\d+))?")


def charts_of(report: Report) -> list[Chart]:
    return [b for chapter in report.chapters for b in chapter.blocks if isinstance(b, Chart)]


def drawn(xlsx: bytes) -> list[list[tuple[str, float]]]:
    """What each diagram of a workbook draws, read from the cells that it names."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(xlsx))
    with zipfile.ZipFile(io.BytesIO(xlsx)) as archive:
        names = sorted(
            (name for name in archive.namelist() if re.fullmatch(r"xl/charts/chart\d+.xml", name)),
            key=lambda name: int(re.findall(r"\d+", name)[0]),
        )
        series = [SERIES.search(archive.read(name)).groups() for name in names]
    return [
        list(zip(*(_cells(book, place.decode()) for place in pair), strict=True)) for pair in series
    ]


def _cells(book: CalamineWorkbook, place: str) -> list[object]:
    sheet, column, first, last = RANGE.fullmatch(place).groups()
    rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [rows[n][ord(column) - ord("A")] for n in range(int(first) - 1, int(last or first))]


def meant(report: Report) -> list[list[tuple[str, float]]]:
    """The bars of each diagram, in the order of the sheets."""
    found = {chart.table: chart for chart in charts_of(report)}
    tables = [table for table in tables_of(report.chapters) if table.key in found]
    assert len(tables) == len(found)
    return [[(bar.label, bar.count) for bar in found[table.key].bars] for table in tables]


@pytest.mark.parametrize("kind", ["penanganan", "evaluasi"])
async def test_it_draws_what_the_paper_draws(memory_world: World, kind: str) -> None:
    await imported(memory_world)
    report = await report_of(memory_world, kind=kind)

    assert meant(report)
    assert drawn(rendered(report, "xlsx")) == meant(report)


async def test_it_draws_the_deadlines_that_were_missed(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-01-10"), s.clock_started(clock="verify"))
    await world.say(1, s.clock_missed(clock="verify"))
    report = await report_of(world, kind="kinerja")

    assert drawn(rendered(report, "xlsx")) == meant(report) == [[("Verifikasi", 1)]]


async def test_it_draws_the_answers_to_each_element(memory_world: World) -> None:
    said = ImportSurvey(period="2023", file=BENGKALIS.read_bytes(), served=1800)
    await memory_world.ask(said, SurveyImported)
    report = await made(memory_world)

    assert len(meant(report)) == 9
    assert drawn(rendered(report, "xlsx")) == meant(report)
