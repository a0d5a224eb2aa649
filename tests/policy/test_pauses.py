"""Pauses day by day: what they give back, and which of them stop a clock.

August 2025: the 15th is a Friday, the 18th a day off, the 19th a Tuesday.
"""

import datetime as dt

import pytest

from policy.deadline import Due, due_of, is_in_time, taken, used
from policy.errors import DateOutOfCalendarError
from policy.rule import Rule
from schemas.base import Occurred
from schemas.events.sla import Pause
from tests.policy.timed import WIB, local, pause, rule

D = dt.date
THREE_DAYS = rule(3)
"""From Friday 8 August: the 11th, 12th and 13th."""
SIX_HOURS = rule(6, "working_hour", "same_day")


def due_on(*pauses: Pause, promise: Rule = THREE_DAYS) -> dt.date:
    return due_of(promise, WIB, D(2025, 8, 8), None, pauses).due_on


def due_at(start: str, *pauses: Pause, promise: Rule = SIX_HOURS) -> str:
    began = local(WIB, start)
    due = due_of(promise, WIB, began.on, began.at, pauses)
    return due.due_at.astimezone(WIB.zone).strftime("%Y-%m-%dT%H:%M:%S")


class TestDays:
    def test_the_day_that_the_ball_leaves_is_given_back_whole(self) -> None:
        assert due_on(pause("2025-08-12", "2025-08-13")) == D(2025, 8, 14)

    def test_a_ball_that_is_back_on_the_same_day_gives_nothing(self) -> None:
        assert due_on(pause("2025-08-12", "2025-08-12")) == D(2025, 8, 13)

    def test_the_due_day_itself_can_be_given_back(self) -> None:
        assert due_on(pause("2025-08-13", "2025-08-20")) == D(2025, 8, 20)

    def test_days_off_are_not_given_back(self) -> None:
        assert due_on(pause("2025-08-09", "2025-08-11")) == D(2025, 8, 13)

    def test_calendar_days_are_given_back_all(self) -> None:
        promise = rule(3, "calendar_day", "next_day")
        assert due_on(pause("2025-08-09", "2025-08-11"), promise=promise) == D(2025, 8, 13)

    def test_the_day_of_the_start_is_no_day_to_give_back(self) -> None:
        assert due_on(pause("2025-08-08", "2025-08-11")) == D(2025, 8, 13)

    def test_the_day_of_the_start_is_given_back_where_it_counts(self) -> None:
        promise = rule(3, day_one="same_day")
        assert due_on(pause("2025-08-08", "2025-08-11"), promise=promise) == D(2025, 8, 13)

    def test_what_two_pauses_share_is_given_back_once(self) -> None:
        first, second = pause("2025-08-11", "2025-08-14"), pause("2025-08-12", "2025-08-15")
        assert due_on(first, second) == D(2025, 8, 20)

    def test_a_pause_within_another_gives_nothing_more(self) -> None:
        longer, shorter = pause("2025-08-11", "2025-08-15"), pause("2025-08-12", "2025-08-13")
        assert due_on(longer, shorter) == due_on(longer)

    def test_a_pause_after_the_due_day_is_too_late(self) -> None:
        assert due_on(pause("2025-08-14", "2025-08-20")) == D(2025, 8, 13)

    def test_a_pause_after_the_first_due_day_counts_where_an_earlier_one_moved_it(self) -> None:
        earlier, later = pause("2025-08-12", "2025-08-14"), pause("2025-08-15", "2025-08-19")
        assert due_on(later, earlier) == D(2025, 8, 19)

    def test_an_end_before_the_beginning_gives_nothing(self) -> None:
        assert due_on(pause("2025-08-12", "2025-08-11")) == D(2025, 8, 13)

    def test_a_pause_beyond_the_calendar_is_refused(self) -> None:
        with pytest.raises(DateOutOfCalendarError):
            due_on(pause("2025-08-12", "3025-08-12"))


class TestHours:
    def test_exact_working_time_is_given_back(self) -> None:
        moved = due_at("2025-08-04T08:00", pause("2025-08-04T09:00", "2025-08-04T10:00:30"))
        assert moved == "2025-08-05T07:30:30"

    def test_the_break_is_not_given_back(self) -> None:
        moved = due_at("2025-08-04T07:30", pause("2025-08-04T11:00", "2025-08-04T13:30"))
        assert moved == "2025-08-04T16:00:00"

    def test_without_moments_whole_days_are_given_back(self) -> None:
        moved = due_at("2025-08-04T15:00", pause("2025-08-05", "2025-08-06"))
        assert moved == "2025-08-06T13:30:00"

    def test_with_nothing_left_it_is_due_when_the_ball_is_back(self) -> None:
        moved = due_at("2025-08-04T08:00", pause("2025-08-04T15:00", "2025-08-05T09:17"))
        assert moved == "2025-08-05T09:17:00"

    def test_with_nothing_left_a_night_lasts_until_work_begins(self) -> None:
        moved = due_at("2025-08-04T08:00", pause("2025-08-04T15:00", "2025-08-05T20:00"))
        assert moved == "2025-08-06T07:30:00"

    def test_a_pause_after_the_due_moment_is_too_late(self) -> None:
        moved = due_at("2025-08-04T08:00", pause("2025-08-04T15:01", "2025-08-05T09:00"))
        assert moved == "2025-08-04T15:00:00"

    def test_a_pause_before_the_first_day_that_counts_gives_nothing(self) -> None:
        promise = rule(6, "working_hour", "next_working_day")
        early = pause("2025-08-04T09:00", "2025-08-04T15:00")
        assert due_at("2025-08-04T08:00", early, promise=promise) == "2025-08-05T14:30:00"


