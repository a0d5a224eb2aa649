"""The complaints behind each figure, so that every number of a file can be followed."""

from collections.abc import Iterator, Sequence

from schemas.queries import CaseFilter
from schemas.reports import Behind, Cell, Chapter, Row, Table
from services.reporting.documents.making import Making


async def behind(making: Making, chapters: Sequence[Chapter]) -> tuple[Behind, ...]:
    """A line for each figure that counts complaints, in the order of the tables."""
    known: dict[CaseFilter, tuple[str, ...]] = {}
    lines: list[Behind] = []
    for table in tables_of(chapters):
        for row in _rows(table):
            for column, cell in zip(table.columns, row.cells, strict=True):
                if not cell.number or column.key == "no":
                    continue
                if cell.filter is not None and cell.filter not in known:
                    known[cell.filter] = await making.snapshot.numbers(cell.filter)
                cases = cell.cases if cell.filter is None else known[cell.filter]
                if cases:
                    lines.append(_line(table, row, column.label, cell, cases))
    return tuple(lines)


def tables_of(chapters: Sequence[Chapter]) -> Iterator[Table]:
    """Every table, in the order of the pages."""
    for chapter in chapters:
        yield from (block for block in chapter.blocks if isinstance(block, Table))


def _rows(table: Table) -> Iterator[Row]:
    yield from table.rows
    if table.total is not None:
        yield table.total


def _line(table: Table, row: Row, column: str, cell: Cell, cases: tuple[str, ...]) -> Behind:
    # A row is called by its first words.
    name = next((one.text for one in row.cells if one.number is None and one.text), "")
    return Behind(table=table.key, row=name, column=column, count=cell.number or 0, cases=cases)
