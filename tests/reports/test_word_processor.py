"""A word processor opens every DOCX, and its pages hold what the paper holds."""

import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from schemas.report_formats import FormKind
from schemas.reports import Report
from tests.reporting.world import World
from tests.reports.files import pages_of, rendered
from tests.reports.kit import imported, repeated, report_of
from tests.reports.test_forms import KINDS, form, settled
from tests.reports.test_hostile import HOSTILE, hostile

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="no LibreOffice here: apt install libreoffice-writer"
)
PATIENCE = 300


def opened(documents: Mapping[str, bytes], folder: Path) -> dict[str, list[str]]:
    """The pages of each document as the word processor prints them."""
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    names = [str(folder / f"{name}.docx") for name in documents]
    subprocess.run([*command, *names], check=True, capture_output=True, timeout=PATIENCE)
    return {name: pages_of((folder / f"{name}.pdf").read_bytes()) for name in documents}


async def long(world: World) -> Report:
    words = " ".join(f"kata{n}" for n in range(85))
    assert len(words) > 550
    await world.say(1, await world.received(1, "2023-05-05", text=f"Pengaduan ke-1 {words}"))
    return repeated(await report_of(world), "tabel_3", 60)


def squeezed(pages: list[str]) -> str:
    return "".join("".join(pages).split())


async def test_reports_are_paged_as_they_are_meant(memory_world: World, tmp_path: Path) -> None:
    await imported(memory_world)
    kinds = ("penanganan", "evaluasi", "kinerja")
    made = {kind: rendered(await report_of(memory_world, kind=kind), "docx") for kind in kinds}
    found = opened(made, tmp_path)

    for pages in found.values():
        # Nothing but its title, head and foot would leave a page with four lines.
        bare = [page for page in pages[1:] if len(page.strip().splitlines()) < 5]
        assert not bare
    contents = next(page for page in found["penanganan"] if "DAFTAR ISI" in page)
    told = {int(n): title for title, n in re.findall(r"(BAB [IV]+).*?(\d+)\s", contents + "\n")}
    assert len(told) > 2
    # The cover is page 0.
    assert all(title in found["penanganan"][n] for n, title in told.items())


async def test_a_long_register_repeats_its_headings(memory_world: World, tmp_path: Path) -> None:
    pages = opened({"panjang": rendered(await long(memory_world), "docx")}, tmp_path)["panjang"]

    rows = [page for page in pages if "Pengaduan ke-" in page]
    assert len(rows) > 5
    assert all("Hasil Pemeriksaan" in page for page in rows)
    # A row is not torn: its number and the end of its words stand on one page.
    assert all(page.count("Pengaduan ke-") == page.count("kata84") for page in rows)
    assert squeezed(pages).count("kata84") == 60


async def test_what_people_wrote_is_text_in_it(memory_world: World, tmp_path: Path) -> None:
    words = squeezed(
        opened({"jahat": rendered(await hostile(memory_world), "docx")}, tmp_path)["jahat"]
    )

    assert not [text for text in HOSTILE if words.count("".join(text.split())) < 5]


async def test_every_paper_opens_and_fits_its_page(memory_world: World, tmp_path: Path) -> None:
    number = await settled(memory_world)
    made: dict[FormKind, bytes] = {
        kind: await form(memory_world, number, kind, "docx") for kind in KINDS
    }
    found = opened(made, tmp_path)

    assert {kind: len(pages) for kind, pages in found.items()} == dict.fromkeys(KINDS, 1)
    assert all(number in pages[0] for pages in found.values())
