"""Workbooks as offices and attackers make them."""

import csv
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import xlsxwriter

ROOT = Path(__file__).parents[3]
BENGKALIS = ROOT / "examples" / "bengkalis-register-2023.csv"


def workbook(fill: Callable[[Any, Any], None]) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True, "strings_to_formulas": False}) as book:
        fill(book, book.add_worksheet("Register"))
    return data.getvalue()


def bengkalis() -> bytes:
    """The register of 2023 as a spreadsheet keeps it."""

    def fill(_: Any, sheet: Any) -> None:
        with BENGKALIS.open(newline="", encoding="utf-8-sig") as file:
            for place, row in enumerate(csv.reader(file)):
                for column, text in enumerate(row):
                    if column == 0 and text.isdigit():
                        sheet.write_number(place, column, int(text))
                    else:
                        sheet.write_string(place, column, text)

    return workbook(fill)


def with_part(name: str, data: bytes) -> bytes:
    """A good workbook, one part of which is another."""
    made, good = io.BytesIO(), io.BytesIO(bengkalis())
    with (
        zipfile.ZipFile(good) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            if entry != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data)
    return made.getvalue()
