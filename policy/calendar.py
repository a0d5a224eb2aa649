"""An office's working days, with the reason for every day off."""

import datetime as dt
import hashlib
from itertools import accumulate
from zoneinfo import ZoneInfo

import msgspec

from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.holidays_id import FIRST_YEAR, LAST_YEAR, tables
from policy.model import OfficePolicy
from policy.week import CalendarPolicy, Minutes, minutes_of

WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

FIRST_ORDINAL = dt.date(FIRST_YEAR, 1, 1).toordinal()
LAST_ORDINAL = dt.date(LAST_YEAR, 12, 31).toordinal()


class Calendar:
    """Working days of one office, counted once and then looked up.

    Attributes:
        zone: Where the office's days begin and end.
        source: Everything that went in, as bytes.
        version: SHA-256 of these bytes, lower-case hex.
    """

    __slots__ = ("_counts", "_names", "_week", "_working", "source", "version", "zone")

    def __init__(self, policy: CalendarPolicy, zone: str) -> None:
        self.zone = ZoneInfo(zone)
        self._names = _names(policy)
        self._week = tuple(tuple(map(minutes_of, blocks)) for blocks in policy.hours.week())
        self.source = _source(policy, zone, self._names)
        self.version = hashlib.sha256(self.source).hexdigest()
        flags = [bool(self._blocks(day)) for day in range(FIRST_ORDINAL, LAST_ORDINAL + 1)]
        self._working = [day for day, works in enumerate(flags, FIRST_ORDINAL) if works]
        self._counts = list(accumulate(flags))

    @classmethod
    def of(cls, policy: OfficePolicy) -> "Calendar":
        """The calendar that an office's policy describes."""
        return cls(policy.calendar, policy.zone)

    def check(self, on: dt.date) -> None:
        """Make sure that the calendar knows the day's year.

        Raises:
            DateOutOfCalendarError: It does not.
        """
        if not FIRST_ORDINAL <= on.toordinal() <= LAST_ORDINAL:
            raise DateOutOfCalendarError(on, FIRST_YEAR, LAST_YEAR)

    def is_working_day(self, on: dt.date) -> bool:
        self.check(on)
        return bool(self._blocks(on.toordinal()))

    def why_off(self, on: dt.date) -> str | None:
        """The holiday's name, else the weekday's; None on a working day."""
        if self.is_working_day(on):
            return None
        return self._names.get(on.toordinal()) or WEEKDAY_NAMES[on.weekday()]

    def blocks(self, on: dt.date) -> tuple[Minutes, ...]:
        """The working hours of a day, in minutes after midnight; none on a day off."""
        self.check(on)
        return self._blocks(on.toordinal())

    def working_days_between(self, start_on: dt.date, end_on: dt.date) -> int:
        """Count the working days after the start, up to and with the end.

        Raises:
            EndsBeforeStartError: The end lies before the start.
        """
        if end_on < start_on:
            raise EndsBeforeStartError(start_on, end_on)
        return self._count(end_on) - self._count(start_on)

    def working_day_after(self, on: dt.date, amount: int) -> dt.date:
        """The working day that many working days after a day (1 is the next one).

        Raises:
            DateOutOfCalendarError: The day, or the answer, is beyond the calendar's years.
        """
        at = self._count(on) + amount - 1
        if at >= len(self._working):
            raise DateOutOfCalendarError(on, FIRST_YEAR, LAST_YEAR)
        return dt.date.fromordinal(self._working[at])

    def _blocks(self, ordinal: int) -> tuple[Minutes, ...]:
        if ordinal in self._names:
            return ()
        return self._week[(ordinal - 1) % 7]

    def _count(self, on: dt.date) -> int:
        self.check(on)
        return self._counts[on.toordinal() - FIRST_ORDINAL]


def calendar_days_between(start_on: dt.date, end_on: dt.date) -> int:
    """The plain difference in days.

    Raises:
        EndsBeforeStartError: The end lies before the start.
    """
    if end_on < start_on:
        raise EndsBeforeStartError(start_on, end_on)
    return (end_on - start_on).days


def _names(policy: CalendarPolicy) -> dict[int, str]:
    table = dict(tables().public)
    if policy.cuti_bersama_counts_as_holiday:
        table |= tables().cuti_bersama
    names = {on.toordinal(): name for on, name in table.items()}
    for day in policy.overlay:
        if day.kind == "add":
            names[day.on.toordinal()] = day.name
        else:
            names.pop(day.on.toordinal(), None)
    return names


def _source(policy: CalendarPolicy, zone: str, names: dict[int, str]) -> bytes:
    parts = ("1", tables().source, zone, policy, sorted(names.items()))
    return msgspec.json.encode(parts)
