"""When somebody is warned before a miss, and when the next rung after it comes.

August 2025: the 8th and 15th are Fridays, the 18th is a day off.
"""

import datetime as dt

import pytest

from policy.deadline import rung_at, warning_at
from policy.rule import Rule
from schemas.events.sla import Pause
from tests.policy.timed import CALENDARS, WIB, local, pause, rule


def warned_at(promise: Rule, start: str, percent: int, *pauses: Pause) -> str:
    began = local(WIB, start)
    moment = warning_at(promise, WIB, began.on, began.at, pauses, percent)
    return moment.astimezone(WIB.zone).strftime("%Y-%m-%dT%H:%M:%S")


class TestDays:
    @pytest.mark.parametrize(
        ("percent", "moment"),
        [
            (1, "2025-08-11T07:30:00"),
            (50, "2025-08-15T07:30:00"),
            (75, "2025-08-20T07:30:00"),
            (99, "2025-08-22T07:30:00"),
        ],
    )
    def test_warn_when_work_begins_after_the_days_of_the_share(
        self, percent: int, moment: str
    ) -> None:
        assert warned_at(rule(9), "2025-08-08", percent) == moment

    def test_go_on_after_a_pause(self) -> None:
        stop = pause("2025-08-12", "2025-08-14")
        assert warned_at(rule(4), "2025-08-08", 50, stop) == "2025-08-15T07:30:00"

    def test_warn_at_midnight_of_a_day_off(self) -> None:
        promise = rule(4, "calendar_day", "next_day")
        assert warned_at(promise, "2025-08-15", 50) == "2025-08-18T00:00:00"

    def test_warn_on_the_due_day_where_there_is_only_one(self) -> None:
        assert warned_at(rule(1), "2025-08-15", 80) == "2025-08-19T07:30:00"


class TestHours:
    def test_warn_at_the_moment_of_the_share(self) -> None:
        promise = rule(6, "working_hour", "same_day")
        assert warned_at(promise, "2025-08-04T08:00", 75) == "2025-08-04T13:30:00"

    def test_warn_later_after_a_pause(self) -> None:
        promise = rule(6, "working_hour", "same_day")
        stop = pause("2025-08-04T09:00", "2025-08-04T10:00")
        assert warned_at(promise, "2025-08-04T08:00", 50, stop) == "2025-08-04T12:00:00"


def test_a_warning_is_in_utc() -> None:
    assert warning_at(rule(4), WIB, dt.date(2025, 8, 8), None, (), 50).tzinfo is dt.UTC


class TestRungs:
    @pytest.mark.parametrize(("days", "on"), [(1, 19), (2, 20), (4, 22)])
    def test_come_when_work_begins_so_many_working_days_later(self, days: int, on: int) -> None:
        now = dt.datetime(2025, 8, 15, 10, 0, tzinfo=WIB.zone)
        found = rung_at(WIB, now, days)
        assert found == dt.datetime(2025, 8, on, 7, 30, tzinfo=WIB.zone)

    def test_count_from_the_day_of_the_office(self) -> None:
        now = dt.datetime(2025, 8, 19, 15, 30, tzinfo=dt.UTC)
        found = [rung_at(calendar, now, 1).astimezone(calendar.zone) for calendar in CALENDARS]
        assert [moment.day for moment in found] == [20, 20, 21]

    def test_are_in_utc(self) -> None:
        assert rung_at(WIB, dt.datetime(2025, 8, 15, tzinfo=dt.UTC), 1).tzinfo is dt.UTC
