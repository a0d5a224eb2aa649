"""What came into a survey after its report was frozen stands in the ralat, with its record."""

from schemas.reports import Paragraph, Report
from schemas.survey_queries import ImportSurvey, UndoSurveyImport
from schemas.survey_views import SurveyImported, SurveyUndone
from tests.reporting.world import World
from tests.reports.files import rendered
from tests.reports.freezing import frozen, ralat, table, told
from tests.skm.tables import csv_of, row


async def brought_in(world: World, *rows: list[object]) -> SurveyImported:
    said = ImportSurvey(period="2023", file=csv_of(*rows), served=40)
    return await world.ask(said, SurveyImported)


def words(report: Report) -> list[str]:
    return [
        block.text
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]


async def test_responses_that_came_later_stand_with_their_record(memory_world: World) -> None:
    world = memory_world
    await brought_in(world, row(1), row(2, 3))
    await frozen(world, 1, kind="ikm")
    await brought_in(world, row(1), row(2, 3), row(3, 1))
    found = await ralat(world, 2, 1)
    moved = {(line[0], line[1], line[2]): line[3:] for line in told(found, "ralat_angka")}
    record = told(found, "ralat_peristiwa")[-1]

    name, what, *_ = record
    assert what == "1 jawaban dari tabel yang diimpor"
    key = ("Tabel 1. Nilai rata-rata tiap unsur pelayanan", "Persyaratan", "NRR")
    assert ("3,500", "2,667", f"{name}: {what}") in {
        line for (title, _, column), line in moved.items() if (title, column) == (key[0], key[2])
    }


async def test_complaints_of_the_same_time_are_not_named(memory_world: World) -> None:
    world = memory_world
    await brought_in(world, row(1))
    await frozen(world, 1, kind="ikm")
    await world.say(1, await world.received(1, "2023-06-05"))
    found = await ralat(world, 2, 1)

    assert "Tidak ada angka yang berubah." in words(found)
    assert table(found, "ralat_peristiwa") is None
    assert not [text for text in words(found) if "tidak memberi" in text]


async def test_an_undone_import_stands_with_its_record(memory_world: World) -> None:
    world = memory_world
    imported = await brought_in(world, row(1), row(2))
    await frozen(world, 1, kind="ikm")
    undo = UndoSurveyImport(period="2023", import_id=imported.import_id)
    await world.ask(undo, SurveyUndone)
    await frozen(world, 2, kind="ikm")
    found = await ralat(world, 3, 1, 2)

    assert [line[1] for line in told(found, "ralat_peristiwa")] == ["Impor dibatalkan"]
    assert told(found, "ralat_angka")
    assert rendered(found, "pdf").startswith(b"%PDF-1.7")
