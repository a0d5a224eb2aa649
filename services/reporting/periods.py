"""Periods as offices write them: a year, half-year, quarter or month."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from runtime.indonesian import MONTHS
from services.reporting.refusals import UnreadablePeriodError

_PERIOD = re.compile(r"(\d{4})(?:-(?:S([12])|(?:Q|TW)([1-4])|(0[1-9]|1[0-2])))?", re.ASCII)
_ROMAN = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class Period:
    """Whole months of one year.

    Attributes:
        text: As it is asked for: `2023-S1`.
        label: As it is printed: "Semester I 2023".
    """

    text: str
    label: str
    year: int
    first_month: int
    months: int

    @property
    def first_on(self) -> dt.date:
        return dt.date(self.year, self.first_month, 1)

    @property
    def last_on(self) -> dt.date:
        month = self.first_month + self.months - 1
        return dt.date(self.year, month, calendar.monthrange(self.year, month)[1])

    def each_month(self) -> list["Period"]:
        """The months it is made of."""
        last = self.first_month + self.months
        return [_month(self.year, month) for month in range(self.first_month, last)]


def parse_period(text: str) -> Period:
    """Read a period; `Q` and `TW` both mean a quarter.

    Raises:
        UnreadablePeriodError: It is none.
    """
    found = _PERIOD.fullmatch(text.strip().upper())
    if found is None or found[1] == "0000":
        raise UnreadablePeriodError(text)
    year = int(found[1])
    half, quarter, month = (int(part) if part else 0 for part in found.groups()[1:])
    if half:
        label = f"Semester {_ROMAN[half - 1]} {found[1]}"
        return Period(f"{found[1]}-S{half}", label, year, 6 * half - 5, 6)
    if quarter:
        label = f"Triwulan {_ROMAN[quarter - 1]} {found[1]}"
        return Period(f"{found[1]}-Q{quarter}", label, year, 3 * quarter - 2, 3)
    return _month(year, month) if month else Period(found[1], f"Tahun {found[1]}", year, 1, 12)


def _month(year: int, month: int) -> Period:
    return Period(f"{year:04d}-{month:02d}", f"{MONTHS[month - 1]} {year:04d}", year, month, 1)
