"""The small parts that tables are made of."""

from collections.abc import Sequence

from schemas.rekap import Figure
from schemas.reports import Align, Cell, Column, Row
from services.reporting.documents.numbers import count, percent


def text(value: str) -> Cell:
    return Cell(text=value)


def numbered(place: int) -> Cell:
    """The number of a row."""
    return Cell(text=str(place), number=place)


def counted(figure: Figure) -> Cell:
    """A count with what lists its cases."""
    return Cell(text=count(figure.count), number=figure.count, filter=figure.filter)


def share(hundredths: int) -> Cell:
    return Cell(text=percent(hundredths))


def row(*cells: Cell | str, head: bool = False) -> Row:
    made = tuple(text(cell) if isinstance(cell, str) else cell for cell in cells)
    return Row(cells=made, head=head)


def columns(*given: tuple[str, str, int] | tuple[str, str, int, Align]) -> tuple[Column, ...]:
    """Key, label, width, and the side it stands on where that is not the left."""
    return tuple(_column(*each) for each in given)


def _column(key: str, label: str, width: int, align: Align = "left") -> Column:
    return Column(key=key, label=label, width=width, align=align)


def listed(figures: Sequence[Figure]) -> list[Row]:
    """A numbered row for each figure."""
    return [
        row(numbered(place), figure.label, counted(figure))
        for place, figure in enumerate(figures, start=1)
    ]
