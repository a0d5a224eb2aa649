"""What every explanation says in sum."""

import re
from itertools import pairwise

from hypothesis import given

from policy.deadline import deadline, due_of
from tests.policy.timed import ONE_DAY, Case, cases, day_rules, hour_rules, rules

SECONDS = {"jam": 3600, "menit": 60, "detik": 1}


@given(case=cases(day_rules))
def test_as_many_days_are_counted_as_the_rule_says(case: Case) -> None:
    counted = [day for day in deadline(*case.all).days if day.counted]
    assert case.rule.amount == len(counted)


@given(case=cases(hour_rules))
def test_the_hours_of_all_days_are_those_of_the_rule(case: Case) -> None:
    reasons = [day.reason for day in deadline(*case.all).days if day.counted]
    named = re.findall(r"(\d+) (jam|menit|detik)", " ".join(reasons))
    assert case.rule.amount * 3600 == sum(int(count) * SECONDS[name] for count, name in named)


@given(case=cases(rules))
def test_no_day_is_left_out(case: Case) -> None:
    days = [day.on for day in deadline(*case.all).days]
    assert all(later - earlier == ONE_DAY for earlier, later in pairwise(days))


@given(case=cases(rules))
def test_the_days_go_from_the_start_to_the_due_day(case: Case) -> None:
    found = deadline(*case.all)
    assert (found.days[0].on, found.days[-1].on) == (case.start.on, found.due_on)


@given(case=cases(rules))
def test_the_last_day_counts(case: Case) -> None:
    assert deadline(*case.all).days[-1].counted


@given(case=cases(rules))
def test_it_ends_where_the_due_time_is(case: Case) -> None:
    found, due = deadline(*case.all), due_of(*case.all)
    assert (found.due_on, found.due_at) == (due.due_on, due.due_at)


@given(case=cases(rules))
def test_only_what_counts_is_counted(case: Case) -> None:
    assert all(day.counted == (day.kind == "counted") for day in deadline(*case.all).days)
