"""What people wrote is text in every file: no formula, no template, no command."""

from schemas.base import Position
from schemas.plaintexts import AnsweredContent, ReportWords
from schemas.reports import Report
from services.reporting.documents.notes import Note
from tests.reporting.world import World
from tests.reports.files import cells_of, document_words, formulas_in, pages_of, rendered, words_of
from tests.reports.kit import repeated, report_of
from tests.support import samples as s

HOSTILE = (
    '=HYPERLINK("http://jahat.example","klik")',
    "{{ 7*7 }}",
    "{% for x in y %}",
    '#import "@preview/jahat:1.0.0": *',
    '#read("/etc/passwd")',
    "*tebal* _miring_ $x^2$ `kode` <label> @rujukan",
    "@SUM(A1)",
    "<w:t>&amp;</w:t>",
)


async def hostile(world: World, kind: str = "penanganan", note: Note | None = None) -> Report:
    for n, text in enumerate(HOSTILE, start=1):
        answered = AnsweredContent(text=text, examination=text, follow_up=text, remark=text)
        sealed = await world.sealed(n, "Answered", content=answered)
        await world.say(n, await world.received(n, "2023-05-05", text=text))
        await world.say(n, s.answered(occurred=None, sealed=sealed))
    return await report_of(world, kind=kind, note=note)


async def test_a_pdf_prints_it_as_it_was_written(memory_world: World) -> None:
    words = words_of(rendered(await hostile(memory_world), "pdf")).replace(" ", "")

    missing = [text for text in HOSTILE if words.count(text.replace(" ", "")) < 5]
    assert not missing


async def test_an_evaluation_prints_what_people_and_officers_wrote(memory_world: World) -> None:
    place = Position(stream="LAPORAN_bengkalis", sequence=1)
    note = Note(ReportWords(obstacles=HOSTILE, efforts=HOSTILE), place)
    report = await hostile(memory_world, "evaluasi", note)
    printed = words_of(rendered(report, "pdf")).replace(" ", "")
    edited = document_words(rendered(report, "docx"))

    # The problem, the examination, the follow-up; the obstacle and the effort.
    assert not [text for text in HOSTILE if printed.count(text.replace(" ", "")) < 5]
    assert not [text for text in HOSTILE if edited.count(text) < 5]
    assert not formulas_in(rendered(report, "xlsx"))


async def test_a_workbook_has_no_formula_in_it(memory_world: World) -> None:
    data = rendered(await hostile(memory_world), "xlsx")

    assert not formulas_in(data)
    assert f"5 Mei 2023\n{HOSTILE[0]}" in cells_of(data)
    assert HOSTILE[0] in cells_of(data)


async def test_a_word_processor_is_given_it_as_it_was_written(memory_world: World) -> None:
    words = document_words(rendered(await hostile(memory_world), "docx"))

    missing = [text for text in HOSTILE if words.count(text) < 5]
    assert not missing


async def test_a_csv_has_no_cell_that_a_spreadsheet_obeys(memory_world: World) -> None:
    text = rendered(await hostile(memory_world), "csv").decode("utf-8-sig")

    assert "'=HYPERLINK" in text
    assert ",=HYPERLINK" not in text
    assert '"=HYPERLINK' not in text


async def test_a_long_complaint_stays_on_its_page(memory_world: World) -> None:
    world = memory_world
    long = " ".join(f"kata{n}" for n in range(100))
    word = "P" * 400
    await world.say(1, await world.received(1, "2023-05-05", text=long))
    await world.say(2, await world.received(2, "2023-05-06", text=word))
    pages = pages_of(rendered(await report_of(world), "pdf"))

    (page,) = [page for page in pages if "kata0" in page]
    assert "kata99" in page
    assert "".join("".join(pages).split()).count("P" * 400) == 1


async def test_a_register_of_300_rows_repeats_its_headings(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05", text="Pengaduan ke-1"))
    pages = pages_of(rendered(repeated(await report_of(world), "tabel_3", 300), "pdf"))

    with_rows = [page for page in pages if "Pengaduan ke-" in page]
    assert len(with_rows) > 5
    assert all("Hasil Pemeriksaan" in page for page in with_rows)
    assert "Pengaduan ke-300" in with_rows[-1]
