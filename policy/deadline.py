"""When a promise falls due, and which days were counted on the way."""

import datetime as dt
from collections.abc import Iterator

import msgspec

from policy import hours
from policy.calendar import Calendar, calendar_days_between
from policy.rule import Rule

ONE_DAY = dt.timedelta(days=1)
END_OF_DAY = dt.time(23, 59, 59)


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day on the way: counted as which one, or left out and why."""

    on: dt.date
    counted: bool
    reason: str


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """The last day in the office's zone, and the last moment in UTC."""

    due_on: dt.date
    due_at: dt.datetime


class Deadline(msgspec.Struct, frozen=True, kw_only=True):
    """A due time with every day from the start to it."""

    due_on: dt.date
    due_at: dt.datetime
    days: tuple[Day, ...]


def due_of(
    rule: Rule, calendar: Calendar, received_on: dt.date, received_at: dt.datetime | None = None
) -> Due:
    """When a rule's time is over, counted from the day (or moment) its clock starts.

    Args:
        rule: The promise.
        calendar: The office's calendar.
        received_on: The day of the start in the office's zone.
        received_at: The moment of the start; only working hours look at it.

    Raises:
        DateOutOfCalendarError: The start, or the answer, is beyond the calendar's years.
    """
    calendar.check(received_on)
    if rule.unit == "working_hour":
        moment = hours.due_moment(rule, calendar, received_on, received_at)
        return Due(due_on=moment.date(), due_at=moment.astimezone(dt.UTC))
    due_on = _last_day(rule, calendar, received_on)
    end = dt.datetime.combine(due_on, END_OF_DAY, tzinfo=calendar.zone)
    return Due(due_on=due_on, due_at=end.astimezone(dt.UTC))


def deadline(
    rule: Rule, calendar: Calendar, received_on: dt.date, received_at: dt.datetime | None = None
) -> Deadline:
    """The same as `due_of`, with each day counted or skipped and why."""
    due = due_of(rule, calendar, received_on, received_at)
    days = tuple(_days(rule, calendar, received_on, due.due_on))
    return Deadline(due_on=due.due_on, due_at=due.due_at, days=days)


def used(rule: Rule, calendar: Calendar, start_on: dt.date, end_on: dt.date) -> int:
    """How much of a rule's unit lies between two days, by its own way of counting.

    Working hours are the hours of the whole days counted: two dates say no more.

    Raises:
        EndsBeforeStartError: The end lies before the start.
        DateOutOfCalendarError: A day is beyond the calendar's years.
    """
    calendar.check(start_on)
    days = calendar_days_between(start_on, end_on)
    after = _day_zero(rule, start_on)
    if rule.unit == "calendar_day":
        return days + (start_on - after).days
    if rule.unit == "working_day":
        return calendar.working_days_between(after, end_on)
    return hours.whole_hours(calendar, after, end_on)


def _day_zero(rule: Rule, start_on: dt.date) -> dt.date:
    # The day before the start, where the start itself is among the days counted.
    return start_on - ONE_DAY if rule.day_one == "same_day" else start_on


def _last_day(rule: Rule, calendar: Calendar, start_on: dt.date) -> dt.date:
    after = _day_zero(rule, start_on)
    if rule.unit == "calendar_day":
        return after + dt.timedelta(days=rule.amount)
    return calendar.working_day_after(after, rule.amount)


def _days(rule: Rule, calendar: Calendar, start_on: dt.date, due_on: dt.date) -> Iterator[Day]:
    on, number = start_on, 0
    if rule.day_one != "same_day":
        yield Day(on=on, counted=False, reason="hari mulai, belum dihitung")
        on += ONE_DAY
    while on <= due_on:
        off = None if rule.unit == "calendar_day" else calendar.why_off(on)
        number += off is None
        yield Day(on=on, counted=off is None, reason=off or f"hari ke-{number}")
        on += ONE_DAY
