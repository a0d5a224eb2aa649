"""The report of the survey says what the table says, in every file."""

from dataclasses import replace
from functools import cache

import pytest

from schemas.reports import Publication, Report, Table
from schemas.survey_queries import ImportSurvey
from schemas.survey_views import SurveyImported
from services.reporting.documents.behind import tables_of
from services.reporting.documents.reports import make_report
from services.reporting.skm.book import Book
from tests.reporting.world import World
from tests.reports.files import cells_of, document_words, pages_of, rendered, words_of
from tests.reports.kit import making
from tests.skm.tables import BENGKALIS, csv_of, row


async def made(world: World, period: str = "2023") -> Report:
    await world.keeper.catch_up()
    survey = await Book(world.office, world.surveys).read()
    async with world.keeper.snapshot() as snapshot:
        return await make_report(
            "ikm", replace(making(world, snapshot, period, None), survey=survey)
        )


_made: dict[str, Report] = {}
"""Made once: a report is a value, and nothing here changes it."""


async def surveyed(world: World) -> Report:
    said = ImportSurvey(period="2023", file=BENGKALIS.read_bytes(), served=1800)
    await world.ask(said, SurveyImported)
    return await made(world)


@pytest.fixture
async def report(memory_world: World) -> Report:
    if "2023" not in _made:
        _made["2023"] = await surveyed(memory_world)
    return _made["2023"]


@cache
def pages() -> list[str]:
    """The pages of that report."""
    return pages_of(rendered(_made["2023"], "pdf"))


def table(report: Report, key: str) -> Table:
    (found,) = [one for one in tables_of(report.chapters) if one.key == key]
    return found


def test_the_index_stands_below_its_elements(report: Report) -> None:
    total = table(report, "tabel_1").total

    assert total is not None
    assert [cell.text for cell in total.cells[5:]] == ["3,729", "93,24"]
    assert [row.cells[4].text for row in table(report, "tabel_2").rows] == [
        *("93,24", "93,14", "92,30"),
    ]


def test_each_elements_answers_sum_to_its_value(report: Report) -> None:
    found = table(report, "jawaban_u3")

    assert sum(row.cells[3].number or 0 for row in found.rows) == 1148
    assert sum(row.cells[2].number or 0 for row in found.rows) == 317
    assert len(table(report, "responden").rows) == 317 + 3


def test_the_sheet_to_publish_stands_on_one_page(report: Report) -> None:
    (sheet,) = [
        block
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Publication)
    ]
    (page,) = [page for page in pages() if sheet.thanks[:20] in page]

    assert "93,24" in page
    assert "Mutu pelayanan A" in page


def test_every_file_names_the_index_and_its_methods(report: Report) -> None:
    words = " ".join(" ".join(pages()).split())

    assert "adalah 93,24 dengan mutu A" in words
    assert "Krejcie dan Morgan adalah 317: terpenuhi" in words
    assert "Bobot lama 0,111" in words
    assert "IKM 93,24" in document_words(rendered(report, "docx"))
    assert "92,30" in cells_of(rendered(report, "xlsx"))
    assert "92,30" in rendered(report, "csv").decode("utf-8-sig")


async def test_complaints_change_nothing_in_it(memory_world: World) -> None:
    said = ImportSurvey(period="2023", file=csv_of(row(1), row(2, 3)))
    await memory_world.ask(said, SurveyImported)
    report = await made(memory_world)
    await memory_world.say(1, await memory_world.received(1, "2023-06-05"))
    again = await made(memory_world)

    assert rendered(again, "pdf") == rendered(report, "pdf")
    assert again.figures == report.figures


async def test_a_period_without_answers_is_a_report_too(memory_world: World) -> None:
    found = await made(memory_world, "2020")

    assert "belum ada jawaban survei" in words_of(rendered(found, "pdf"))
