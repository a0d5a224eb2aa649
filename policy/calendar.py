"""An office's working days and hours, with the reason for every day off."""

import datetime as dt
import hashlib
from itertools import accumulate, pairwise
from zoneinfo import ZoneInfo

from policy.calendar_source import Source, decode_source, encode_source, source_of
from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.holidays_id import FIRST_YEAR, LAST_YEAR
from policy.model import OfficePolicy
from policy.overlay import NO_DAYS, Overlay, with_days
from policy.week import CalendarPolicy, Minutes, minutes_of

WEEKDAY_NAMES = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

FIRST_ORDINAL = dt.date(FIRST_YEAR, 1, 1).toordinal()
LAST_ORDINAL = dt.date(LAST_YEAR, 12, 31).toordinal()
_DAYS = LAST_ORDINAL - FIRST_ORDINAL + 1

Blocks = tuple[Minutes, ...]


class Calendar:
    """Working days of one office, counted once and then looked up.

    Attributes:
        zone: Where the office's days begin and end.
        source: Everything that went in, as bytes.
        version: SHA-256 of these bytes, lower-case hex.
    """

    __slots__ = ("_counts", "_days", "_names", "_policy", "_working", "source", "version", "zone")

    def __init__(self, policy: CalendarPolicy, zone: str) -> None:
        made_of = source_of(policy, zone)
        self._build(made_of, encode_source(made_of))

    @classmethod
    def of(cls, policy: OfficePolicy, days: Overlay = NO_DAYS) -> "Calendar":
        """The calendar of an office's policy, with the days that stand in files beside it."""
        return cls(with_days(policy.calendar, days), policy.zone)

    @classmethod
    def read(cls, source: bytes) -> "Calendar":
        """The calendar that was stored, whatever the holiday tables say today.

        Raises:
            StoredCalendarError: The bytes are no calendar's.
        """
        calendar = cls.__new__(cls)
        calendar._build(decode_source(source), source)  # noqa: SLF001 - its own
        return calendar

    def check(self, on: dt.date) -> None:
        """Make sure that the calendar knows the day's year.

        Raises:
            DateOutOfCalendarError: It does not.
        """
        if not FIRST_ORDINAL <= on.toordinal() <= LAST_ORDINAL:
            raise DateOutOfCalendarError(on, FIRST_YEAR, LAST_YEAR)

    def is_working_day(self, on: dt.date) -> bool:
        return bool(self.blocks(on))

    def why_off(self, on: dt.date) -> str | None:
        """The holiday's name, else the period's or the weekday's; None on a working day."""
        if self.blocks(on):
            return None
        name = self._names.get(on.toordinal())
        return name or _period_off(self._policy, on) or WEEKDAY_NAMES[on.weekday()]

    def blocks(self, on: dt.date) -> Blocks:
        """The working hours of a day, in minutes after midnight; none on a day off."""
        self.check(on)
        return self._days[on.toordinal() - FIRST_ORDINAL]

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

    def longest_rest(self) -> tuple[dt.date, dt.date] | None:
        """The first and last day of the longest time without a working hour; None without one."""
        works = (FIRST_ORDINAL - 1, *self._working, LAST_ORDINAL + 1)
        days, before = max((b - a, a) for a, b in pairwise(works))
        if days == 1:
            return None
        return dt.date.fromordinal(before + 1), dt.date.fromordinal(before + days - 1)

    def _build(self, made_of: Source, source: bytes) -> None:
        self.zone = ZoneInfo(made_of.zone)
        self.source = source
        self.version = hashlib.sha256(source).hexdigest()
        self._policy = made_of.policy
        self._names = dict(made_of.names)
        self._days = _days(made_of.policy, self._names)
        self._working = [day for day, blocks in enumerate(self._days, FIRST_ORDINAL) if blocks]
        self._counts = list(accumulate(map(bool, self._days)))

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


def _period_off(policy: CalendarPolicy, on: dt.date) -> str | None:
    """The period that takes away the hours that the day's weekday has otherwise."""
    if not policy.hours.week()[on.weekday()]:
        return None
    names = (p.name for p in reversed(policy.periods) if p.first_on <= on <= p.last_on)
    return next(names, None)


def _days(policy: CalendarPolicy, names: dict[int, str]) -> list[Blocks]:
    """The hours of every day that the calendar knows: the week's, a period's, a holiday's."""
    days = _weeks(policy.hours.week(), FIRST_ORDINAL, _DAYS)
    for period in policy.periods:
        first = max(period.first_on.toordinal(), FIRST_ORDINAL)
        last = min(period.last_on.toordinal(), LAST_ORDINAL)
        if first <= last:
            others = _weeks(period.hours.week(), first, last - first + 1)
            days[first - FIRST_ORDINAL : last - FIRST_ORDINAL + 1] = others
    for day in names:
        if FIRST_ORDINAL <= day <= LAST_ORDINAL:
            days[day - FIRST_ORDINAL] = ()
    return days


def _weeks(hours: tuple[tuple[str, ...], ...], first: int, amount: int) -> list[Blocks]:
    week = [tuple(map(minutes_of, blocks)) for blocks in hours]
    # Ordinal 1 is a Monday.
    begins = (first - 1) % 7
    return ((week[begins:] + week[:begins]) * (amount // 7 + 1))[:amount]
