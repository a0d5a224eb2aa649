"""Reads one workbook in a process of its own, which a bad file may end.

The file comes in on standard input; its first sheet goes out as JSON, a list of texts a row.
What is no table ends the process.
"""

import datetime as dt
import io
import sys
from typing import Final

import msgspec

from runtime.archives import check
from runtime.limits import limit

UNPACKED: Final = 50_000_000
ENTRIES: Final = 200
COLUMNS: Final = 60
ROWS: Final = 5_100
SIGNS: Final = 200
"""No cell of a survey is longer; what is cut off cannot be a valid one."""


def rows_of(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as texts."""
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - only under the limits

    sheet = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0)
    found = []
    for row in sheet.iter_rows():
        found.append([text_of(cell) for cell in row[:COLUMNS]])
        if len(found) >= ROWS:
            break
    return found


def text_of(cell: object) -> str:
    """A cell as a person would have typed it."""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return str(cell)[:SIGNS]


def main() -> int:
    """Read one file."""
    limit()
    data = sys.stdin.buffer.read()
    check(data, entries=ENTRIES, unpacked=UNPACKED)
    sys.stdout.buffer.write(msgspec.json.encode(rows_of(data)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
