"""Finds the headings of a file of SP4N-LAPOR! and puts its cells under them."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from policy.lookup import fold
from policy.sp4n import Sp4nForm
from services.intake.register.errors import UnreadableRegisterError
from services.intake.register.records import DELIMITERS, split_records
from services.intake.register.text import one_line, tidy_cell

_SEARCHED = 20
_NEEDED = ("tracking_id", "reported", "text")
IDENTITY = frozenset({"name", "phone", "email", "address"})


@dataclass(frozen=True, slots=True)
class Table:
    """Where which column stands.

    Attributes:
        row: The row of the headings.
        names: The headings as written.
        places: The place of each column that the file has.
    """

    row: int
    delimiter: str
    names: tuple[str, ...]
    places: Mapping[str, int]

    def cell(self, cells: list[str], column: str) -> str:
        """What stands there, nothing where there is none."""
        at = self.places.get(column, len(cells))
        return tidy_cell(cells[at]) if at < len(cells) else ""

    def heading(self, column: str) -> str:
        """What the file calls a column."""
        at = self.places.get(column)
        return "" if at is None else self.names[at]

    def raw(self, cells: list[str]) -> tuple[tuple[str, str], ...]:
        """Every cell beside its heading but those that say who reported: the row may be shown."""
        hidden = {at for column, at in self.places.items() if column in IDENTITY}
        return tuple(
            (name, cell)
            for at, (name, cell) in enumerate(zip(self.names, cells, strict=False))
            if at not in hidden
        )


def find_table(lines: list[str], form: Sp4nForm) -> Table:
    """The row among the first ones with the most headings of the map.

    Raises:
        UnreadableRegisterError: A column that every report needs is not there.
    """
    found = [
        _table(record.row, record.cells, delimiter, form)
        for delimiter in DELIMITERS
        for record in islice(split_records(lines, delimiter), _SEARCHED)
    ]
    best = max(found, key=lambda table: len(table.places))
    missing = [column for column in _NEEDED if column not in best.places]
    if missing:
        wanted = ", ".join(repr(getattr(form.columns, column)[0]) for column in missing)
        raise UnreadableRegisterError(
            "lapor_columns_missing",
            {"row": best.row, "missing": ", ".join(missing)},
            f"Berkas ini tidak memuat kolom {wanted}. Bila judulnya lain, salin sp4n.toml ke "
            "kebijakan/sp4n/<kantor>.toml dan tambahkan judul itu di sana.",
        )
    return best


def _table(row: int, cells: list[str], delimiter: str, form: Sp4nForm) -> Table:
    places: dict[str, int] = {}
    for at, cell in enumerate(cells):
        column = form.column_of.get(fold(one_line(cell)))
        if column is not None:
            places.setdefault(column, at)
    names = tuple(one_line(cell) or f"kolom {at}" for at, cell in enumerate(cells, 1))
    return Table(row, delimiter, names, places)
