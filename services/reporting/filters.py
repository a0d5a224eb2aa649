"""From a filter to the SQL that finds its cases."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Table, and_, or_

from schemas.queries import NOT_RECORDED, CaseFilter
from services.reporting.periods import parse_period

_CODES = (
    "channel",
    "severity",
    "kind",
    "category",
    "sector",
    "permit_type",
    "holder",
    "outcome",
)
_PLAIN = ("status", "duration_days", "import_id")
GOES_ON = "proses"


def where(table: Table, filter_: CaseFilter, turned: Collection[str] = ()) -> ColumnElement[bool]:
    """The condition of a filter; a case that never was received is in no list.

    Args:
        table: The view.
        filter_: Which cases.
        turned: The subjects of reopened cases that were so on the day of `stood_on`.

    Raises:
        UnreadablePeriodError: The filter's period is none.
    """
    columns = table.c
    conditions = [columns.number.is_not(None), _voided(table, filter_)]
    conditions += [_code(columns[name], getattr(filter_, name)) for name in _named(filter_, _CODES)]
    conditions += [columns[name] == getattr(filter_, name) for name in _named(filter_, _PLAIN)]
    conditions += _report_status(table, filter_, turned)
    if filter_.period is not None:
        period = parse_period(filter_.period)
        days = period.first_on.isoformat(), period.last_on.isoformat()
        conditions.append(columns.received_on.between(*days))
    if filter_.undated:
        conditions.append(columns.received_on.is_(None))
    if filter_.has_duration is not None:
        known = columns.duration_days.is_not(None)
        conditions.append(known if filter_.has_duration else ~known)
    if filter_.doubtful:
        conditions.append(columns.doubts > 0)
    if filter_.overdue:
        conditions.append(columns.overdue == 1)
    return and_(*conditions, *_clock(table, filter_))


def _report_status(
    table: Table, filter_: CaseFilter, turned: Collection[str]
) -> list[ColumnElement[bool]]:
    columns, wanted, day = table.c, filter_.report_status, filter_.stood_on
    if wanted is None:
        return []
    if day is None:
        return [columns.report_status == wanted]
    over = and_(columns.ended_on.is_not(None), columns.ended_on > day.isoformat())
    now = columns.report_status == wanted
    stood = or_(now, over) if wanted == GOES_ON else and_(now, ~over)
    return [or_(and_(columns.reopened == 0, stood), columns.subject.in_(list(turned)))]


def _named(filter_: CaseFilter, names: tuple[str, ...]) -> list[str]:
    return [name for name in names if getattr(filter_, name) is not None]


def _code(column: ColumnElement[str], value: str) -> ColumnElement[bool]:
    return column.is_(None) if value == NOT_RECORDED else column == value


def _voided(table: Table, filter_: CaseFilter) -> ColumnElement[bool]:
    batal = table.c.report_status == "batal"
    return batal if filter_.voided else ~batal


def _clock(table: Table, filter_: CaseFilter) -> list[ColumnElement[bool]]:
    if filter_.clock is None and filter_.verdict is None:
        return []
    clock = "" if filter_.clock is None else f" {filter_.clock}"
    verdict = "" if filter_.verdict is None else f"{filter_.verdict} "
    return [table.c.verdicts.contains(f"{clock}:{verdict}", autoescape=True)]
