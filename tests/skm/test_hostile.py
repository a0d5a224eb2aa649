"""A survey workbook that nobody should have sent is refused, and nothing of it goes in."""

import io
import zipfile
from collections.abc import Callable

import pytest

from schemas.answers import Refused
from schemas.survey_queries import ImportSurvey, ShowIndex
from schemas.survey_views import IndexView
from tests.reporting.world import World
from tests.skm.tables import row, xlsx_of

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_part(name: str, data: bytes) -> bytes:
    """A good workbook, one part of which is another."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(xlsx_of(row(1)))) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return made.getvalue()


def far() -> bytes:
    cells = '<row r="1"><c r="A1"><v>1</v></c></row>'
    cells += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return with_part(
        SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'.encode()
    )


def entities() -> bytes:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    return with_part(SHEET, f'{bomb}<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode())


def modest() -> bytes:
    """A bomb that says it is small."""
    data = bytearray(with_part("xl/media/a.bin", bytes(60_000_000)))
    size = (60_000_000).to_bytes(4, "little")
    while (place := data.find(size)) != -1:
        data[place : place + 4] = (10).to_bytes(4, "little")
    return bytes(data)


def with_parts(many: int) -> bytes:
    data = io.BytesIO(xlsx_of(row(1)))
    with zipfile.ZipFile(data, "a") as archive:
        for n in range(many):
            archive.writestr(f"xl/media/{n}.bin", b"")
    return data.getvalue()


def another() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("../../etc/passwd", "No,U1")
    return data.getvalue()


HOSTILE: dict[str, Callable[[], bytes]] = {
    "a bomb": lambda: with_part("xl/media/a.bin", bytes(60_000_000)),
    "a bomb that says it is small": modest,
    "a cell far away": far,
    "entities": entities,
    "many parts": lambda: with_parts(300),
    "half a workbook": lambda: xlsx_of(row(1))[:2000],
    "another zip": another,
    "an archive within": lambda: with_part(SHEET, xlsx_of(row(1))),
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_it_is_refused_whole(memory_world: World, name: str) -> None:
    data = HOSTILE[name]()
    found = await memory_world.ask(ImportSurvey(period="2023", file=data), Refused)

    assert found.code == "survey_unreadable"
    assert (await memory_world.ask(ShowIndex(period="2023"), IndexView)).respondents == 0
