"""Reads one workbook in a process of its own, which a bad file may end."""

import csv
import datetime as dt
import io
import sys
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from runtime.archives import BrokenError, HeavyError, OtherError, check
from runtime.limits import limit
from services.intake.register.errors import UnreadableRegisterError
from services.intake.register.headings import find_headings
from services.intake.register.records import split_lines
from services.intake.register.workbook import BROKEN, HEAVY, OTHER

SHEETS: Final = 50
ENTRIES: Final = 2000
UNPACKED: Final = 200 * 1024 * 1024
ROWS: Final = 200_000
COLUMNS: Final = 200
CELLS: Final = 5_000_000
Cell = int | float | str | bool | dt.time | dt.date | dt.datetime | dt.timedelta


def text_of(data: bytes) -> str:
    """The first sheet with known headings as CSV, else the first with any cell."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    first = ""
    for sheet in _sheets(book):
        text = _csv(sheet)
        try:
            find_headings(split_lines(text))
        except UnreadableRegisterError:
            first = first or text
        else:
            return text
    return first


def _sheets(book: CalamineWorkbook) -> Iterator[CalamineSheet]:
    for place, about in enumerate(book.sheets_metadata[:SHEETS]):
        if about.visible is SheetVisibleEnum.Visible:
            sheet = book.get_sheet_by_index(place)
            height, width = sheet.total_height, sheet.total_width
            if height > ROWS or width > COLUMNS or height * width > CELLS:
                raise HeavyError
            yield sheet


def _csv(sheet: CalamineSheet) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    # Empty rows above stay, so that a row keeps the number that a person sees.
    for row in sheet.to_python(skip_empty_area=False):
        writer.writerow([_cell(cell) for cell in row])
    return text.getvalue()


def _cell(cell: Cell) -> str:
    match cell:
        case dt.datetime():
            midnight = cell.time() == dt.time()
            return cell.date().isoformat() if midnight else cell.isoformat(" ", "seconds")
        case dt.date() | dt.time():
            return cell.isoformat()
        case float() if cell.is_integer():
            return str(int(cell))
        case _:
            return str(cell)


def main() -> int:
    """Answer for one file."""
    limit()
    data = sys.stdin.buffer.read()
    try:
        check(data, entries=ENTRIES, unpacked=UNPACKED)
        text = text_of(data)
    except (HeavyError, MemoryError):
        return HEAVY
    except OtherError:
        return OTHER
    except (BrokenError, CalamineError, zipfile.BadZipFile, zlib.error, ValueError, RuntimeError):
        return BROKEN
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
