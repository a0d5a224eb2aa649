"""A register kept as XLSX reads as its CSV does; a hostile one is refused within limits."""

import csv
import datetime as dt
import io
import zipfile
from typing import Any

import pytest

from policy.load import OFFICES, load_office
from policy.lookup import Lookup
from services.intake.register import RegisterReading, read_register
from services.intake.register.errors import UnreadableRegisterError
from services.intake.register.workbook import is_workbook, sheet_text
from tests.intake.register.workbooks import BENGKALIS, bengkalis, with_part, workbook

TODAY = dt.date(2026, 11, 22)
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def reading(data: bytes) -> RegisterReading:
    resolver = Lookup(load_office(OFFICES / "bengkalis.toml").policy)
    return read_register(sheet_text(data) if is_workbook(data) else data, resolver, TODAY)


def refused(data: bytes) -> str:
    with pytest.raises(UnreadableRegisterError) as caught:
        sheet_text(data)
    return caught.value.code


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(sheet_text(data).decode())))


def test_the_register_reads_as_its_csv_does() -> None:
    of_csv, of_xlsx = reading(BENGKALIS.read_bytes()), reading(bengkalis())

    assert len(of_csv.rows) == 51
    assert of_xlsx.rows == of_csv.rows
    assert of_xlsx.damaged == of_csv.damaged


def test_dates_and_numbers_read_as_they_are_meant() -> None:
    def fill(book: Any, sheet: Any) -> None:
        format_ = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_datetime(0, 0, dt.date(2023, 3, 5), format_)
        sheet.write_number(0, 1, 7)
        sheet.write_string(0, 2, "=1+1")

    assert rows_of(workbook(fill)) == [["2023-03-05", "7", "=1+1"]]


def test_a_row_keeps_its_number() -> None:
    assert rows_of(workbook(lambda _, sheet: sheet.write_string(2, 0, "Tiga")))[2] == ["Tiga"]


def test_the_sheet_with_the_register_is_found_behind_others() -> None:
    def fill(book: Any, sheet: Any) -> None:
        sheet.write_string(0, 0, "Petunjuk pengisian")
        with BENGKALIS.open(newline="", encoding="utf-8-sig") as file:
            second = book.add_worksheet("Data")
            for place, row in enumerate(csv.reader(file)):
                second.write_row(place, 0, row)

    assert len(reading(workbook(fill)).rows) == 51


def test_a_cell_far_away_is_refused() -> None:
    far = f'<worksheet xmlns="{MAIN}"><sheetData>'
    far += '<row r="1"><c r="A1"><v>1</v></c></row>'
    far += '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'

    assert refused(with_part(SHEET, far.encode())) == "workbook_too_heavy"


def test_a_bomb_is_refused() -> None:
    assert refused(with_part("xl/media/a.bin", b"\0" * (210 * 1024 * 1024))) == "workbook_too_heavy"


def test_entities_are_refused() -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    bomb += f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'

    assert refused(with_part(SHEET, bomb.encode())) == "workbook_broken"


def test_a_torn_workbook_is_refused() -> None:
    assert refused(bengkalis()[:2000]) == "workbook_broken"


def test_another_zip_is_no_register() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("surat.txt", "Halo")

    assert refused(data.getvalue()) == "not_text"


def test_one_that_takes_too_long_is_refused() -> None:
    with pytest.raises(UnreadableRegisterError) as caught:
        sheet_text(bengkalis(), seconds=0.0)

    assert caught.value.code == "workbook_too_heavy"
