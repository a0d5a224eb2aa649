"""What holds for every clock, whatever stops it."""

import datetime as dt
from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from policy.calendar import Calendar
from policy.deadline import due_of, is_in_time, taken, used, warning_at
from policy.rule import Rule
from schemas.base import Occurred
from tests.policy.timed import (
    ONE_DAY,
    Case,
    at_second,
    calendars,
    cases,
    counted_days,
    day_rules,
    days,
    hour_rules,
    is_working_moment,
    pause,
    rules,
    with_holiday,
    working_seconds,
)

seconds = st.integers(0, 86399)
waits = st.integers(0, 90)
same_day_hours = hour_rules.filter(lambda rule: rule.day_one == "same_day")


@given(case=cases(day_rules.filter(lambda rule: rule.unit == "working_day")))
def test_working_days_end_on_a_working_day(case: Case) -> None:
    assert case.calendar.is_working_day(due_of(*case.all).due_on)


@given(case=cases(hour_rules))
def test_working_hours_end_at_a_working_moment(case: Case) -> None:
    assert is_working_moment(case.calendar, due_of(*case.all).due_at)


@given(case=cases(rules), ahead=st.integers(-5, 200))
def test_one_more_holiday_makes_nothing_due_earlier(case: Case, ahead: int) -> None:
    before = due_of(*case.all)
    case.calendar = with_holiday(case.start.on + ahead * ONE_DAY, case.calendar)
    assert before.due_at <= due_of(*case.all).due_at


@given(rule=day_rules, calendar=calendars, on=days, wait=waits, length=waits)
def test_a_pause_moves_the_due_day_by_as_many_of_the_rules_days(
    rule: Rule, calendar: Calendar, on: dt.date, wait: int, length: int
) -> None:
    due, began = due_of(rule, calendar, on).due_on, on + (1 + wait) * ONE_DAY
    assume(began <= due)
    ended = began + length * ONE_DAY
    stop = pause(Occurred(on=began), Occurred(on=ended))
    moved = due_of(rule, calendar, on, None, [stop]).due_on
    given_back = counted_days(rule, calendar, due + ONE_DAY, moved + ONE_DAY)
    assert given_back == counted_days(rule, calendar, began, ended)


@given(
    rule=same_day_hours,
    calendar=calendars,
    on=days,
    wait=st.integers(1, 10),
    length=st.integers(1, 30),
    at=st.tuples(seconds, seconds, seconds),
)
def test_a_pause_moves_the_due_moment_by_as_much_working_time(
    rule: Rule, calendar: Calendar, on: dt.date, wait: int, length: int, at: tuple[int, int, int]
) -> None:
    start = at_second(calendar, on, at[0])
    began = at_second(calendar, on + wait * ONE_DAY, at[1])
    ended = at_second(calendar, began.on + length * ONE_DAY, at[2])
    assert start.at is not None
    assert began.at is not None
    assert ended.at is not None
    due = due_of(rule, calendar, on, start.at).due_at
    assume(began.at <= due)
    moved = due_of(rule, calendar, on, start.at, [pause(began, ended)]).due_at
    given_back = working_seconds(calendar, due, moved)
    assert given_back == working_seconds(calendar, began.at, ended.at)


@given(case=cases(day_rules))
def test_what_is_used_up_to_the_due_day_is_the_amount(case: Case) -> None:
    end = Occurred(on=due_of(*case.all).due_on)
    spent = used(case.rule, case.calendar, case.start, end, case.pauses)
    assert case.rule.amount == spent


@given(case=cases(same_day_hours, known=True))
def test_what_is_used_up_to_the_due_moment_is_the_amount(case: Case) -> None:
    due = due_of(*case.all)
    end = Occurred(on=due.due_on, at=due.due_at)
    spent = used(case.rule, case.calendar, case.start, end, case.pauses)
    assert case.rule.amount * 60 == spent


@given(case=cases(rules))
def test_nothing_is_due_before_the_ball_is_back(case: Case) -> None:
    due = due_of(*case.all)
    for stop in taken(*case.all):
        assert stop.ended is not None
        assert stop.ended.on <= due.due_on
        assert stop.ended.at is None or stop.ended.at <= due.due_at + dt.timedelta(seconds=1)


@given(case=cases(rules))
def test_the_order_in_which_pauses_are_told_means_nothing(case: Case) -> None:
    due = due_of(*case.all)
    case.pauses.reverse()
    assert due == due_of(*case.all)


@given(case=cases(rules))
def test_a_pause_told_twice_counts_once(case: Case) -> None:
    due = due_of(*case.all)
    case.pauses += case.pauses
    assert due == due_of(*case.all)


@given(case=cases(rules))
def test_only_the_pauses_taken_move_it(case: Case) -> None:
    due = due_of(*case.all)
    case.pauses = list(taken(*case.all))
    assert due == due_of(*case.all)


@given(case=cases(rules))
def test_what_is_taken_is_in_the_order_of_days(case: Case) -> None:
    assert all(a.began.on <= b.began.on for a, b in pairwise(taken(*case.all)))


@given(case=cases(rules), wait=waits)
def test_a_pause_still_open_moves_nothing(case: Case, wait: int) -> None:
    without = due_of(*case.all)
    last = max([without.due_on, *(stop.began.on for stop in case.pauses)])
    case.pauses.append(pause(Occurred(on=last), None))
    assert without == due_of(*case.all)


@given(case=cases(rules), ahead=st.integers(0, 120))
def test_an_end_in_time_has_used_no_more_than_the_amount(case: Case, ahead: int) -> None:
    due = due_of(*case.all)
    end = Occurred(on=case.start.on + ahead * ONE_DAY)
    assume(case.rule.unit != "working_hour")
    assume(is_in_time(case.rule, due, end))
    assert used(case.rule, case.calendar, case.start, end, case.pauses) <= case.rule.amount


@given(case=cases(rules), ahead=st.integers(0, 120), second=st.none() | seconds, wait=waits)
def test_pauses_never_make_more_of_what_is_used(
    case: Case, ahead: int, second: int | None, wait: int
) -> None:
    on = case.start.on + ahead * ONE_DAY
    end = Occurred(on=on) if second is None else at_second(case.calendar, on, second)
    pauses = [*case.pauses, pause(Occurred(on=case.start.on + wait * ONE_DAY), None)]
    spent = used(case.rule, case.calendar, case.start, end, pauses)
    assert 0 <= spent <= used(case.rule, case.calendar, case.start, end)


@given(case=cases(rules), percent=st.integers(1, 99))
def test_a_warning_comes_before_the_end(case: Case, percent: int) -> None:
    assert warning_at(*case.all, percent) <= due_of(*case.all).due_at


@given(case=cases(rules), percent=st.integers(1, 98))
def test_a_higher_share_never_warns_earlier(case: Case, percent: int) -> None:
    assert warning_at(*case.all, percent) <= warning_at(*case.all, percent + 1)


@given(case=cases(day_rules), percent=st.integers(1, 99))
def test_before_a_warning_whole_days_of_the_share_are_used(case: Case, percent: int) -> None:
    on = warning_at(*case.all, percent).astimezone(case.calendar.zone).date()
    spent = used(case.rule, case.calendar, case.start, Occurred(on=on), case.pauses)
    assert case.rule.amount * percent // 100 + 1 == spent
