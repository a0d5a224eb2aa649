"""Which figures of two reports differ, and which complaints stand behind the difference."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schemas.queries import CaseFilter
from schemas.reports import Cell, Chapter, Column, Row, Table
from services.reporting.documents.behind import tables_of
from services.reporting.documents.making import Making
from services.reporting.documents.numbers import NONE

PLACE = "no"
Key = tuple[str, str, str, int]


class Line(NamedTuple):
    """One row of a table, found again in the other report by its key."""

    table: Table
    name: str
    row: Row

    @property
    def of_case(self) -> str | None:
        """The complaint that the row is about, by number."""
        first = self.row.cells[0]
        return first.cases[0] if self.table.columns[0].key == PLACE and first.cases else None


class Moved(NamedTuple):
    """One cell that differs.

    Attributes:
        cases: The complaints that moved it by coming or going.
        among: Where none did: those in it, of which some may have changed.
    """

    table: str
    row: str
    column: str
    before: str
    after: str
    cases: tuple[str, ...]
    among: tuple[str, ...] = ()


class Side(NamedTuple):
    """One of the two reports."""

    making: Making
    chapters: tuple[Chapter, ...]


async def moved(first: Side, second: Side) -> list[Moved]:
    """Every cell that differs, in the order of the pages."""
    comparing = _Comparing(first.making, second.making)
    old, new = _lines(first.chapters), _lines(second.chapters)
    found: list[Moved] = []
    # A row that is gone stands behind those that are still there.
    for key in [*new, *(key for key in old if key not in new)]:
        found += await comparing.row(old.get(key), new.get(key))
    return found


def _lines(chapters: Sequence[Chapter]) -> dict[Key, Line]:
    lines: dict[Key, Line] = {}
    for table in tables_of(chapters):
        head = ""
        for row in _rows(table):
            name = _name(table.columns, row)
            head = name if row.head else head
            nth = 0
            while (key := (table.key, head, name, nth)) in lines:
                nth += 1
            lines[key] = Line(table, name, row)
    return lines


def _rows(table: Table) -> Iterator[Row]:
    yield from table.rows
    if table.total is not None:
        yield table.total


def _name(columns: Sequence[Column], row: Row) -> str:
    if columns[0].key == PLACE and row.cells[0].cases:
        return row.cells[0].cases[0]
    pairs = zip(columns, row.cells, strict=True)
    return next((cell.text for column, cell in pairs if column.key != PLACE and cell.text), "")


class _Comparing:
    def __init__(self, first: Making, second: Making) -> None:
        self._makings = (first, second)
        self._numbers: tuple[dict[CaseFilter, frozenset[str]], ...] = ({}, {})

    async def row(self, old: Line | None, new: Line | None) -> list[Moved]:
        line = new or old
        if line is None:
            return []
        columns = line.table.columns
        pairs = [
            (column, _cell(old, place), _cell(new, place))
            for place, column in enumerate(columns)
            if column.key != PLACE
        ]
        differ = [pair for pair in pairs if _text(pair[1]) != _text(pair[2])]
        if not differ:
            return []
        whole = frozenset[str]().union(*[await self._between(a, b) for _, a, b in pairs])
        among = {case for _, a, b in pairs for cell in (a, b) if cell for case in cell.cases}
        return [
            Moved(
                table=line.table.title,
                row=line.name,
                column=column.label,
                before=_text(a),
                after=_text(b),
                cases=tuple(
                    sorted([line.of_case] if line.of_case else await self._between(a, b) or whole)
                ),
                among=tuple(sorted(among)),
            )
            for column, a, b in differ
        ]

    async def _between(self, old: Cell | None, new: Cell | None) -> frozenset[str]:
        """The complaints that stand behind one of the two only."""
        return await self._behind(0, old) ^ await self._behind(1, new)

    async def _behind(self, side: int, cell: Cell | None) -> frozenset[str]:
        if cell is None:
            return frozenset()
        if cell.filter is None:
            return frozenset(cell.cases)
        known = self._numbers[side]
        if cell.filter not in known:
            numbers = await self._makings[side].snapshot.numbers(cell.filter)
            known[cell.filter] = frozenset(numbers)
        return known[cell.filter]


def _cell(line: Line | None, place: int) -> Cell | None:
    return None if line is None else line.row.cells[place]


def _text(cell: Cell | None) -> str:
    return NONE if cell is None else cell.text
