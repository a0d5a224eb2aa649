"""The pages as they are seen: nothing runs over an edge, and no title ends a page."""

import io
from pathlib import Path

import pypdf
import pytest
import typst
from PIL import Image

from schemas.plaintexts import AnsweredContent
from schemas.reports import Heading, Report
from tests.reporting.world import World, day
from tests.reports.files import pages_of, rendered
from tests.reports.kit import imported, repeated, report_of
from tests.skm.tables import csv_of, row
from tests.skm.test_imports import brought_in
from tests.skm.test_report import made
from tests.support import samples as s

DOTS = 40
EDGE_CM = 1.2
DARK = 200
LONG = " ".join(f"perizinan{n}" for n in range(52))
WORD = "P" * 400
assert len(LONG) > 600


def images_of(pdf: bytes, folder: Path) -> list[Image.Image]:
    """Each page as it is printed, in grey."""
    (folder / "dokumen.pdf").write_bytes(pdf)
    count = len(pypdf.PdfReader(io.BytesIO(pdf)).pages)
    images = (f'#image("dokumen.pdf", page: {n})\n' for n in range(1, count + 1))
    pages = "#pagebreak()\n".join(images)
    source = folder / "lembar.typ"
    source.write_text("#set page(width: auto, height: auto, margin: 0pt, fill: white)\n" + pages)
    found = typst.compile(source, root=folder, format="png", ppi=DOTS)
    return [_grey(data) for data in found]


def _grey(data: bytes) -> Image.Image:
    with Image.open(io.BytesIO(data)) as opened:
        return opened.convert("L")


def inked(page: Image.Image) -> bool:
    return page.getextrema()[0] < DARK


def over_an_edge(pages: list[Image.Image]) -> list[int]:
    """The pages with ink where no printer prints."""
    edge = int(EDGE_CM / 2.54 * DOTS)
    found = []
    for number, page in enumerate(pages, start=1):
        width, height = page.size
        sides = ((0, 0, edge, height), (width - edge, 0, width, height))
        ends = ((0, 0, width, edge // 2), (0, height - edge // 2, width, height))
        if any(inked(page.crop(side)) for side in (*sides, *ends)):
            found.append(number)
    return found


def titles_of(report: Report) -> set[str]:
    found = {chapter.title for chapter in report.chapters}
    found |= {b.text for c in report.chapters for b in c.blocks if isinstance(b, Heading)}
    return {"".join(title.split()).casefold() for title in found}


def ending_with_a_title(report: Report, pages: list[str]) -> list[str]:
    """The titles below which a page has nothing but its foot."""
    titles = titles_of(report)
    found = []
    for page in pages:
        lines = ["".join(line.split()).casefold() for line in page.splitlines() if line.strip()]
        words = [line for line in lines if not line.startswith(("datasampai", "halaman"))]
        if words and words[-1] in titles:
            found.append(words[-1])
    return found


async def written(world: World) -> None:
    """Cases with long words in each column."""
    for n, text in enumerate((LONG, WORD, "Pendek"), start=1):
        told = AnsweredContent(text=text, examination=text, follow_up=text, remark=text)
        sealed = await world.sealed(n, "Answered", content=told)
        await world.say(n, await world.received(n, f"2023-05-0{n}", text=text))
        await world.say(n, s.answered(occurred=day("2023-05-09"), sealed=sealed))


@pytest.mark.parametrize("kind", ["penanganan", "evaluasi"])
async def test_long_words_stay_within_the_edges(
    memory_world: World, tmp_path: Path, kind: str
) -> None:
    await written(memory_world)
    report = await report_of(memory_world, kind=kind)
    data = rendered(report, "pdf")
    pages = images_of(data, tmp_path)

    assert len(pages) > 4
    assert all(inked(page) for page in pages)
    assert not over_an_edge(pages)
    assert not ending_with_a_title(report, pages_of(data))


async def test_a_long_complaint_stands_on_one_page_with_its_number(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-05-05", text=f"ke-1 {LONG}"))
    report = repeated(await report_of(memory_world), "tabel_3", 12)
    pages = [page for page in pages_of(rendered(report, "pdf")) if "perizinan0" in page]

    assert len(pages) > 1
    assert all(page.count("perizinan0 ") == page.count("perizinan51") for page in pages)


async def test_the_register_of_2023_is_paged(memory_world: World, tmp_path: Path) -> None:
    await imported(memory_world)
    report = await report_of(memory_world)
    data = rendered(report, "pdf")

    assert not over_an_edge(images_of(data, tmp_path))
    assert not ending_with_a_title(report, pages_of(data))


async def test_the_survey_is_paged(memory_world: World, tmp_path: Path) -> None:
    await brought_in(memory_world, csv_of(*(row(n, 3) for n in range(1, 45))), served=1800)
    report = await made(memory_world)
    data = rendered(report, "pdf")
    pages = pages_of(data)

    assert not over_an_edge(images_of(data, tmp_path))
    assert not ending_with_a_title(report, pages)
    # What the elements come to stands together.
    assert [page for page in pages if "NRR/Unsur" in page and "IKM" in page.split("NRR/Unsur")[1]]


async def test_it_is_a4_tagged_and_made_to_be_kept(memory_world: World) -> None:
    await memory_world.say(1, await memory_world.received(1, "2023-05-05"))
    report = await report_of(memory_world)
    reader = pypdf.PdfReader(io.BytesIO(rendered(report, "pdf")))
    catalog = reader.root_object
    sides = {tuple(sorted((page.mediabox.width, page.mediabox.height))) for page in reader.pages}

    assert [tuple(round(side) for side in each) for each in sides] == [(595, 842)]
    assert str(catalog["/Lang"]).startswith("id")
    assert catalog["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in catalog
    kept = catalog["/Metadata"].get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in kept
    assert "<pdfaid:conformance>B</pdfaid:conformance>" in kept
