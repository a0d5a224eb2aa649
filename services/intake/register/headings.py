"""Finds the row of headings, and with it the delimiter."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from services.intake.register.columns import Column, column_of
from services.intake.register.errors import UnreadableRegisterError
from services.intake.register.model import Layout
from services.intake.register.records import DELIMITERS, split_records
from services.intake.register.text import one_line

# Letterhead and titles may stand above the table.
_SEARCHED = 20
_WIDEST = 200
_DATES = frozenset({Column.RECEIVED_AND_TEXT, Column.RECEIVED})
_TEXTS = frozenset({Column.RECEIVED_AND_TEXT, Column.TEXT, Column.APPLICANT_AND_TEXT})
_CLASSES = frozenset({Column.SECTOR, Column.PERMIT_TYPE, Column.CATEGORY})
_EXPECTED = (
    "Judul kolom paling sedikit harus memuat tanggal (misalnya 'Waktu Pengaduan & Permasalahan', "
    "'Tanggal', 'Tgl') dan isi (misalnya 'Permasalahan', 'Isi Pengaduan', "
    "'Pemohon/Perihal Pengaduan')."
)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings as written, what each column tells, and where the row stands.

    Attributes:
        labels: The headings with a name for those that have none.
    """

    row: int
    delimiter: str
    names: tuple[str, ...]
    places: Mapping[Column, int]
    labels: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return bool(_DATES & self.places.keys()) and bool(_TEXTS & self.places.keys())

    @property
    def layout(self) -> Layout:
        if Column.APPLICANT_AND_TEXT in self.places:
            return "evaluasi"
        classified = bool(_CLASSES & self.places.keys())
        return "evaluasi" if classified and Column.CHANNEL not in self.places else "rekapitulasi"

    def name_of(self, *columns: Column) -> str:
        """Return the heading of the first of the columns that the file has."""
        return next((self.names[self.places[one]] for one in columns if one in self.places), "")

    def raw(self, cells: list[str]) -> tuple[tuple[str, str], ...]:
        """Return every cell beside its heading, cells beyond the headings included."""
        beyond = (f"kolom {at}" for at in range(len(self.labels) + 1, len(cells) + 1))
        return tuple(zip((*self.labels, *beyond), cells, strict=False))


def find_headings(lines: list[str]) -> Headings:
    """Return the row among the first ones that has the most headings we know.

    Raises:
        UnreadableRegisterError: No such row, or neither date nor text among its headings.
    """
    found = [
        _headings(record.row, record.cells, delimiter)
        for delimiter in DELIMITERS
        for record in islice(split_records(lines, delimiter), _SEARCHED)
    ]
    best = max(found, key=lambda one: (one.complete, len(one.places)))
    if best.complete:
        return best
    if len(best.places) < 2:
        raise UnreadableRegisterError(
            "no_headings",
            {"searched_rows": _SEARCHED},
            f"Baris judul kolom tidak ditemukan dalam {_SEARCHED} baris pertama. {_EXPECTED} "
            "Pemisah kolom boleh koma, titik koma atau tab.",
        )
    raise UnreadableRegisterError("missing_columns", _missing(best), _missing_sentence(best))


def _headings(row: int, cells: list[str], delimiter: str) -> Headings:
    width = max((at for at, cell in enumerate(cells, 1) if cell.strip()), default=0)
    cells = cells[: min(width, _WIDEST)]
    places: dict[Column, int] = {}
    for at, cell in enumerate(cells):
        if column := column_of(cell):
            places.setdefault(column, at)
    names = tuple(one_line(cell) for cell in cells)
    labels = tuple(name or f"kolom {at}" for at, name in enumerate(names, 1))
    return Headings(row, delimiter, names, places, labels)


def _missing(headings: Headings) -> dict[str, str | int]:
    dated = bool(_DATES & headings.places.keys())
    told = bool(_TEXTS & headings.places.keys())
    missing = [word for word, there in (("tanggal", dated), ("isi", told)) if not there]
    return {"row": headings.row, "missing": " dan ".join(missing)}


def _missing_sentence(headings: Headings) -> str:
    missing = _missing(headings)["missing"]
    return f"Baris judul (baris {headings.row}) tidak memuat kolom {missing}. {_EXPECTED}"
