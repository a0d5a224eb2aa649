"""When a promise falls due, what of its time is used, and when somebody is warned."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from policy.calendar import Calendar
from policy.counting import CalendarDays, Line, WorkingDays
from policy.errors import EndsBeforeStartError
from policy.explain import Day, explained
from policy.hours import DAY, HOUR, MINUTE, WorkingSeconds, at_second, work_begins
from policy.pausing import Run, run_of, spent
from policy.rule import Rule
from schemas.base import Occurred
from schemas.events.sla import Pause

LAST_SECOND = DAY - 1
ONE_SECOND = dt.timedelta(seconds=1)


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
    rule: Rule,
    calendar: Calendar,
    on: dt.date,
    at: dt.datetime | None = None,
    pauses: Sequence[Pause] = (),
) -> Due:
    """When a rule's time is over, counted from the day (or moment) its clock starts.

    Args:
        rule: The promise.
        calendar: The office's calendar.
        on: The day of the start in the office's zone.
        at: The moment of the start; only working hours look at it.
        pauses: What may stop the clock; what is still open moves nothing yet.

    Raises:
        DateOutOfCalendarError: The start, a pause, or the answer is beyond the
            calendar's years.
    """
    return _due(rule, calendar, _run(rule, calendar, Occurred(on=on, at=at), pauses).due)


def taken(
    rule: Rule, calendar: Calendar, on: dt.date, at: dt.datetime | None, pauses: Sequence[Pause]
) -> tuple[Pause, ...]:
    """Those pauses that stop this clock, in the order of time.

    Left out is what was over before the clock began, or began when it was missed.

    Raises:
        DateOutOfCalendarError: As `due_of`.
    """
    run = _run(rule, calendar, Occurred(on=on, at=at), pauses)
    return tuple(stop.pause for stop in run.stops)


def deadline(  # noqa: PLR0917 - those of `due_of`, and one more
    rule: Rule,
    calendar: Calendar,
    on: dt.date,
    at: dt.datetime | None = None,
    pauses: Sequence[Pause] = (),
    until: dt.date | None = None,
) -> Deadline:
    """The same as `due_of`, with each day counted or not and why.

    Args:
        rule: The promise.
        calendar: The office's calendar.
        on: The day of the start in the office's zone.
        at: The moment of the start; only working hours look at it.
        pauses: What may stop the clock.
        until: How far the days of an open pause go; its first day when left out.

    Raises:
        DateOutOfCalendarError: As `due_of`.
    """
    start = Occurred(on=on, at=at)
    run = _run(rule, calendar, start, pauses)
    due = _due(rule, calendar, run.due)
    days = explained(rule, calendar, start, run, until)
    return Deadline(due_on=due.due_on, due_at=due.due_at, days=days)


def used(
    rule: Rule, calendar: Calendar, start: Occurred, end: Occurred, pauses: Sequence[Pause] = ()
) -> int:
    """How much of a rule's time lies between two ends, by its own way of counting.

    Whole days for a rule in days. Minutes for one in working hours: exact where both
    moments are known and day 1 is the day of the start, else those of whole days.
    A pause that is still open lasts until the end.

    Raises:
        EndsBeforeStartError: The end lies before the start.
        DateOutOfCalendarError: A day is beyond the calendar's years.
    """
    if end.on < start.on:
        raise EndsBeforeStartError(start.on, end.on)
    line = _line(rule, calendar)
    run, last = _run(rule, calendar, start, pauses), line.point(end)
    if not isinstance(line, WorkingSeconds):
        return spent(line, run, last + 1, last)
    if start.at is not None and end.at is not None and rule.day_one == "same_day":
        return spent(line, run, last, last) // MINUTE
    whole = run._replace(first=line.first(rule, Occurred(on=start.on)))
    return spent(line, whole, line.midnight(end.on) + DAY, last) // MINUTE


def is_in_time(rule: Rule, due: Due, end: Occurred) -> bool:
    """Whether an end keeps the promise: the due second itself does."""
    if rule.unit == "working_hour" and end.at is not None:
        return end.at < due.due_at + ONE_SECOND
    return end.on <= due.due_on


def warning_at(  # noqa: PLR0917 - those of `due_of`, and one more
    rule: Rule,
    calendar: Calendar,
    on: dt.date,
    at: dt.datetime | None,
    pauses: Sequence[Pause],
    percent: int,
) -> dt.datetime:
    """When so much of a rule's time has passed, in UTC.

    For a rule in days it is the beginning of work on the day after the whole days that
    make up the share.

    Raises:
        DateOutOfCalendarError: As `due_of`.
    """
    line, start = _line(rule, calendar), Occurred(on=on, at=at)
    share = _amount(rule) * percent // 100
    if isinstance(line, WorkingSeconds):
        return line.moment(run_of(line, rule, start, share, pauses).due).astimezone(dt.UTC)
    day = run_of(line, rule, start, share + 1, pauses).due
    return work_begins(calendar, dt.date.fromordinal(day))


def rung_at(calendar: Calendar, now: dt.datetime, working_days: int) -> dt.datetime:
    """When work begins that many working days after today, in UTC.

    Raises:
        DateOutOfCalendarError: Today, or the answer, is beyond the calendar's years.
    """
    today = now.astimezone(calendar.zone).date()
    return work_begins(calendar, calendar.working_day_after(today, working_days))


def _line(rule: Rule, calendar: Calendar) -> Line:
    if rule.unit == "working_hour":
        return WorkingSeconds(calendar)
    return WorkingDays(calendar) if rule.unit == "working_day" else CalendarDays(calendar)


def _amount(rule: Rule) -> int:
    return rule.amount * HOUR if rule.unit == "working_hour" else rule.amount


def _run(rule: Rule, calendar: Calendar, start: Occurred, pauses: Sequence[Pause]) -> Run:
    return run_of(_line(rule, calendar), rule, start, _amount(rule), pauses)


def _due(rule: Rule, calendar: Calendar, point: int) -> Due:
    if rule.unit == "working_hour":
        moment = WorkingSeconds(calendar).moment(point)
        return Due(due_on=moment.date(), due_at=moment.astimezone(dt.UTC))
    due_on = dt.date.fromordinal(point)
    end = at_second(calendar, due_on, LAST_SECOND)
    return Due(due_on=due_on, due_at=end.astimezone(dt.UTC))
