"""Tables of responses to import, as CSV and as a workbook."""

import io
from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

BENGKALIS = Path(__file__).parents[2] / "examples" / "bengkalis-skm-2023.csv"
CODES = [f"U{n}" for n in range(1, 10)]
HEADING = ["No", *CODES]


def csv_of(*rows: Sequence[object], heading: Sequence[str] = HEADING) -> bytes:
    lines = [",".join(str(cell) for cell in row) for row in (heading, *rows)]
    return "\n".join(lines).encode()


def xlsx_of(*rows: Sequence[object], heading: Sequence[str] = HEADING) -> bytes:
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for line, row in enumerate((heading, *rows)):
            sheet.write_row(line, 0, row)
    return data.getvalue()


def row(number: int, *answers: object) -> list[object]:
    """A respondent who gave a 4 to everything that is not said."""
    return [number, *answers, *[4] * (9 - len(answers))]
