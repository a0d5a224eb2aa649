"""An office's own emblem and template stand in its documents."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import docx
import pypdf
import pytest
from msgspec.structs import replace as changed

from policy.report_settings import KOP, LETTERHEADS, LoadedSettings, load_settings
from schemas.reports import Report
from services.reporting.documents.refusals import UnusableSettingsError
from services.reporting.documents.render.docx import TEMPLATE
from services.reporting.documents.render.files import render
from services.reporting.documents.reports import make_report
from tests.policy.test_emblem import SVG
from tests.reporting.world import World
from tests.reports.files import ZONE, document_words
from tests.reports.kit import making


def settings(tmp_path: Path, **templates: bytes) -> LoadedSettings:
    folder = tmp_path / KOP
    folder.mkdir()
    words = (LETTERHEADS / "bengkalis.toml").read_text(encoding="utf-8")
    (folder / "bengkalis.toml").write_text(f'emblem = "logo.svg"\n{words}', encoding="utf-8")
    (folder / "logo.svg").write_bytes(SVG)
    for name, data in templates.items():
        (folder / f"bengkalis-{name}.docx").write_bytes(data)
    return load_settings("bengkalis", tmp_path)


async def made(world: World, loaded: LoadedSettings) -> Report:
    await world.say(1, await world.received(1, "2023-05-05"))
    await world.keeper.catch_up()
    async with world.keeper.snapshot() as snapshot:
        plain = making(world, snapshot, "2023", None)
        return await make_report("penanganan", replace(plain, loaded=loaded))


async def test_the_emblem_stands_on_the_cover(memory_world: World, tmp_path: Path) -> None:
    loaded = settings(tmp_path)
    report = await made(memory_world, loaded)
    bare = replaced(report)
    cover = pypdf.PdfReader(io.BytesIO(render(report, "pdf", ZONE))).pages[0]
    plain = pypdf.PdfReader(io.BytesIO(render(bare, "pdf", ZONE))).pages[0]

    assert cover.extract_text().split() == plain.extract_text().split()
    assert drawing(cover) > drawing(plain)
    assert pictures(render(report, "docx", ZONE)) == pictures(render(bare, "docx", ZONE)) + 1


def drawing(page: pypdf.PageObject) -> int:
    contents = page.get_contents()
    assert contents is not None
    return len(contents.get_data())


def replaced(report: Report) -> Report:
    return changed(report, head=changed(report.head, emblem=None))


def pictures(data: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return sum(name.startswith("word/media/") for name in archive.namelist())


@pytest.mark.parametrize("format_", ["pdf", "docx"])
async def test_with_it_the_same_report_is_the_same_bytes(
    memory_world: World, tmp_path: Path, format_: str
) -> None:
    report = await made(memory_world, settings(tmp_path))

    assert render(report, format_, ZONE) == render(report, format_, ZONE)


def edited(words: str) -> bytes:
    """The shipped template with another line in it."""
    document = docx.Document(str(TEMPLATE))
    document.add_paragraph(words)
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


async def test_an_office_fills_in_its_own_template(memory_world: World, tmp_path: Path) -> None:
    loaded = settings(tmp_path, laporan=edited("Tembusan: Bupati, tahun {{ tahun }}"))
    report = await made(memory_world, loaded)
    data = render(report, "docx", ZONE, loaded.templates)

    assert "Tembusan: Bupati, tahun 2023" in document_words(data)
    assert data == render(report, "docx", ZONE, loaded.templates)


@pytest.mark.parametrize(
    "words", ["{{ tahun", "{% for a in b %}", "{{ ''.__class__.__mro__[1].__subclasses__() }}"]
)
async def test_a_template_that_cannot_be_filled_in_is_refused(
    memory_world: World, tmp_path: Path, words: str
) -> None:
    loaded = settings(tmp_path, laporan=edited(words))
    report = await made(memory_world, loaded)

    with pytest.raises(UnusableSettingsError) as refused:
        render(report, "docx", ZONE, loaded.templates)
    assert "Templat DOCX milik kantor" in refused.value.fields["reason"]


async def test_what_is_no_template_is_refused(memory_world: World, tmp_path: Path) -> None:
    loaded = settings(tmp_path, laporan=b"bukan docx")
    report = await made(memory_world, loaded)

    with pytest.raises(UnusableSettingsError):
        render(report, "docx", ZONE, loaded.templates)
