"""The list of a breach, for a person and for a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from cli.print.moments import moment
from cli.print.tables import NOTHING, heading, small, table
from cli.text import cell, one_line, shown
from schemas.readings import BreachLine, BreachList

BOXES: Final = {
    "identity": "identitas",
    "summary": "ringkasan",
    "content": "isi",
    "attachment": "lampiran",
}
COLUMNS: Final = (
    "nomor",
    "dapat_membaca",
    "terbukti_membaca",
    "berapa_kali",
    "pertama",
    "terakhir",
    "dihapus",
)


def breach_parts(found: BreachList, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Every complaint, and how many in all."""
    yield heading(f"Yang dapat dibaca {one_line(found.account)}")
    yield small(f"{moment(found.since, zone)} sampai {moment(found.until, zone)}")
    rows = table("Nomor", "Dapat membaca", "Terbukti membaca", "Kali", "Terakhir", right=(3,))
    for line in found.lines:
        cells = (
            line.number,
            boxes(line.could),
            boxes(line.did),
            str(line.times or NOTHING),
            moment(line.last_at, zone) if line.last_at else NOTHING,
        )
        rows.add_row(*(shown(one_line(text)) for text in cells))
    yield rows if found.lines else shown("Tidak ada.")
    upto = f", dibaca sampai urutan {found.position.sequence}" if found.position else ""
    yield small(f"{found.total} pengaduan, {found.did} terbukti dibaca{upto}")


def breach_csv(found: BreachList) -> str:
    """The same as a file."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([cell(value) for value in _row(line)] for line in found.lines)
    return text.getvalue()


def _row(line: BreachLine) -> tuple[str, ...]:
    return (
        line.number,
        boxes(line.could),
        boxes(line.did),
        str(line.times),
        line.first_at.isoformat() if line.first_at else "",
        line.last_at.isoformat() if line.last_at else "",
        "ya" if line.erased else "tidak",
    )


def boxes(names: Sequence[str]) -> str:
    """The boxes as an officer calls them."""
    return ", ".join(BOXES.get(name, name) for name in names) or NOTHING


def first_of_day(at: dt.datetime, typed: str, zone: ZoneInfo) -> dt.datetime:
    """Of a day the first moment, where a day alone was typed."""
    if len(typed) > len("2026-03-31"):
        return at
    midnight = dt.datetime.combine(at.astimezone(zone).date(), dt.time(), zone)
    return midnight.astimezone(dt.UTC)
