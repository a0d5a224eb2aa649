"""Counting in working hours: several blocks a day, none on a day off."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from policy.calendar import Calendar
from policy.rule import Rule
from schemas.base import Occurred

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


@dataclass(frozen=True, slots=True)
class WorkingSeconds:
    """The seconds of the office's blocks count; a point is a second of its local time."""

    calendar: Calendar

    def first(self, rule: Rule, start: Occurred) -> int:
        if rule.day_one == "same_day":
            return self.point(start)
        # Where day 1 is the next working day, whole days count.
        return self.midnight(start.on) + DAY

    def point(self, when: Occurred) -> int:
        """The moment; where it is unknown, the beginning of the day."""
        if when.at is None:
            return self.midnight(when.on)
        local = when.at.astimezone(self.calendar.zone)
        passed = local.hour * HOUR + local.minute * MINUTE + local.second
        return self.midnight(local.date()) + passed

    def midnight(self, on: dt.date) -> int:
        self.calendar.check(on)
        return on.toordinal() * DAY

    def between(self, begin: int, end: int) -> int:
        total = 0
        for day in range(begin // DAY, -(-end // DAY)):
            for opens, closes in self.blocks(day):
                total += max(min(closes, end) - max(opens, begin), 0)
        return total

    def ahead(self, point: int, amount: int) -> int:
        """The second that ends the amount; for nothing, the next second of work."""
        day, left = point // DAY, amount
        while True:
            for opens, closes in self.blocks(day):
                begin = max(opens, point)
                if closes - begin >= left:
                    return begin + left
                left -= max(closes - begin, 0)
            day += 1

    def blocks(self, day: int) -> Iterator[tuple[int, int]]:
        """The blocks of the day of that ordinal, as points."""
        for first, last in self.calendar.blocks(dt.date.fromordinal(day)):
            yield day * DAY + first * MINUTE, day * DAY + last * MINUTE

    def moment(self, point: int) -> dt.datetime:
        """The local moment of a point."""
        day, passed = divmod(point, DAY)
        return at_second(self.calendar, dt.date.fromordinal(day), passed)


def at_second(calendar: Calendar, on: dt.date, passed: int) -> dt.datetime:
    """A day's moment so many seconds after its midnight, in the office's zone."""
    midnight = dt.datetime.combine(on, dt.time(), tzinfo=calendar.zone)
    return midnight + dt.timedelta(seconds=passed)


def work_begins(calendar: Calendar, on: dt.date) -> dt.datetime:
    """When work begins on a day, in UTC; its midnight where nobody works."""
    blocks = calendar.blocks(on)
    passed = blocks[0][0] * MINUTE if blocks else 0
    return at_second(calendar, on, passed).astimezone(dt.UTC)
