"""The days of a period as offices write it: a year, half-year, quarter or month."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from cli.audit.errors import AuditPeriodUnreadableError

_PERIOD: Final = re.compile(
    r"([1-9]\d{3})(?:-(?:S([12])|(?:Q|TW)([1-4])|(0[1-9]|1[0-2])))?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Days:
    """From a day to another, both of them in it."""

    first: dt.date
    last: dt.date

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last


def days_of(text: str) -> Days:
    """Read a period; `Q` and `TW` both mean a quarter.

    Raises:
        AuditPeriodUnreadableError: It is none.
    """
    found = _PERIOD.fullmatch(text.strip().upper())
    if found is None:
        raise AuditPeriodUnreadableError(text)
    year, half, quarter, month = (int(part) if part else 0 for part in found.groups())
    if half:
        return _days(year, 6 * half - 5, 6)
    if quarter:
        return _days(year, 3 * quarter - 2, 3)
    return _days(year, month, 1) if month else _days(year, 1, 12)


def _days(year: int, first_month: int, months: int) -> Days:
    last_month = first_month + months - 1
    last = calendar.monthrange(year, last_month)[1]
    return Days(dt.date(year, first_month, 1), dt.date(year, last_month, last))
