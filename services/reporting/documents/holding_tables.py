"""How long cases took, and how much of it with whom, in working days."""

from collections import defaultdict
from collections.abc import Sequence

from schemas.reports import Cell, Row, Table
from services.reporting.documents import cells
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE, count, halves
from services.reporting.documents.spread import median_twice, p90
from services.reporting.documents.timed import Timed
from services.reporting.words import NOTHING

COLUMNS = cells.columns(
    ("no", "No.", 5, "center"),
    ("uraian", "Uraian", 39),
    ("jumlah", "Pengaduan", 14, "center"),
    ("median", "Median", 14, "center"),
    ("p90", "P90", 14, "center"),
    ("terlama", "Terlama", 14, "center"),
)
NOTE = "P90: sembilan dari sepuluh tidak lebih lama dari itu. Semua dalam hari kerja."


def lengths_words(cases: Sequence[Timed]) -> str:
    """The middle and the upper tenth of all."""
    known = [case.working_days for case in cases if case.working_days is not None]
    if not known:
        return "Lama penyelesaian tidak tercatat."
    without = len(cases) - len(known)
    rest = f" Lama {count(without)} pengaduan lain tidak diketahui." if without else ""
    return (
        f"Lama penyelesaian {count(len(known))} pengaduan diketahui: median "
        f"{halves(median_twice(known))} hari kerja, P90 {p90(known)} hari kerja.{rest}"
    )


def lengths_table(making: Making, cases: Sequence[Timed]) -> Table:
    """By channel, in the office's order."""
    labels = making.office.words.tables["channel"]
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        if case.working_days is not None:
            label = labels.get(case.known.channel or "", NOTHING)
            groups[label].append((case.number, case.working_days))
    order = [label for label in (*labels.values(), NOTHING) if label in groups]
    return Table(
        key="tabel_4",
        title="Tabel 4. Lama penyelesaian menurut sarana (hari kerja)",
        columns=COLUMNS,
        rows=tuple(_row(place, label, groups[label]) for place, label in enumerate(order, start=1)),
        note=NOTE,
    )


def held_table(cases: Sequence[Timed]) -> Table:
    """By holder, the one who held longest in all first."""
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for case in cases:
        for share in case.shares:
            groups[share.label].append((case.number, share.span.working_days))
    order = sorted(groups, key=lambda label: (-sum(days for _, days in groups[label]), label))
    return Table(
        key="tabel_5",
        title="Tabel 5. Waktu pada setiap pemegang (hari kerja)",
        columns=COLUMNS,
        rows=tuple(_row(place, label, groups[label]) for place, label in enumerate(order, start=1)),
        note=NOTE,
    )


def _row(place: int, label: str, held: Sequence[tuple[str, int]]) -> Row:
    days = [length for _, length in held]
    numbers = tuple(number for number, _ in held)
    upper = p90(days)
    return cells.row(
        cells.numbered(place),
        label,
        Cell(text=count(len(held)), number=len(held), cases=numbers),
        halves(median_twice(days)),
        NONE if upper is None else str(upper),
        str(max(days)),
    )
