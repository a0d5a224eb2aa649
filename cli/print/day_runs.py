"""The days of a deadline, runs of equal ones on one line."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final, TypeAlias

from runtime.indonesian import MONTHS
from schemas.deadlines import DayLine

WEEKDAYS: Final = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_NUMBERED: Final = "hari ke-"
Line: TypeAlias = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Days that belong together; `rests`: weekly days off lie among them."""

    days: tuple[DayLine, ...]
    rests: bool = False

    @property
    def first(self) -> DayLine:
        return self.days[0]

    @property
    def counts(self) -> bool:
        return self.first.kind in {"counted", "paused"}

    @property
    def is_weekly(self) -> bool:
        """Whether nothing but the week itself makes these days off."""
        return all(day.kind == "off" and day.reason in WEEKDAYS for day in self.days)


def every_day(days: Sequence[DayLine]) -> Iterator[Line]:
    """Each day on a line of its own."""
    for day in days:
        yield weekday(day.on, year=True), day.reason


def folded(days: Sequence[DayLine]) -> Iterator[Line]:
    """Runs of days that count alike on one line; whatever else is off stands by itself."""
    for run in _bridged([_Run(tuple(group)) for _, group in groupby(days, _kind)]):
        yield _when(run), _why(run)


def _kind(day: DayLine) -> tuple[str, str]:
    if day.kind == "off" or (day.kind == "counted" and day.reason.startswith(_NUMBERED)):
        return day.kind, ""
    return day.kind, day.reason


def _bridged(runs: Sequence[_Run]) -> list[_Run]:
    """A weekend between two runs of one kind parts them no more than night parts two days."""
    found: list[_Run] = []
    for run in runs:
        if len(found) > 1 and found[-1].is_weekly and found[-2].counts:
            before, rest = found[-2:]
            if _kind(before.first) == _kind(run.first):
                found[-2:] = [_Run((*before.days, *rest.days, *run.days), rests=True)]
                continue
        found.append(run)
    return found


def _when(run: _Run) -> str:
    first, last = run.first.on, run.days[-1].on
    if first == last:
        return weekday(first, year=True)
    same_year = first.year == last.year
    same_month = same_year and first.month == last.month
    begins = f"{WEEKDAYS[first.weekday()][:3]} {first.day}"
    if not same_month:
        begins = weekday(first, year=not same_year)
    return f"{begins} - {weekday(last, year=True)}"


def _why(run: _Run) -> str:
    if run.first.kind == "off":
        return "; ".join(_names(run))
    kept = [day for day in run.days if day.kind == run.first.kind]
    first, last = kept[0].reason, kept[-1].reason
    text = first if first == last else f"{first} s.d. {last.removeprefix('hari ')}"
    if not run.rests:
        return text
    rests = " dan ".join(_rests(run))
    if run.first.kind == "paused":
        return f"{text} (termasuk {rests})"
    return f"{text} ({rests} tidak dihitung)"


def _names(run: _Run) -> Iterator[str]:
    """The holidays by name; the days of the week that are off together."""
    week = [day.reason for day in run.days if day.reason in WEEKDAYS]
    yield from dict.fromkeys(day.reason for day in run.days if day.reason not in WEEKDAYS)
    if week:
        yield " dan ".join(dict.fromkeys(week))


def _rests(run: _Run) -> list[str]:
    names = {day.reason for day in run.days if day.kind == "off"}
    return [name for name in WEEKDAYS if name in names]


def weekday(on: dt.date, *, year: bool = False) -> str:
    """`Sen 3 Mar 2025`."""
    text = f"{WEEKDAYS[on.weekday()][:3]} {on.day} {MONTHS[on.month - 1][:3]}"
    return f"{text} {on.year}" if year else text
