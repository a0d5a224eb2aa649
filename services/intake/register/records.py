"""Cuts the text of a file into records; one bad quote does not swallow the rows below it."""

import csv
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t")
# No cell of a register has more lines; it also bounds the work on a file full of lone quotes.
_MOST_LINES = 50

StartsRecord = Callable[[list[str]], bool]


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record, its place in the file, and what kept it from being cut."""

    row: int
    cells: list[str]
    fault: str | None = None


def split_lines(text: str) -> list[str]:
    """Return the physical lines with their ends, whichever system wrote them."""
    return list(io.StringIO(text, newline=""))


def split_records(
    lines: list[str], delimiter: str, starts_record: StartsRecord | None = None
) -> Iterator[Record]:
    """Cut lines into records.

    Args:
        lines: The physical lines, from `split_lines`.
        delimiter: What stands between two cells.
        starts_record: Says of the cells of a single line whether they are a row of their own. If
            one is found inside a quoted cell, the quote was never closed, and only the line that
            opened it is damaged.
    """
    at = row = 0
    while at < len(lines):
        row += 1
        cells, taken, fault = _next_record(lines, at, delimiter)
        hidden = (
            starts_record is not None
            and taken > 1
            and _swallowed(lines, at, taken, delimiter, starts_record)
        )
        if hidden or fault == "unclosed_quote":
            taken, fault = 1, "unclosed_quote"
            cells = _cells_of(lines[at], delimiter) or [lines[at]]
        yield Record(row, cells, fault)
        at += taken


def _next_record(lines: list[str], at: int, delimiter: str) -> tuple[list[str], int, str | None]:
    if '"' not in lines[at]:
        cells = _cells_of(lines[at], delimiter)
        return (cells, 1, None) if cells is not None else ([lines[at]], 1, "cell_too_long")
    below = lines[at : at + _MOST_LINES]
    # Only a cell whose quote is still open takes in the empty line behind the last one.
    reader = csv.reader([*below, ""], delimiter=delimiter)
    try:
        cells, taken = next(reader), reader.line_num
        return cells, taken, "unclosed_quote" if taken > len(below) else None
    except csv.Error:
        return [lines[at]], 1, "cell_too_long"


def _cells_of(line: str, delimiter: str) -> list[str] | None:
    try:
        return next(csv.reader([line], delimiter=delimiter), [])
    except csv.Error:
        return None


def _swallowed(
    lines: list[str], at: int, taken: int, delimiter: str, starts_record: StartsRecord
) -> bool:
    below = (_cells_of(line, delimiter) for line in lines[at + 1 : at + taken])
    return any(cells is not None and starts_record(cells) for cells in below)
