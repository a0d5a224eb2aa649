"""The evaluation of Banten's first quarter of 2021, and the time that cases took."""

from pathlib import Path

import msgspec
import pytest

from schemas.queries import ReadReportPart, ShowReport, StartReport
from schemas.report_jobs import ReportJob, ReportPart
from schemas.reports import Report
from services.reporting.documents.behind import tables_of
from services.reporting.documents.spread import median_twice, p90
from tests.reporting.world import World, day
from tests.reports.files import rendered, words_of
from tests.reports.kit import report_of
from tests.support import samples as s
from tests.support.system import BANTEN, end_of, officer_of, running_system

ID = "019f3b5c-7c00-7a31-8f00-000000000002"


async def evaluated(root: Path) -> Report:
    async with running_system(root) as endpoint, officer_of(endpoint, "banten") as officer:
        upto = end_of(await officer.import_register(BANTEN.read_bytes()))
        start = StartReport(
            report_id=ID, kind="evaluasi", period="2021-Q1", formats=("json",), min_position=upto
        )
        await officer.see(start, ReportJob)
        await officer.see_when(ShowReport(report_id=ID), ReportJob, lambda job: job.state == "done")
        part = ReadReportPart(report_id=ID, format="json", part=0)
        return msgspec.json.decode((await officer.see(part, ReportPart)).data, type=Report)


async def test_bantens_sectors_add_up_as_the_office_published(tmp_path: Path) -> None:
    report = await evaluated(tmp_path)
    sectors, cases, causes = tables_of(report.chapters)
    heads = {row.cells[1].text: row.cells[2].text for row in sectors.rows if row.head}

    assert {name: n for name, n in heads.items() if n != "-"} == {
        "Energi dan Sumber Daya Mineral": "5",
        "Perhubungan": "1",
        "Pendidikan dan Kebudayaan": "2",
        "Lingkungan Hidup dan Kehutanan": "2",
        "Kelautan dan Perikanan": "1",
        "Pekerjaan Umum dan Perumahan Rakyat": "3",
        "Sosial": "1",
        "Perindustrian dan Perdagangan": "1",
    }
    assert sectors.total.cells[2].number == 16
    assert len(cases.rows) == 16
    ranked = [row.cells[2].number for row in causes.rows]
    assert sum(ranked) == 16
    assert ranked == sorted(ranked, reverse=True)
    assert "TOTAL" in words_of(rendered(report, "pdf"))


async def test_deadlines_are_told_with_their_cases(memory_world: World) -> None:
    world = memory_world
    for n in (1, 2, 3):
        verdict = s.clock_met if n < 3 else s.clock_missed
        await world.say(n, await world.received(n, "2023-01-10"), s.clock_started(clock="verify"))
        await world.say(n, verdict(clock="verify"))
    report = await report_of(world, kind="kinerja")
    tables = {table.key: table for table in tables_of(report.chapters)}

    row = tables["tabel_1"].rows[0]
    assert [cell.text for cell in row.cells[3:]] == ["2", "1", "-", "66,67 %"]
    assert row.cells[4].filter.verdict == "missed"
    (missed,) = tables["tabel_6"].rows
    assert missed.cells[2].text == "Verifikasi"
    behind = [line for line in report.behind if line.table == "tabel_1"]
    assert [line.count for line in behind] == [2, 1]


async def test_lengths_are_told_by_channel(memory_world: World) -> None:
    world = memory_world
    for n, closed in enumerate(("2023-01-11", "2023-01-12", "2023-01-20"), start=1):
        await world.say(n, await world.received(n, "2023-01-10"), s.closed(occurred=day(closed)))
    report = await report_of(world, kind="kinerja")
    tables = {table.key: table for table in tables_of(report.chapters)}

    (row,) = tables["tabel_4"].rows
    assert [cell.text for cell in row.cells[1:]] == [
        "Meja Pengaduan / Formulir Pengaduan",
        "3",
        "2",
        "8",
        "8",
    ]


@pytest.mark.parametrize(
    ("lengths", "twice", "upper"),
    [([], None, None), ([4], 8, 4), ([1, 2], 3, 2), (list(range(1, 11)), 11, 9), ([0, 0, 9], 0, 9)],
)
def test_the_middle_and_the_upper_tenth(
    lengths: list[int], twice: int | None, upper: int | None
) -> None:
    assert (median_twice(lengths), p90(lengths)) == (twice, upper)
