"""Reads the date that a cell begins with, in every spelling that offices use.

The day always comes first, unless the year does; years of two digits are of this century.
"""

import datetime as dt
import re
from dataclasses import dataclass

_MONTHS = {
    1: "jan januari january",
    2: "feb febr februari pebruari peb february",
    3: "mar mrt maret march",
    4: "apr april",
    5: "mei may",
    6: "jun juni june",
    7: "jul juli july",
    8: "agu ags agt agst agus agustus aug august",
    9: "sep sept september",
    10: "okt oktober oct october",
    11: "nov nop november nopember",
    12: "des desember dec december",
}
_MONTH_OF = {word: month for month, words in _MONTHS.items() for word in words.split()}
_LEAD = re.compile(
    r"[\s(\[\"']*(?:(?:hari|pada|tanggal|tgl|senin|selasa|rabu|kamis|jum['’]?at|sabtu|ahad|minggu)"
    r"(?![A-Za-z])[\s.,:/]*)*",
    re.IGNORECASE,
)
_YEAR = r"(?P<year>[0-9]{4}|['’]?[0-9]{2})(?![0-9])"
_CLOCK = r"(?:[T ][0-9]{1,2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?Z?)?"
_WORDED = re.compile(rf"(?P<day>[0-9]{{1,2}})[\s./-]*(?P<month>[A-Za-z]{{3,9}})[\s./,-]*{_YEAR}")
_ISO = re.compile(
    rf"(?P<year>[0-9]{{4}})(?P<by>[-/.])(?P<month>[0-9]{{1,2}})(?P=by)(?P<day>[0-9]{{1,2}})(?![0-9]){_CLOCK}"
)
_FIGURES = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\s?[-/.]\s?(?P<month>[0-9]{{1,2}})\s?[-/.]\s?{_YEAR}{_CLOCK}"
)
_YEARLESS = re.compile(
    r"[0-9]{1,2}[\s./-]*(?P<month>[A-Za-z]{3,9})\b|[0-9]{1,2}/[0-9]{1,2}(?![0-9/])"
)
_BEHIND = re.compile(r"[\s,.;:)\]/–—-]*")
_SERIAL = re.compile(r"[0-9]{5}(?:[.,]0+)?")
_SERIAL_ZERO = dt.date(1899, 12, 30)  # day 0 of Excel's 1900 system, its leap-year error included
_SERIALS = range(36526, 73051)  # 2000-01-01 to 2099-12-31
_OLDEST_YEAR = 1945


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what stands behind it; `serial` where a spreadsheet left a bare day number."""

    on: dt.date
    rest: str
    serial: bool = False


@dataclass(frozen=True, slots=True)
class Undated:
    """Why no date could be read, and the words that should have been one."""

    code: str
    written: str = ""
    rest: str = ""


def split_date(text: str) -> Dated | Undated:
    """Split a tidy cell into the date it begins with and the rest."""
    if _SERIAL.fullmatch(text) and int(text[:5]) in _SERIALS:
        return Dated(_SERIAL_ZERO + dt.timedelta(days=int(text[:5])), "", serial=True)
    lead = _LEAD.match(text)
    start = lead.end() if lead else 0
    for pattern in (_WORDED, _ISO, _FIGURES):
        if found := pattern.match(text, start):
            return _dated(found, text)
    if found := _YEARLESS.match(text, start):
        word = found["month"]
        if word is None or word.casefold() in _MONTH_OF:
            return Undated("date_without_year", found[0], text)
    return Undated("no_date", rest=text)


def month_of(word: str) -> int | None:
    """Return the month that a word names, if it names one."""
    return _MONTH_OF.get(word.casefold())


def _dated(found: re.Match[str], text: str) -> Dated | Undated:
    written = found[0]
    month = found["month"]
    number = int(month) if month.isdigit() else month_of(month)
    if number is None:
        return Undated("unknown_month", written, text)
    year = found["year"].lstrip("'’")
    try:
        on = dt.date(int(year if len(year) == 4 else f"20{year}"), number, int(found["day"]))
    except ValueError:
        return Undated("impossible_date", written, text)
    if on.year < _OLDEST_YEAR:
        return Undated("impossible_date", written, text)
    behind = _BEHIND.match(text, found.end())
    return Dated(on, text[behind.end() if behind else found.end() :])
