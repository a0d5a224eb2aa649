"""Lines of time of which some counts: all days, or working days.

A point on a line is a whole number: a day's ordinal here, a second in `policy.hours`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from policy.calendar import Calendar
from policy.rule import Rule
from schemas.base import Occurred


class Line(Protocol):
    """What pauses and clocks need to know of a line."""

    def first(self, rule: Rule, start: Occurred) -> int:
        """The first point that can count, by the rule's convention of day 1."""

    def point(self, when: Occurred) -> int:
        """Where something happened."""

    def between(self, begin: int, end: int) -> int:
        """How much counts from one point up to, and without, another."""

    def ahead(self, point: int, amount: int) -> int:
        """The point at which so much has passed, counted from another."""


@dataclass(frozen=True, slots=True)
class CalendarDays:
    """Every day counts."""

    calendar: Calendar

    def first(self, rule: Rule, start: Occurred) -> int:
        return self.point(start) + (rule.day_one != "same_day")

    def point(self, when: Occurred) -> int:
        self.calendar.check(when.on)
        return when.on.toordinal()

    def between(self, begin: int, end: int) -> int:
        return max(end - begin, 0)

    def ahead(self, point: int, amount: int) -> int:
        day = point + amount - 1
        self.calendar.check(dt.date.fromordinal(day))
        return day


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The office's working days count."""

    calendar: Calendar

    def first(self, rule: Rule, start: Occurred) -> int:
        return self.point(start) + (rule.day_one != "same_day")

    def point(self, when: Occurred) -> int:
        self.calendar.check(when.on)
        return when.on.toordinal()

    def between(self, begin: int, end: int) -> int:
        if end <= begin:
            return 0
        before, last = dt.date.fromordinal(begin - 1), dt.date.fromordinal(end - 1)
        return self.calendar.working_days_between(before, last)

    def ahead(self, point: int, amount: int) -> int:
        return self.calendar.working_day_after(dt.date.fromordinal(point - 1), amount).toordinal()