class TestTaken:
    def taken(self, *pauses: Pause, start: str = "2025-08-08") -> tuple[Pause, ...]:
        began = local(WIB, start)
        return taken(THREE_DAYS, WIB, began.on, began.at, pauses)

    def test_are_those_that_stop_it_in_order(self) -> None:
        first, second = pause("2025-08-11", "2025-08-13"), pause("2025-08-12", "2025-08-14")
        assert self.taken(second, first) == (first, second)

    def test_the_moments_of_one_day_tell_the_order(self) -> None:
        first = pause("2025-08-11T09:00", "2025-08-11T10:00")
        second = pause("2025-08-11T11:00", "2025-08-11T12:00")
        assert self.taken(second, first) == (first, second)

    def test_one_that_began_when_it_was_missed_is_none(self) -> None:
        assert self.taken(pause("2025-08-14", None)) == ()

    def test_one_on_the_due_day_is_taken(self) -> None:
        late = pause("2025-08-13", None)
        assert self.taken(late) == (late,)

    def test_one_that_began_while_another_is_open_is_taken(self) -> None:
        longer, later = pause("2025-08-12", None), pause("2025-09-01", "2025-09-02")
        assert self.taken(longer, later) == (longer, later)

    def test_one_that_is_open_since_before_the_start_is_taken(self) -> None:
        before = pause("2025-08-01", None)
        assert self.taken(before) == (before,)

    @pytest.mark.parametrize("ended", ["2025-08-07", "2025-08-08"])
    def test_one_that_was_over_by_the_day_of_the_start_is_none(self, ended: str) -> None:
        assert self.taken(pause("2025-08-01", ended)) == ()

    def test_one_within_the_day_of_the_start_is_taken(self) -> None:
        short = pause("2025-08-08", "2025-08-08")
        assert self.taken(short) == (short,)

    def test_one_that_ended_with_the_moment_of_the_start_is_none(self) -> None:
        before = pause("2025-08-08T09:00", "2025-08-08T10:00")
        assert self.taken(before, start="2025-08-08T10:00") == ()


class TestUsed:
    def used(self, end: str, *pauses: Pause, promise: Rule = THREE_DAYS) -> int:
        start = local(WIB, "2025-08-08T08:00")
        return used(promise, WIB, start, local(WIB, end), pauses)

    def test_leaves_out_the_days_given_back(self) -> None:
        assert self.used("2025-08-14", pause("2025-08-12", "2025-08-14")) == 2

    def test_an_open_pause_lasts_until_the_end(self) -> None:
        assert self.used("2025-08-14", pause("2025-08-12", None)) == 2

    def test_a_pause_that_outlasts_the_end_lasts_until_it(self) -> None:
        assert self.used("2025-08-14", pause("2025-08-12", "2025-08-20")) == 2

    def test_a_pause_after_the_end_is_none(self) -> None:
        assert self.used("2025-08-12", pause("2025-08-13", "2025-08-20")) == 2

    def test_a_pause_when_it_was_missed_counts_as_used(self) -> None:
        assert self.used("2025-08-20", pause("2025-08-14", "2025-08-20")) == 7

    def test_minutes_leave_out_the_minutes_given_back(self) -> None:
        away = pause("2025-08-08T09:00", "2025-08-08T10:15")
        assert self.used("2025-08-08T11:00", away, promise=SIX_HOURS) == 105

    def test_an_open_pause_takes_the_minutes_up_to_the_end(self) -> None:
        away = pause("2025-08-08T09:00", None)
        assert self.used("2025-08-08T11:00", away, promise=SIX_HOURS) == 60

    def test_without_a_moment_of_the_end_whole_days_count(self) -> None:
        assert self.used("2025-08-08", promise=SIX_HOURS) == 450

    def test_an_end_before_the_start_on_one_day_is_nothing(self) -> None:
        assert self.used("2025-08-08T07:45", promise=SIX_HOURS) == 0


class TestInTime:
    DUE = Due(due_on=D(2025, 8, 4), due_at=dt.datetime(2025, 8, 4, 8, 0, tzinfo=dt.UTC))

    def test_the_due_day_is_in_time(self) -> None:
        assert is_in_time(THREE_DAYS, self.DUE, local(WIB, "2025-08-04T23:00"))

    def test_the_next_day_is_late(self) -> None:
        assert not is_in_time(THREE_DAYS, self.DUE, local(WIB, "2025-08-05"))

    def test_the_due_second_is_in_time(self) -> None:
        assert is_in_time(SIX_HOURS, self.DUE, local(WIB, "2025-08-04T15:00:00.999999"))

    def test_the_second_after_is_late(self) -> None:
        assert not is_in_time(SIX_HOURS, self.DUE, local(WIB, "2025-08-04T15:00:01"))

    def test_without_a_moment_the_day_decides(self) -> None:
        assert is_in_time(SIX_HOURS, self.DUE, Occurred(on=D(2025, 8, 4)))
