"""The shares of the holders add up, whatever happened in whatever order."""

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace as changed

from policy.calendar import Calendar
from policy.clocks.facts import Happened
from policy.clocks.holders import Span, shares
from policy.hours import DAY, MINUTE, WorkingSeconds
from schemas.base import Occurred
from tests.policy.held import AGAIN, ENDS, MOVES, histories
from tests.policy.timed import ONE_DAY, calendars, moments


@st.composite
def cases(draw: Any, moves: Any = MOVES) -> tuple[Calendar, tuple[Happened, ...], Occurred]:
    calendar = draw(calendars)
    happened = draw(histories(calendar, moves))
    known = [one.occurred.on for one in happened if one.occurred is not None]
    on = max(known) + draw(st.integers(0, 60)) * ONE_DAY
    return calendar, happened, draw(moments(calendar, on))


@given(cases((*MOVES, *AGAIN)))
def test_the_shares_add_up_to_the_total(
    case: tuple[Calendar, tuple[Happened, ...], Occurred],
) -> None:
    calendar, happened, until = case
    found = shares(happened, calendar, until)

    assert sum((share.span for share in found.shares), Span()) == found.total
    assert sum((one.span for one in found.segments), Span()) == found.total
    assert sum(share.times for share in found.shares) == len(found.segments)


@given(cases())
def test_the_total_of_an_open_complaint_is_all_the_time_since_its_receipt(
    case: tuple[Calendar, tuple[Happened, ...], Occurred],
) -> None:
    calendar, happened, until = case
    total = shares(happened, calendar, until).total
    start = happened[0].occurred
    assert start is not None

    assert total == _between(calendar, start, until)


@given(cases((*MOVES, ENDS[0])))
def test_the_total_of_a_closed_complaint_is_the_time_to_its_first_end(
    case: tuple[Calendar, tuple[Happened, ...], Occurred],
) -> None:
    calendar, happened, until = case
    start = happened[0].occurred
    assert start is not None
    ends = [one.occurred for one in happened if one.name == "Closed" and one.occurred is not None]
    first = min((max(end.on, start.on) for end in ends), default=until.on)
    total = shares(happened, calendar, until).total

    assert total.calendar_days == (first - start.on).days
    assert total.working_days == calendar.working_days_between(start.on, first)


@given(cases((*MOVES, *AGAIN)))
def test_where_no_moment_is_known_minutes_are_those_of_the_working_days(
    case: tuple[Calendar, tuple[Happened, ...], Occurred],
) -> None:
    calendar, happened, until = case
    days_only = tuple(
        replace(
            one, event=changed(one.event, occurred=one.occurred and Occurred(on=one.occurred.on))
        )
        for one in happened
    )

    for one in shares(days_only, calendar, Occurred(on=until.on)).segments:
        assert one.span.working_minutes >= 0
        assert bool(one.span.working_minutes) == bool(one.span.working_days)


@given(cases((*MOVES, *AGAIN)))
def test_nobody_has_less_than_nothing(
    case: tuple[Calendar, tuple[Happened, ...], Occurred],
) -> None:
    calendar, happened, until = case

    for one in shares(happened, calendar, until).segments:
        assert min(one.span.calendar_days, one.span.working_days, one.span.working_minutes) >= 0


def _between(calendar: Calendar, start: Occurred, until: Occurred) -> Span:
    line = WorkingSeconds(calendar)
    begin, end = (_day_over(line, each) for each in (start, until))
    seconds = line.between(begin, max(begin, end))
    return Span(
        calendar_days=(until.on - start.on).days,
        working_days=calendar.working_days_between(start.on, until.on),
        working_minutes=seconds // MINUTE,
    )


def _day_over(line: WorkingSeconds, at: Occurred) -> int:
    """The moment; of a day without one the end, as days are counted."""
    return line.midnight(at.on) + DAY if at.at is None else line.point(at)
