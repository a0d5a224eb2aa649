"""Reads a whole file of SP4N-LAPOR!, report by report."""

import datetime as dt
from collections.abc import Iterator

from services.intake.register.decoding import decode
from services.intake.register.errors import DamagedError
from services.intake.register.model import DamagedRow, RegisterReading, RegisterRow
from services.intake.register.records import Record, split_lines, split_records
from services.intake.register.skipping import is_blank
from services.intake.register.text import one_line
from services.intake.sp4n.office import Sp4nOffice
from services.intake.sp4n.rows import read_row
from services.intake.sp4n.table import Table, find_table

_TWICE = (
    "ID pelacakan ini sudah ada pada baris {row}, dengan isi lain. Sisakan baris yang benar, "
    "lalu impor lagi berkas ini."
)


def read_sp4n(data: bytes, office: Sp4nOffice, today: dt.date) -> RegisterReading:
    """Read what an export says; a report that cannot be read stops no other.

    Args:
        data: The bytes of a CSV file.
        office: Knows its words and theirs.
        today: The day of the import in the office's zone; later dates are doubts.

    Raises:
        UnreadableRegisterError: The file is no text, or lacks a column that is needed.
    """
    text, encoding = decode(data)
    lines = split_lines(text)
    table = find_table(lines, office.form)
    below = [one for one in split_records(lines, table.delimiter) if one.row > table.row]
    told = [record for record in below if not is_blank(record.cells)]
    read = list(_read(told, table, office, today))
    rows = tuple(one for one in read if isinstance(one, RegisterRow))
    damaged = tuple(one for one in read if isinstance(one, DamagedRow))
    return RegisterReading(
        layout="sp4n",
        delimiter=table.delimiter,
        encoding=encoding,
        rows=rows,
        damaged=damaged,
        skipped_blank=len(below) - len(told),
        skipped_other=len(told) - len(read),
    )


def _read(
    records: list[Record], table: Table, office: Sp4nOffice, today: dt.date
) -> Iterator[RegisterRow | DamagedRow]:
    first: dict[str, Record] = {}
    for record in records:
        reference = one_line(table.cell(record.cells, "tracking_id")).casefold()
        before = first.setdefault(reference, record) if reference else record
        if before is not record and before.cells == record.cells:
            continue
        try:
            _refuse_repeated(record, before, table)
            yield read_row(record, table, office, today)
        except DamagedError as damage:
            yield DamagedRow(
                row=record.row,
                number=one_line(table.cell(record.cells, "tracking_id")) or None,
                column=damage.column,
                code=damage.code,
                reason=damage.reason,
                raw=table.raw(record.cells),
            )


def _refuse_repeated(record: Record, before: Record, table: Table) -> None:
    if before is not record:
        sentence = _TWICE.format(row=before.row)
        raise DamagedError(table.heading("tracking_id"), "repeated_tracking_id", sentence)
