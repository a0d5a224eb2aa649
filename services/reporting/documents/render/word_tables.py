"""What a template cannot say of tables: widths, sides, and rows that stay together."""

from collections.abc import Iterable
from typing import Any, Final

from schemas.reports import Row, Table

WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PORTRAIT, LANDSCAPE = 9_350, 14_280
"""Twentieths of a point between the margins."""
TOGETHER: Final = 16
"""Rows that stay on one page."""


def arrange(document: Any, tables: Iterable[Table]) -> None:
    """Give each table its look; one that an office took out of its template is not missed."""
    by_key = {table.key: table for table in tables}
    for drawn in document.element.body.iterchildren(f"{WORD}tbl"):
        caption = drawn.find(f"{WORD}tblPr/{WORD}tblCaption")
        table = None if caption is None else by_key.get(caption.get(f"{WORD}val"))
        if table is not None:
            _arrange(drawn, table)


def _arrange(drawn: Any, table: Table) -> None:
    widths = _widths(table)
    for grid, width in zip(drawn.find(f"{WORD}tblGrid"), widths, strict=False):
        grid.set(f"{WORD}w", width)
    rows = drawn.findall(f"{WORD}tr")
    whole = not table.wide and len(rows) <= TOGETHER
    # The first row holds the headings.
    meant: list[Row | None] = [None, *table.rows]
    for place, row in enumerate(rows):
        given = meant[place] if place < len(meant) else None
        bold = given is not None and given.head
        _row(row, table, widths, bold=bold, keep=whole and place + 1 < len(rows), first=place == 0)


def _row(row: Any, table: Table, widths: list[str], *, bold: bool, keep: bool, first: bool) -> None:
    for cell, column, width in zip(row.iter(f"{WORD}tc"), table.columns, widths, strict=False):
        measure = cell.find(f"{WORD}tcPr/{WORD}tcW")
        if measure is not None:
            measure.set(f"{WORD}w", width)
            measure.set(f"{WORD}type", "dxa")
        for paragraph in cell.iter(f"{WORD}p"):
            if keep:
                _properties(paragraph).insert(0, _made(paragraph, "keepNext"))
            if first or column.align == "center":
                _properties(paragraph).append(_made(paragraph, "jc", "center"))
        if bold:
            for look in cell.iter(f"{WORD}rPr"):
                look.insert(0, _made(look, "b"))


def _properties(paragraph: Any) -> Any:
    found = paragraph.find(f"{WORD}pPr")
    if found is None:
        found = _made(paragraph, "pPr")
        paragraph.insert(0, found)
    return found


def _made(near: Any, name: str, value: str | None = None) -> Any:
    attributes = {} if value is None else {f"{WORD}val": value}
    return near.makeelement(f"{WORD}{name}", attributes)


def _widths(table: Table) -> list[str]:
    whole = LANDSCAPE if table.wide else PORTRAIT
    every = sum(column.width for column in table.columns)
    return [str(whole * column.width // every) for column in table.columns]
