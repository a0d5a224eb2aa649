"""What a clock's end is worth: in time or late, and how much of the time was used."""

import datetime as dt

from policy.calendar import Calendar
from policy.deadline import used
from policy.errors import DateOutOfCalendarError
from policy.rule import Rule
from schemas.base import Occurred
from schemas.events.sla import ClockMet, ClockMissed
from services.sla_monitor.promises import Promises
from services.sla_monitor.state import Clock

LAST_SECOND = dt.timedelta(seconds=1)
MINUTES_AN_HOUR = 60
ONE_DAY = dt.timedelta(days=1)


def over_at(due_at: dt.datetime) -> dt.datetime:
    """The first moment at which a deadline is missed: the due second itself is in time."""
    return due_at + LAST_SECOND


def judgeable(calendar: Calendar, start: Occurred, end: Occurred) -> bool:
    """Whether two known ends make a duration: none is negative, none leaves the calendar."""
    if start.on == end.on and start.at is not None and end.at is not None:
        return start.at <= end.at
    try:
        calendar.is_working_day(end.on)
    except DateOutOfCalendarError:
        return False
    return start.on <= end.on


def verdict(clock: Clock, rule: Rule, promises: Promises, end: Occurred) -> ClockMet | ClockMissed:
    """Judge a clock whose end is known."""
    started = clock.started
    spent = _used(rule, promises.calendar, started.started, end)
    in_time = _in_time(clock, rule, end)
    # A miss belongs to the day on which it was due; the end of a known miss to its own day.
    late = end if clock.missed else Occurred(on=clock.due_on, at=clock.due_at)
    kind = ClockMet if in_time else ClockMissed
    return kind(
        occurred=end if in_time else late,
        clock=started.clock,
        rule=started.rule,
        policy=started.policy,
        calendar=promises.calendar.version,
        due_on=clock.due_on,
        ended=end,
        used=spent,
    )


def _in_time(clock: Clock, rule: Rule, end: Occurred) -> bool:
    if rule.unit == "working_hour" and end.at is not None:
        return end.at < over_at(clock.due_at)
    return end.on <= clock.due_on


def _used(rule: Rule, calendar: Calendar, start: Occurred, end: Occurred) -> int:
    if rule.unit != "working_hour":
        return used(rule, calendar, start.on, end.on)
    if start.at is None or end.at is None or rule.day_one != "same_day":
        return used(rule, calendar, start.on, end.on) * MINUTES_AN_HOUR
    return _working_minutes(calendar, start.at, end.at)


def _working_minutes(calendar: Calendar, start_at: dt.datetime, end_at: dt.datetime) -> int:
    first, last = start_at.astimezone(calendar.zone), end_at.astimezone(calendar.zone)
    minutes, on = 0, first.date()
    while on <= last.date():
        begins = _minute(first) if on == first.date() else 0
        ends = _minute(last) if on == last.date() else 24 * MINUTES_AN_HOUR
        for opens, closes in calendar.blocks(on):
            minutes += max(min(closes, ends) - max(opens, begins), 0)
        on += ONE_DAY
    return minutes


def _minute(moment: dt.datetime) -> int:
    return moment.hour * MINUTES_AN_HOUR + moment.minute
