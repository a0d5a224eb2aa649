"""Due dates, day by day."""

import datetime as dt

import msgspec
import pytest

from policy.calendar import Calendar
from policy.deadline import Day, deadline, due_of, used
from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.rules import get_rule
from schemas.base import Occurred

D = dt.date
JAKARTA = dt.timezone(dt.timedelta(hours=7))


@pytest.fixture
def settle(bengkalis: OfficePolicy) -> Rule:
    return get_rule(bengkalis, "bengkalis.settle.2025")


@pytest.fixture
def calendar_rule(bengkalis: OfficePolicy) -> Rule:
    return get_rule(bengkalis, "bengkalis.settle.2023")


@pytest.fixture
def hours(settle: Rule) -> Rule:
    return msgspec.structs.replace(settle, unit="working_hour", amount=6, day_one="same_day")


class TestWorkingDays:
    def test_the_joint_leave_of_18_august_moves_the_due_date(
        self, settle: Rule, calendar: Calendar
    ) -> None:
        assert D(2025, 9, 1) == due_of(settle, calendar, D(2025, 8, 1)).due_on

    def test_the_last_moment_is_the_end_of_the_day_in_the_offices_zone(
        self, settle: Rule, calendar: Calendar
    ) -> None:
        due_at = due_of(settle, calendar, D(2025, 8, 1)).due_at
        assert dt.datetime(2025, 9, 1, 16, 59, 59, tzinfo=dt.UTC) == due_at

    def test_the_last_moment_is_in_utc(self, settle: Rule, calendar: Calendar) -> None:
        assert due_of(settle, calendar, D(2025, 8, 1)).due_at.tzinfo is dt.UTC

    def test_every_day_is_counted_or_left_out_with_its_reason(
        self, settle: Rule, calendar: Calendar
    ) -> None:
        rule = msgspec.structs.replace(settle, amount=2)
        assert deadline(rule, calendar, D(2025, 8, 15)).days == (
            Day(
                on=D(2025, 8, 15), counted=False, kind="start", reason="hari mulai, belum dihitung"
            ),
            Day(on=D(2025, 8, 16), counted=False, kind="off", reason="Sabtu"),
            Day(
                on=D(2025, 8, 17),
                counted=False,
                kind="off",
                reason="Hari Kemerdekaan Republik Indonesia",
            ),
            Day(
                on=D(2025, 8, 18),
                counted=False,
                kind="off",
                reason="Cuti Bersama Hari Kemerdekaan Republik Indonesia",
            ),
            Day(on=D(2025, 8, 19), counted=True, kind="counted", reason="hari ke-1"),
            Day(on=D(2025, 8, 20), counted=True, kind="counted", reason="hari ke-2"),
        )

    def test_the_day_of_receipt_counts_where_the_rule_says_so(
        self, settle: Rule, calendar: Calendar
    ) -> None:
        rule = msgspec.structs.replace(settle, day_one="same_day", amount=1)
        assert deadline(rule, calendar, D(2025, 8, 15)).days == (
            Day(on=D(2025, 8, 15), counted=True, kind="counted", reason="hari ke-1"),
        )

    def test_a_day_off_cannot_be_the_first_day(self, settle: Rule, calendar: Calendar) -> None:
        rule = msgspec.structs.replace(settle, day_one="same_day", amount=1)
        assert D(2025, 8, 19) == due_of(rule, calendar, D(2025, 8, 16)).due_on


class TestCalendarDays:
    def test_run_through_days_off(self, calendar_rule: Rule, calendar: Calendar) -> None:
        assert D(2023, 4, 30) == due_of(calendar_rule, calendar, D(2023, 3, 31)).due_on

    def test_are_all_counted(self, calendar_rule: Rule, calendar: Calendar) -> None:
        days = deadline(calendar_rule, calendar, D(2023, 3, 31)).days
        assert [day.counted for day in days] == [False] + [True] * 30

    def test_include_the_day_of_receipt_where_the_rule_says_so(
        self, calendar_rule: Rule, calendar: Calendar
    ) -> None:
        rule = msgspec.structs.replace(calendar_rule, day_one="same_day")
        assert D(2023, 4, 29) == due_of(rule, calendar, D(2023, 3, 31)).due_on


class TestWorkingHours:
    def test_stop_for_the_break(self, hours: Rule, calendar: Calendar) -> None:
        start = dt.datetime(2025, 8, 4, 8, 0, tzinfo=JAKARTA)
        due = due_of(hours, calendar, start.date(), start)
        assert dt.datetime(2025, 8, 4, 15, 0, tzinfo=JAKARTA) == due.due_at

    def test_go_on_after_the_days_off(self, hours: Rule, calendar: Calendar) -> None:
        start = dt.datetime(2025, 8, 15, 15, 30, tzinfo=JAKARTA)
        due = due_of(hours, calendar, start.date(), start)
        assert dt.datetime(2025, 8, 19, 13, 30, tzinfo=JAKARTA) == due.due_at

    def test_begin_with_the_day_where_the_moment_is_not_known(
        self, hours: Rule, calendar: Calendar
    ) -> None:
        due = due_of(hours, calendar, D(2025, 8, 4))
        assert dt.datetime(2025, 8, 4, 14, 30, tzinfo=JAKARTA) == due.due_at

    def test_begin_with_the_next_working_day_where_the_rule_says_so(
        self, hours: Rule, calendar: Calendar
    ) -> None:
        rule = msgspec.structs.replace(hours, day_one="next_working_day")
        start = dt.datetime(2025, 8, 15, 9, 0, tzinfo=JAKARTA)
        due = due_of(rule, calendar, start.date(), start)
        assert dt.datetime(2025, 8, 19, 14, 30, tzinfo=JAKARTA) == due.due_at


class TestUsed:
    def test_counts_working_days(self, settle: Rule, calendar: Calendar) -> None:
        assert used(settle, calendar, Occurred(on=D(2025, 6, 19)), Occurred(on=D(2025, 7, 2))) == 8

    def test_counts_calendar_days(self, calendar_rule: Rule, calendar: Calendar) -> None:
        assert (
            used(calendar_rule, calendar, Occurred(on=D(2025, 6, 19)), Occurred(on=D(2025, 7, 2)))
            == 13
        )

    def test_counts_the_minutes_of_whole_days(self, hours: Rule, calendar: Calendar) -> None:
        assert (
            used(hours, calendar, Occurred(on=D(2025, 8, 4)), Occurred(on=D(2025, 8, 5))) == 15 * 60
        )

    def test_is_nothing_on_the_day_of_receipt(self, settle: Rule, calendar: Calendar) -> None:
        assert used(settle, calendar, Occurred(on=D(2025, 8, 4)), Occurred(on=D(2025, 8, 4))) == 0

    def test_is_never_negative(self, settle: Rule, calendar: Calendar) -> None:
        rule = msgspec.structs.replace(settle, day_one="same_day")
        with pytest.raises(EndsBeforeStartError) as caught:
            used(rule, calendar, Occurred(on=D(2025, 5, 8)), Occurred(on=D(2025, 5, 7)))
        assert caught.value.start_on == D(2025, 5, 8)


class TestYearsBeyondTheTables:
    @pytest.mark.parametrize("unit", ["working_day", "calendar_day", "working_hour"])
    @pytest.mark.parametrize("on", [D.min, D(2203, 5, 1), D.max])
    def test_have_no_deadline(self, settle: Rule, calendar: Calendar, unit: str, on: D) -> None:
        rule = msgspec.structs.replace(settle, unit=unit)
        with pytest.raises(DateOutOfCalendarError):
            due_of(rule, calendar, on)
