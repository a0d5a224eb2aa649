"""A report's tables as a page shows them: every figure leads to its complaints."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import msgspec

from portal.filters import address_of
from schemas.queries import CaseFilter
from schemas.reports import Bar, Cell, Chart, Column, Paragraph, Report, Row, Table

MOST_ROWS: Final = 60
MOST_CASES: Final = 500
INLINE: Final = 3
FOLDED: Final = 16
PLACE: Final = "no"
WIDTH: Final = 240


class Figure(msgspec.Struct, frozen=True):
    """One cell: what it says, where its complaints are listed, or which they are."""

    text: str
    align: str
    href: str = ""
    cases: tuple[str, ...] = ()
    more: int = 0

    @property
    def folded(self) -> bool:
        """Whether its complaints are too many to stand there at once."""
        return len(self.cases) > INLINE


class Line(msgspec.Struct, frozen=True):
    """One row."""

    cells: tuple[Figure, ...]
    head: bool = False
    total: bool = False


class Leaf(msgspec.Struct, frozen=True):
    """One table.

    Attributes:
        rows: How many it has.
        hidden: How many of them only the files hold.
    """

    title: str
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    note: str
    rows: int
    hidden: int

    @property
    def long(self) -> bool:
        """Whether it is folded away until somebody wants it."""
        return self.rows > FOLDED


class Stroke(msgspec.Struct, frozen=True):
    """One bar of a diagram."""

    label: str
    count: int
    width: int


class Drawing(msgspec.Struct, frozen=True):
    """A diagram."""

    title: str
    bars: tuple[Stroke, ...]


class Where(NamedTuple):
    """Where complaints are listed, and as of which day."""

    office: str
    as_of: dt.date | None

    def href(self, wanted: CaseFilter) -> str:
        """The list of a figure's complaints."""
        return address_of(self.office, wanted, as_of=self.as_of)


class Part(msgspec.Struct, frozen=True):
    """A chapter that holds figures."""

    title: str
    words: tuple[str, ...]
    leaves: tuple[Leaf | Drawing, ...]


def parts_of(report: Report) -> tuple[Part, ...]:
    """The chapters with something to count, and what must be looked at before signing."""
    where = Where(report.office, report.made_of.as_of)
    found = [
        Part(
            chapter.title,
            _words(chapter.blocks) if report.kind == "ralat" else (),
            tuple(_leaves(where, chapter.blocks, whole=report.kind == "ralat")),
        )
        for chapter in report.chapters
    ]
    if report.checks is not None:
        leaf = _leaf(where, report.checks)
        found.insert(0, Part("Perlu diperiksa", (), (leaf,)))
    return tuple(part for part in found if part.leaves or part.words)


def _words(blocks: Sequence[object]) -> tuple[str, ...]:
    return tuple(block.text for block in blocks if isinstance(block, Paragraph))


def _leaves(where: Where, blocks: Sequence[object], *, whole: bool) -> Iterator[Leaf | Drawing]:
    for block in blocks:
        match block:
            case Table() if whole or _counts(block):
                yield _leaf(where, block)
            case Chart(title=title, bars=bars):
                yield Drawing(title, _strokes(bars))
            case _:
                continue


def _counts(table: Table) -> bool:
    """Whether there is a figure in it, and not only words."""
    return any(
        cell.filter is not None or cell.cases or (cell.number is not None and column.key != PLACE)
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
    )


def _leaf(where: Where, table: Table) -> Leaf:
    shown = table.rows[:MOST_ROWS]
    lines = [_line(where, table.columns, row) for row in shown]
    if table.total is not None:
        lines.append(_line(where, table.columns, table.total, total=True))
    hidden = len(table.rows) - len(shown)
    note = table.note or ""
    return Leaf(table.title, table.columns, tuple(lines), note, len(table.rows), hidden)


def _line(where: Where, columns: Sequence[Column], row: Row, *, total: bool = False) -> Line:
    cells = tuple(
        _figure(where, column, cell) for column, cell in zip(columns, row.cells, strict=True)
    )
    return Line(cells, row.head, total)


def _figure(where: Where, column: Column, cell: Cell) -> Figure:
    if cell.filter is not None:
        counted = cell.number is None or cell.number > 0
        href = where.href(cell.filter) if counted else ""
        return Figure(cell.text, column.align, href)
    if len(cell.cases) == 1 and cell.cases[0]:
        return Figure(cell.text, column.align, f"/{where.office}/kasus/{cell.cases[0]}")
    named = tuple(number for number in cell.cases if number)
    return Figure(cell.text, column.align, "", named[:MOST_CASES], max(len(named) - MOST_CASES, 0))


def _strokes(bars: Sequence[Bar]) -> tuple[Stroke, ...]:
    most = max((bar.count for bar in bars), default=0) or 1
    return tuple(Stroke(bar.label, bar.count, round(WIDTH * bar.count / most)) for bar in bars)
