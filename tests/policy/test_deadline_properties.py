"""What holds for every rule and every day of receipt."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from policy.calendar import Calendar
from policy.deadline import deadline, due_of, used
from policy.load import load_all
from policy.rule import Rule
from schemas.base import Occurred

OFFICE = load_all()["bengkalis"].policy
CALENDAR = Calendar.of(OFFICE)

UNIT_AND_DAY_ONE = [
    ("working_day", "next_working_day"),
    ("working_day", "same_day"),
    ("calendar_day", "next_day"),
    ("calendar_day", "same_day"),
]

days = st.dates(dt.date(2010, 1, 1), dt.date(2040, 1, 1))
amounts = st.integers(1, 90)


def rule(amount: int, unit: str = "working_day", day_one: str = "next_working_day") -> Rule:
    return Rule(
        id="contoh.settle",
        clock="settle",
        amount=amount,
        unit=unit,  # type: ignore[arg-type]
        day_one=day_one,  # type: ignore[arg-type]
        starts="Received",
        ends=("Closed",),
        citation="contoh",
        certainty="verified",
        in_force_from=dt.date(2010, 1, 1),
        scope="office",
    )


@given(on=days, amount=amounts, day_one=st.sampled_from(["next_working_day", "same_day"]))
def test_working_days_end_on_a_working_day(on: dt.date, amount: int, day_one: str) -> None:
    due = due_of(rule(amount, day_one=day_one), CALENDAR, on)
    assert CALENDAR.is_working_day(due.due_on)


@given(on=days, amount=amounts, way=st.sampled_from(UNIT_AND_DAY_ONE))
def test_what_is_used_up_to_the_due_date_is_the_amount(
    on: dt.date, amount: int, way: tuple[str, str]
) -> None:
    promise = rule(amount, *way)
    end = Occurred(on=due_of(promise, CALENDAR, on).due_on)
    assert amount == used(promise, CALENDAR, Occurred(on=on), end)


@given(on=days, amount=amounts, way=st.sampled_from(UNIT_AND_DAY_ONE))
def test_as_many_days_are_counted_as_the_rule_says(
    on: dt.date, amount: int, way: tuple[str, str]
) -> None:
    counted = [day for day in deadline(rule(amount, *way), CALENDAR, on).days if day.counted]
    assert amount == len(counted)


@given(on=days, amount=amounts, way=st.sampled_from(UNIT_AND_DAY_ONE))
def test_a_larger_amount_is_due_later(on: dt.date, amount: int, way: tuple[str, str]) -> None:
    shorter = due_of(rule(amount, *way), CALENDAR, on)
    longer = due_of(rule(amount + 1, *way), CALENDAR, on)
    assert shorter.due_at < longer.due_at


@given(on=days, amount=amounts)
def test_a_later_receipt_is_never_due_earlier(on: dt.date, amount: int) -> None:
    today = due_of(rule(amount), CALENDAR, on)
    tomorrow = due_of(rule(amount), CALENDAR, on + dt.timedelta(days=1))
    assert today.due_on <= tomorrow.due_on


@given(on=days, hour=st.integers(0, 23), amount=amounts)
def test_working_hours_end_within_a_block(on: dt.date, hour: int, amount: int) -> None:
    start = dt.datetime(on.year, on.month, on.day, hour, tzinfo=CALENDAR.zone)
    due = due_of(rule(amount, "working_hour", "same_day"), CALENDAR, on, start)
    local = due.due_at.astimezone(CALENDAR.zone)
    minute = local.hour * 60 + local.minute
    assert any(first < minute <= last for first, last in CALENDAR.blocks(local.date()))


@given(on=days, hour=st.integers(0, 23), amount=amounts)
def test_working_hours_are_never_due_before_the_start(on: dt.date, hour: int, amount: int) -> None:
    start = dt.datetime(on.year, on.month, on.day, hour, tzinfo=CALENDAR.zone)
    due = due_of(rule(amount, "working_hour", "same_day"), CALENDAR, on, start)
    assert due.due_at >= start + dt.timedelta(hours=amount)
