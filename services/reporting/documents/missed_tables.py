"""What was missed, and before whom it was brought, case by case."""

import datetime as dt
from collections.abc import Sequence

from schemas.reports import Block, Cell, Paragraph, Table
from services.reporting.documents import cells
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE, day
from services.reporting.documents.timed import Timed

MISSED = cells.columns(
    ("no", "No.", 5, "center"),
    ("nomor", "Nomor Pengaduan", 25),
    ("tenggat", "Tenggat", 28),
    ("batas", "Batas", 20, "center"),
    ("selesai", "Dipenuhi", 22, "center"),
)
RUNGS = cells.columns(
    ("no", "No.", 5, "center"),
    ("nomor", "Nomor Pengaduan", 22),
    ("tenggat", "Tenggat", 20),
    ("kepada", "Disampaikan kepada", 25),
    ("tindakan", "Tindakan", 14),
    ("tanggal", "Tanggal / Dilihat", 14, "center"),
)


def missed_table(making: Making, cases: Sequence[Timed]) -> tuple[Block, ...]:
    """Each missed deadline of the office with its last day and the day it was met."""
    words = making.office.words
    lines = [
        (case, one)
        for case in cases
        for one in case.missed
        if words.side(one.clock).binds == "office"
    ]
    if not lines:
        return (Paragraph(text="Tidak ada tenggat kantor yang terlewat."),)
    rows = tuple(
        cells.row(
            cells.numbered(place),
            Cell(text=case.number, cases=(case.number,)),
            words.clock(one.clock),
            day(one.due_on),
            _or_none(one.ended_on, "belum"),
        )
        for place, (case, one) in enumerate(lines, start=1)
    )
    title = "Tabel 6. Tenggat yang terlewat"
    return (Table(key="tabel_6", title=title, columns=MISSED, rows=rows),)


def escalation_table(making: Making, cases: Sequence[Timed]) -> tuple[Block, ...]:
    """Each rung of a ladder, and when it was seen."""
    words = making.office.words
    lines = [(case, rung) for case in cases for rung in case.rungs]
    if not lines:
        return (Paragraph(text="Tidak ada keterlambatan yang dieskalasi."),)
    rows = tuple(
        cells.row(
            cells.numbered(place),
            Cell(text=case.number, cases=(case.number,)),
            words.clock(rung.clock),
            words.label("role", rung.to),
            words.action(rung.action),
            f"{_or_none(rung.on, NONE)}\n{_or_none(rung.seen_on, 'belum dilihat')}",
        )
        for place, (case, rung) in enumerate(lines, start=1)
    )
    title = "Tabel 7. Eskalasi keterlambatan"
    return (Table(key="tabel_7", title=title, columns=RUNGS, rows=rows),)


def _or_none(on: dt.date | None, otherwise: str) -> str:
    return otherwise if on is None else day(on)
