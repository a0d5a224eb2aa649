"""The calendar cases of the real registers of 2025, and the decree of August."""

import datetime as dt

import pytest

from policy.deadline import due_of, used
from policy.errors import EndsBeforeStartError
from policy.rule import Rule
from schemas.base import Occurred
from tests.policy.timed import DAY_RULES, WIB, rule, with_day

D = dt.date
WORKING = rule(20)
CALENDAR = rule(30, "calendar_day", "next_day")

CASES = [
    (D(2025, 1, 24), D(2025, 1, 30), 6, 1),
    (D(2025, 1, 8), D(2025, 1, 14), 6, 4),
    (D(2025, 1, 14), D(2025, 1, 18), 4, 3),
    (D(2025, 5, 16), D(2025, 5, 18), 2, 0),
    (D(2025, 6, 19), D(2025, 7, 2), 13, 8),
]


@pytest.mark.parametrize(("received", "answered", "calendar_days", "working_days"), CASES)
def test_the_days_used_are_those_of_the_register(
    received: D, answered: D, calendar_days: int, working_days: int
) -> None:
    start, end = Occurred(on=received), Occurred(on=answered)
    found = used(CALENDAR, WIB, start, end), used(WORKING, WIB, start, end)
    assert found == (calendar_days, working_days)


@pytest.mark.parametrize(("unit", "day_one"), [*DAY_RULES, ("working_hour", "same_day")])
def test_an_answer_before_the_receipt_is_refused(unit: str, day_one: str) -> None:
    start, end = Occurred(on=D(2025, 5, 8)), Occurred(on=D(2025, 5, 7))
    with pytest.raises(EndsBeforeStartError, match="Koreksi salah satu tanggal") as caught:
        used(rule(20, unit, day_one), WIB, start, end)
    assert (caught.value.start_on, caught.value.end_on) == (start.on, end.on)


class TestThe18thOfAugust:
    @pytest.mark.parametrize(
        ("promise", "before", "after"),
        [
            (rule(20), D(2025, 8, 29), D(2025, 9, 1)),
            (rule(11), D(2025, 8, 18), D(2025, 8, 19)),
            (rule(10), D(2025, 8, 15), D(2025, 8, 15)),
            (rule(30, "calendar_day", "next_day"), D(2025, 8, 31), D(2025, 8, 31)),
        ],
    )
    def test_moves_what_runs_over_it(self, promise: Rule, before: D, after: D) -> None:
        undecreed = with_day("remove", D(2025, 8, 18))
        found = [due_of(promise, calendar, D(2025, 8, 1)).due_on for calendar in (undecreed, WIB)]
        assert found == [before, after]
