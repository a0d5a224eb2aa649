"""The report of complaint handling says what the register says."""

import datetime as dt

import pytest
from msgspec.structs import replace

from schemas.events.intake import Doubt
from schemas.reports import Report, Table
from services.reporting.documents.behind import tables_of
from services.reporting.words import doubt_sentence
from tests.reporting.world import REGISTER, World, day
from tests.reports.files import cells_of, document_words, rendered, words_of
from tests.reports.kit import imported, report_of
from tests.support import samples as s


def table(report: Report, key: str) -> Table:
    (found,) = [one for one in tables_of(report.chapters) if one.key == key]
    return found


def texts(report: Report, key: str) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table(report, key).rows]


_made: dict[str, Report] = {}
"""Made once: a report is a value, and nothing here changes it."""


@pytest.fixture
async def report(memory_world: World) -> Report:
    if "2023" not in _made:
        await imported(memory_world)
        _made["2023"] = await report_of(memory_world)
    return _made["2023"]


async def test_channels_stand_in_the_offices_order_and_print_a_dash_for_none(
    report: Report,
) -> None:
    rows = texts(report, "tabel_1")

    assert [row[1] for row in rows[:3]] == [
        "Kotak Pengaduan",
        "Meja Pengaduan / Formulir Pengaduan",
        "Website",
    ]
    assert rows[0][2] == "-"
    assert table(report, "tabel_1").total.cells[2].number == 51


async def test_one_open_complaint_is_never_rounded_away(report: Report) -> None:
    assert texts(report, "tabel_2") == [
        ["1", "Selesai", "50", "98,04 %"],
        ["2", "Dalam proses", "1", "1,96 %"],
    ]


async def test_each_row_has_the_registers_seven_columns(report: Report) -> None:
    (row,) = [row for row in texts(report, "tabel_3") if "Duri Kota" in row[2]]

    assert row[1] == "SMS / WA"
    assert row[2].startswith("20 September 2023\nPermohonan SIP an")
    assert row[3].startswith("21 September 2023 (1 kd, 1 hk)\nTelah ditindak lanjuti")
    assert row[6] == "Dalam proses"
    assert {row[6] for row in texts(report, "tabel_3")} == {"Selesai", "Dalam proses"}


async def test_every_figure_names_its_complaints(report: Report) -> None:
    assert len(report.behind) > 5
    assert all(line.count == len(set(line.cases)) for line in report.behind)
    assert {line.table for line in report.behind} == {"tabel_1", "tabel_2"}


async def test_what_closed_after_the_period_is_open_in_it(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-12-20"))
    await world.say(1, s.answered(occurred=day("2024-01-04")), s.closed(occurred=day("2024-01-05")))
    found = await report_of(world)

    assert [row[1:3] for row in texts(found, "tabel_2")] == [
        ["Selesai", "-"],
        ["Dalam proses", "1"],
    ]
    (row,) = texts(found, "tabel_3")
    assert row[3] == "-"
    assert row[6] == "Dalam proses\n(berakhir 5 Januari 2024, setelah periode)"


async def test_the_pdf_says_what_the_tables_say(report: Report) -> None:
    words = "".join(words_of(rendered(report, "pdf")).split())
    rows = [row for one in tables_of(report.chapters) for row in one.rows]

    assert len(rows) > 60
    missing = [
        cell.text for row in rows for cell in row.cells if "".join(cell.text.split()) not in words
    ]
    assert not missing


async def test_doubts_are_counted_and_listed_apart(memory_world: World) -> None:
    world = memory_world
    doubts = (Doubt(code="year_differs", column="Waktu Penyelesaian"),)
    source = replace(REGISTER, doubts=doubts)
    await world.say(1, await world.received(1, "2023-06-05", source=source))
    found = await report_of(world)

    assert table(found, "tabel_1").total.cells[2].number == 1
    assert found.checks is not None
    assert "Tahunnya berbeda" in found.checks.rows[0].cells[4].text
    assert "PERLU DIPERIKSA" in words_of(rendered(found, "pdf"))


@pytest.mark.parametrize("kind", ["penanganan", "evaluasi", "kinerja"])
async def test_every_file_of_every_report_lists_the_doubts(memory_world: World, kind: str) -> None:
    world = memory_world
    codes = ("answered_before_received", "status_missing", "year_differs")
    doubts = tuple(Doubt(code=code, column="Keterangan") for code in codes)
    source = replace(REGISTER, doubts=doubts, row=32)
    await world.say(1, await world.received(1, "2023-06-05", source=source))
    found = await report_of(world, kind=kind)
    told = " ".join(doubt_sentence(code, "Keterangan") for code in codes)
    squeezed = "".join(told.split())

    assert squeezed in "".join(words_of(rendered(found, "pdf")).split())
    assert squeezed in "".join(document_words(rendered(found, "docx")).split())
    assert told in cells_of(rendered(found, "xlsx"))
    assert told in rendered(found, "csv").decode("utf-8-sig")
    assert told in rendered(found, "json").decode()


async def test_a_report_without_doubts_has_no_list_of_them(report: Report) -> None:
    assert report.checks is None


async def test_an_empty_period_is_a_report_too(memory_world: World) -> None:
    found = await report_of(memory_world, "2020-01")

    assert "tidak ada pengaduan yang diterima" in words_of(rendered(found, "pdf"))


async def test_as_of_a_day_dates_the_signature(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-05-05"))
    dated = await report_of(memory_world, as_of=dt.date(2026, 11, 22))
    undated = await report_of(memory_world)

    assert "Bengkalis, 22 November 2026" in words_of(rendered(dated, "pdf"))
    assert "Bengkalis, ……" in words_of(rendered(undated, "pdf"))
