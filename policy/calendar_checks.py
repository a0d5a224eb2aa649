"""What the hours, days off and periods of a calendar must hold true."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from policy.calendar import Calendar
from policy.holidays_id import FIRST_YEAR, LAST_YEAR, tables
from policy.overlay import Overlay
from policy.shape import Finding
from policy.week import WEEKDAYS, Hours, HoursPeriod, Minutes, OverlayDay, minutes_of

LONGEST_REST_DAYS = 59


def zone_findings(zone: str) -> Iterator[Finding]:
    """Whether there is such a time zone."""
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield "$.zone", f"zona waktu `{zone}` tidak dikenal"


def hours_findings(path: str, hours: Hours) -> Iterator[Finding]:
    """Whether every day's blocks follow one another."""
    for name, blocks in zip(WEEKDAYS, hours.week(), strict=True):
        if not _in_order([minutes_of(block) for block in blocks]):
            yield f"{path}.{name}", "jam kerja harus berurutan dan tidak bertumpuk"


def days_findings(path: str, days: Iterable[OverlayDay], wider: Overlay) -> Iterator[Finding]:
    """Whether every day is said once, is known to the calendar, and changes something.

    Args:
        path: Where the days stand.
        days: The days of one file.
        wider: What the files say that this one stands above.
    """
    off = _days_off(wider)
    seen: set[dt.date] = set()
    for at, day in enumerate(days):
        if day.on in seen:
            yield f"{path}[{at}]", f"tanggal `{day.on}` dipakai dua kali"
        elif day.kind == "remove" and day.on not in off:
            yield f"{path}[{at}]", f"tanggal {day.on} memang bukan hari libur"
        if not FIRST_YEAR <= day.on.year <= LAST_YEAR:
            yield f"{path}[{at}]", _beyond(day.on)
        seen.add(day.on)


def periods_findings(path: str, periods: tuple[HoursPeriod, ...]) -> Iterator[Finding]:
    """Whether every period has days of its own and hours in order."""
    for at, period in enumerate(periods):
        here = f"{path}[{at}]"
        yield from hours_findings(f"{here}.hours", period.hours)
        if period.last_on < period.first_on:
            yield f"{here}.last_on", f"`{period.name}` berakhir sebelum mulai"
        for on in {period.first_on, period.last_on}:
            if not FIRST_YEAR <= on.year <= LAST_YEAR:
                yield here, _beyond(on)
        for other in periods[:at]:
            if period.first_on <= other.last_on and other.first_on <= period.last_on:
                yield here, f"`{period.name}` bertumpuk dengan `{other.name}`"


def rest_findings(path: str, calendar: Calendar) -> Iterator[Finding]:
    """Whether somebody works at least once in 60 days."""
    rest = calendar.longest_rest()
    if rest is not None and (rest[1] - rest[0]).days + 1 > LONGEST_REST_DAYS:
        yield path, f"tidak ada jam kerja dari {rest[0]} sampai {rest[1]}, 60 hari atau lebih"


def _days_off(wider: Overlay) -> Collection[dt.date]:
    off = set(tables().public) | set(tables().cuti_bersama)
    for day in wider.days:
        if day.kind == "add":
            off.add(day.on)
        else:
            off.discard(day.on)
    return off


def _beyond(on: dt.date) -> str:
    return f"tanggal {on} di luar kalender {FIRST_YEAR}-{LAST_YEAR}"


def _in_order(blocks: list[Minutes]) -> bool:
    edges = [minute for block in blocks for minute in block]
    return all(first < last for first, last in blocks) and edges == sorted(edges)
