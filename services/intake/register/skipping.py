"""Recognises the rows of a table that are no complaints."""

from services.intake.register.aligning import is_number
from services.intake.register.columns import Column, column_of
from services.intake.register.dates import Dated, month_of, split_date
from services.intake.register.headings import Headings
from services.intake.register.text import fold, tidy_cell

_TOTALS = frozenset({"jumlah", "total"})


def is_blank(cells: list[str]) -> bool:
    """Tell whether no cell of the row has any text."""
    return not any(tidy_cell(cell) for cell in cells)


def is_furniture(cells: list[str], headings: Headings) -> bool:
    """Tell whether the row is a repeated heading, a row of column numbers, a caption or a total."""
    written = [text for cell in cells if (text := tidy_cell(cell))]
    return (
        _repeats_headings(cells, headings)
        or _numbers_columns(written)
        or _names_a_month(written)
        or _is_total(written, cells, headings)
    )


def _repeats_headings(cells: list[str], headings: Headings) -> bool:
    return all(
        at < len(cells) and column_of(cells[at]) is column for column, at in headings.places.items()
    )


def _numbers_columns(written: list[str]) -> bool:
    return len(written) > 2 and all(
        fold(text) == str(number) for number, text in enumerate(written, 1)
    )


def _names_a_month(written: list[str]) -> bool:
    words = fold(written[0]).removeprefix("bulan ").split() if len(written) == 1 else []
    year = words[1:]
    return bool(words) and month_of(words[0]) is not None and (not year or year[0].isdigit())


def _is_total(written: list[str], cells: list[str], headings: Headings) -> bool:
    words = fold(written[0]).split()
    return bool(words) and words[0] in _TOTALS and not _tells_a_complaint(cells, headings)


def _tells_a_complaint(cells: list[str], headings: Headings) -> bool:
    places = headings.places
    for column in (Column.RECEIVED_AND_TEXT, Column.RECEIVED):
        at = places.get(column, len(cells))
        if at < len(cells) and isinstance(split_date(tidy_cell(cells[at])), Dated):
            return True
    at = places.get(Column.NUMBER, len(cells))
    return at < len(cells) and is_number(cells[at])
