"""JSON with every figure's query, and CSV with a line for each row of each table."""

import csv
import io
from collections.abc import Iterator

import msgspec

from schemas.reports import Report, Row, Table
from services.reporting.documents.behind import tables_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def json_(report: Report) -> bytes:
    """The whole report, each cell with what lists its cases."""
    return msgspec.json.format(msgspec.json.encode(report), indent=1) + b"\n"


def csv_(report: Report) -> bytes:
    """All tables below one another, the table's name in the first column."""
    text = io.StringIO()
    writer = csv.writer(text)
    for table in every_table(report):
        writer.writerow(["tabel", *(cell(column.label) for column in table.columns)])
        for row in rows_of(table):
            values = (_value(row, place) for place in range(len(row.cells)))
            writer.writerow([table.key, *values])
        writer.writerow([])
    return text.getvalue().encode("utf-8-sig")


def every_table(report: Report) -> Iterator[Table]:
    """The tables of the chapters, then what must be looked at."""
    yield from tables_of(report.chapters)
    if report.checks is not None:
        yield report.checks


def rows_of(table: Table) -> Iterator[Row]:
    """The rows with the total at the end."""
    yield from table.rows
    if table.total is not None:
        yield table.total


def cell(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) and text != "-" else text


def _value(row: Row, place: int) -> str:
    found = row.cells[place]
    return cell(found.text) if found.number is None else str(found.number)
