"""Notices what a person must settle although the row can be read."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

import msgspec

from services.intake.register.columns import Column
from services.intake.register.headings import Headings
from services.intake.register.model import DamagedRow, Doubt, RegisterRow

# An answer that comes a year later is more often a wrong year than a late answer.
_LONG = dt.timedelta(days=300)
# A lone year is suspicious only in a register that plainly belongs to another one.
_FEWEST_ROWS = 10
_ACROSS_NEW_YEAR = dt.timedelta(days=60)

_MOST_NAMED = 5
_CAME = (Column.RECEIVED_AND_TEXT, Column.RECEIVED)
_WENT = (Column.ANSWERED,)


def doubts_of(row: RegisterRow, headings: Headings, today: dt.date) -> tuple[Doubt, ...]:
    """Return the doubts that the row raises by itself."""
    return (*_about_dates(row, headings, today), *_about_words(row, headings))


def doubts_among(
    rows: Sequence[RegisterRow], damaged: Sequence[DamagedRow], headings: Headings
) -> list[RegisterRow]:
    """Return the rows with the doubts that only their neighbours raise."""
    numbered = defaultdict(list)
    for number, at in [(row.number, row.row) for row in rows] + [
        (row.number, row.row) for row in damaged
    ]:
        if number:
            numbered[number_key(number)].append(at)
    lone = _lone_years(rows)
    return [
        _doubting(row, (*_repeated(row, numbered, headings), *_lone(row, lone, headings)))
        for row in rows
    ]


def number_key(number: str) -> str:
    """Return the number as it is compared: `07` and `7` are one."""
    return number.casefold().lstrip("0") or "0"


def _doubting(row: RegisterRow, more: tuple[Doubt, ...]) -> RegisterRow:
    return msgspec.structs.replace(row, doubts=(*row.doubts, *more)) if more else row


def _about_dates(row: RegisterRow, headings: Headings, today: dt.date) -> Iterator[Doubt]:
    for on, columns in ((row.received_on, _CAME), (row.answered_on, _WENT)):
        if on is not None and on > today:
            column = headings.name_of(*columns)
            yield Doubt(code="date_in_future", column=column, detail=on.isoformat())
    if row.answered_on is None:
        return
    went = headings.name_of(*_WENT)
    if row.answered_on < row.received_on:
        detail = row.answered_on.isoformat()
        yield Doubt(code="answered_before_received", column=went, detail=detail)
    if row.answered_on - row.received_on > _LONG:
        yield Doubt(code="year_differs", column=went, detail=str(row.answered_on.year))


def _about_words(row: RegisterRow, headings: Headings) -> Iterator[Doubt]:
    for code, written, read, columns in (
        ("unknown_status", row.status_text, row.status, (Column.STATUS, Column.REMARK)),
        ("unknown_sector", row.sector_text, row.sector, (Column.SECTOR,)),
        ("unknown_permit_type", row.permit_text, row.permit_type, (Column.PERMIT_TYPE,)),
        ("unknown_category", row.category_text, row.category, (Column.CATEGORY,)),
    ):
        if written and read is None:
            yield Doubt(code=code, column=headings.name_of(*columns))


def _repeated(
    row: RegisterRow, numbered: dict[str, list[int]], headings: Headings
) -> Iterator[Doubt]:
    sharing = numbered.get(number_key(row.number), []) if row.number else []
    if len(sharing) < 2:
        return
    others = list(islice((at for at in sharing if at != row.row), _MOST_NAMED))
    if others:
        detail = ", ".join(map(str, others))
        yield Doubt(
            code="repeated_number", column=headings.name_of(Column.NUMBER), detail=f"baris {detail}"
        )


def _lone(row: RegisterRow, lone: set[int], headings: Headings) -> Iterator[Doubt]:
    if row.row in lone:
        column = headings.name_of(Column.RECEIVED_AND_TEXT, Column.RECEIVED)
        yield Doubt(code="year_differs", column=column, detail=str(row.received_on.year))


def _lone_years(rows: Sequence[RegisterRow]) -> set[int]:
    years = Counter(row.received_on.year for row in rows)
    if len(rows) < _FEWEST_ROWS or not years.most_common(1)[0][1] > 0.8 * len(rows):
        return set()
    singles = [row for row in rows if years[row.received_on.year] == 1]
    return {row.row for row in singles[:5] if not _has_neighbour(row, rows)}


def _has_neighbour(row: RegisterRow, rows: Sequence[RegisterRow]) -> bool:
    return any(
        abs(other.received_on - row.received_on) <= _ACROSS_NEW_YEAR
        for other in rows
        if other is not row
    )
