"""Reads a whole register, row by row."""

import datetime as dt

from services.intake.register.aligning import is_number
from services.intake.register.columns import Column
from services.intake.register.dates import Dated, split_date
from services.intake.register.decoding import decode
from services.intake.register.doubts import doubts_among
from services.intake.register.headings import Headings, find_headings
from services.intake.register.keys import count_occurrences
from services.intake.register.model import DamagedRow, RegisterReading, RegisterRow, Resolver
from services.intake.register.records import Record, StartsRecord, split_lines, split_records
from services.intake.register.rows import read_row
from services.intake.register.skipping import is_blank, is_furniture
from services.intake.register.text import tidy_cell


def read_register(data: bytes, resolver: Resolver, today: dt.date) -> RegisterReading:
    """Read what a register says, and only that; a row that cannot be read stops no other.

    Args:
        data: The bytes of a CSV file as an office keeps it.
        resolver: Turns the office's words into its codes.
        today: The day of the import in the office's zone; later dates are doubts.

    Raises:
        UnreadableRegisterError: The file is no text, or has no headings that are known.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    headings = find_headings(lines)
    below = _below(lines, headings)
    blank = other = 0
    read: list[RegisterRow | DamagedRow] = []
    for record in below:
        if is_blank(record.cells):
            blank += 1
        elif is_furniture(record.cells, headings):
            other += 1
        else:
            read.append(read_row(record, headings, resolver, today))
    rows = [one for one in read if isinstance(one, RegisterRow)]
    damaged = [one for one in read if isinstance(one, DamagedRow)]
    return RegisterReading(
        layout=headings.layout,
        delimiter=headings.delimiter,
        encoding=encoding,
        rows=tuple(count_occurrences(doubts_among(rows, damaged, headings))),
        damaged=tuple(damaged),
        skipped_blank=blank,
        skipped_other=other,
    )


def _below(lines: list[str], headings: Headings) -> list[Record]:
    records = split_records(lines, headings.delimiter, _starts_record(headings))
    return [record for record in records if record.row > headings.row]


def _starts_record(headings: Headings) -> StartsRecord:
    number = headings.places.get(Column.NUMBER)
    received = headings.places.get(Column.RECEIVED_AND_TEXT)
    dated = headings.places[Column.RECEIVED] if received is None else received
    numbered = number is not None and number < dated

    def starts_record(cells: list[str]) -> bool:
        # A row that opens a lone quote itself has fewer cells; its number gives it away.
        enough = dated < len(cells) if numbered else len(cells) == len(headings.names)
        return (
            enough
            and (number is None or is_number(tidy_cell(cells[number])))
            and isinstance(split_date(tidy_cell(cells[dated])), Dated)
        )

    return starts_record
