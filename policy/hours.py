"""Counting in working hours: several blocks a day, none on a day off."""

import datetime as dt

from policy.calendar import Calendar
from policy.rule import Rule

ONE_DAY = dt.timedelta(days=1)
SECONDS_A_MINUTE = 60


def due_moment(
    rule: Rule, calendar: Calendar, start_on: dt.date, start_at: dt.datetime | None
) -> dt.datetime:
    """The local moment at which the last of the rule's hours has passed.

    Without a known moment, or where day 1 is the next working day, whole days count.
    """
    on, passed = start_on, 0
    if rule.day_one != "same_day":
        on += ONE_DAY
    elif start_at is not None:
        local = start_at.astimezone(calendar.zone)
        on, passed = local.date(), _second_of(local)
    left = rule.amount * 3600
    while True:
        for first, last in calendar.blocks(on):
            begin = max(first * SECONDS_A_MINUTE, passed)
            length = last * SECONDS_A_MINUTE - begin
            if length >= left:
                midnight = dt.datetime.combine(on, dt.time(), tzinfo=calendar.zone)
                return midnight + dt.timedelta(seconds=begin + left)
            left -= max(length, 0)
        on, passed = on + ONE_DAY, 0


def whole_hours(calendar: Calendar, after: dt.date, end_on: dt.date) -> int:
    """The working hours of the days after one day, up to and with another."""
    days = (end_on - after).days
    minutes = sum(
        last - first
        for ahead in range(1, days + 1)
        for first, last in calendar.blocks(after + ahead * ONE_DAY)
    )
    return minutes // 60


def _second_of(moment: dt.datetime) -> int:
    return moment.hour * 3600 + moment.minute * 60 + moment.second
