"""Puts the cells of a record under the headings, also where a comma was left unquoted."""

from collections.abc import Callable

from services.intake.register.columns import Column
from services.intake.register.dates import Dated, split_date
from services.intake.register.errors import DamagedError
from services.intake.register.headings import Headings
from services.intake.register.model import Resolver
from services.intake.register.status import status_of
from services.intake.register.text import fold, tidy_cell

# A sentence has few commas; more surplus cells are another table.
_MOST_SURPLUS = 30


def align(cells: list[str], headings: Headings, resolver: Resolver) -> tuple[list[str], str | None]:
    """Return one cell a heading, and the code of the doubt where cells were too few or too many.

    Raises:
        DamagedError: More cells than headings, and more or less than one way to join them.
    """
    width = len(headings.names)
    if not any(cell.strip() for cell in cells[width:]):
        cells = cells[:width]
    if len(cells) <= width:
        short = len(cells) < width
        return cells + [""] * (width - len(cells)), "cells_missing" if short else None
    likely = len(cells) - width <= _MOST_SURPLUS
    fitting = [one for one in _joined(cells, headings) if likely and _fits(one, headings, resolver)]
    if len(fitting) == 1:
        return fitting[0], "cells_joined"
    raise DamagedError(
        None,
        "too_many_cells",
        f"Baris ini berisi {len(cells)} sel, sedangkan judulnya {width} kolom. Apit teks yang "
        "memuat pemisah kolom dengan tanda kutip, lalu impor lagi berkas ini.",
    )


def is_number(text: str) -> bool:
    """Tell whether a cell holds the office's own number of a row."""
    return fold(text).replace(" ", "").isdigit()


def _joined(cells: list[str], headings: Headings) -> list[list[str]]:
    width, surplus = len(headings.names), len(cells) - len(headings.names)
    return [
        [
            *cells[:at],
            headings.delimiter.join(cells[at : at + surplus + 1]),
            *cells[at + surplus + 1 :],
        ]
        for at in range(width)
    ]


def _fits(cells: list[str], headings: Headings, resolver: Resolver) -> bool:
    return all(
        _cell_fits(column, tidy_cell(cells[at]), resolver) for column, at in headings.places.items()
    )


def _cell_fits(column: Column, text: str, resolver: Resolver) -> bool:
    if column in {Column.RECEIVED_AND_TEXT, Column.RECEIVED}:
        dated = split_date(text)
        alone = column is Column.RECEIVED
        return isinstance(dated, Dated) and not (alone and dated.rest)
    return not text or _words_fit(column, text, resolver)


def _words_fit(column: Column, text: str, resolver: Resolver) -> bool:
    checks: dict[Column, Callable[[str], object]] = {
        Column.NUMBER: is_number,
        Column.CHANNEL: resolver.channel,
        Column.ANSWERED: lambda cell: isinstance(split_date(cell), Dated),
        Column.STATUS: status_of,
        Column.REMARK: status_of,
        Column.SECTOR: resolver.sector,
        Column.CATEGORY: resolver.category,
    }
    check = checks.get(column)
    return check is None or bool(check(text))
