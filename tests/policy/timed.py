"""Rules, calendars and pauses to count with."""

import datetime as dt
from typing import Any, Literal

import msgspec
from hypothesis import strategies as st

from policy.calendar import Calendar
from policy.load import load_all
from policy.rule import Rule
from policy.week import OverlayDay
from schemas.base import Occurred
from schemas.events.disposition import Target
from schemas.events.sla import Pause

POLICY = load_all()["bengkalis"].policy.calendar
ZONES = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
CALENDARS = tuple(Calendar(POLICY, zone) for zone in ZONES)
WIB = CALENDARS[0]
ONE_DAY = dt.timedelta(days=1)

DAY_RULES = (
    ("working_day", "next_working_day"),
    ("working_day", "same_day"),
    ("calendar_day", "next_day"),
    ("calendar_day", "same_day"),
)
HOUR_RULES = (("working_hour", "same_day"), ("working_hour", "next_working_day"))

EDGES = [
    dt.date(2023, 12, 31),
    dt.date(2024, 1, 1),
    dt.date(2024, 2, 28),
    dt.date(2024, 2, 29),
    dt.date(2024, 12, 30),
    dt.date(2028, 2, 29),
]
"""Year ends and leap days."""

days = st.one_of(st.sampled_from(EDGES), st.dates(dt.date(2010, 1, 1), dt.date(2035, 1, 1)))
amounts = st.integers(1, 90)
calendars = st.sampled_from(CALENDARS)
day_rules = st.builds(lambda amount, way: rule(amount, *way), amounts, st.sampled_from(DAY_RULES))
hour_rules = st.builds(lambda amount, way: rule(amount, *way), amounts, st.sampled_from(HOUR_RULES))
rules = st.one_of(day_rules, hour_rules)


def rule(amount: int, unit: str = "working_day", day_one: str = "next_working_day") -> Rule:
    made = {
        "id": "contoh.settle",
        "clock": "settle",
        "amount": amount,
        "unit": unit,
        "day_one": day_one,
        "starts": "Received",
        "ends": ["Closed"],
        "citation": "contoh",
        "certainty": "verified",
        "in_force_from": "2010-01-01",
        "scope": "office",
    }
    return msgspec.convert(made, Rule)


def local(calendar: Calendar, text: str) -> Occurred:
    """`2025-08-04` is a day, `2025-08-04T09:00` a moment of the office's clock."""
    if len(text) == len("2025-08-04"):
        return Occurred(on=dt.date.fromisoformat(text))
    moment = dt.datetime.fromisoformat(text).replace(tzinfo=calendar.zone)
    return Occurred(on=moment.date(), at=moment)


def pause(began: Occurred | str, ended: Occurred | str | None, holder: str = "reporter") -> Pause:
    """A pause between two days or moments, those in words as `local` reads them in WIB."""
    first = local(WIB, began) if isinstance(began, str) else began
    last = local(WIB, ended) if isinstance(ended, str) else ended
    cause = Target(version=1, index=0)
    return Pause(began=first, ended=last, holder=holder, reason="menunggu", cause=cause)


def with_holiday(on: dt.date, calendar: Calendar) -> Calendar:
    """The same calendar with one more day off."""
    return with_day("add", on, calendar.zone.key)


def with_day(kind: Literal["add", "remove"], on: dt.date, zone: str = ZONES[0]) -> Calendar:
    """The office's calendar with a day off more, or less."""
    day = OverlayDay(on=on, name="Hari jadi", decree="SK 1", kind=kind)
    return Calendar(msgspec.structs.replace(POLICY, overlay=(day,)), zone)


def at_second(calendar: Calendar, on: dt.date, second: int) -> Occurred:
    midnight = dt.datetime.combine(on, dt.time(), tzinfo=calendar.zone)
    return Occurred(on=on, at=midnight + dt.timedelta(seconds=second))


@st.composite
def moments(draw: Any, calendar: Calendar, on: dt.date, known: bool | None = None) -> Occurred:
    """A day, with or without its moment."""
    if not (draw(st.booleans()) if known is None else known):
        return Occurred(on=on)
    return at_second(calendar, on, draw(st.integers(0, 86399)))


@st.composite
def pauses_after(
    draw: Any, calendar: Calendar, start: dt.date, known: bool | None = None
) -> list[Pause]:
    """Up to four pauses about the time of a clock, overlapping or not, all over."""
    return [
        draw(pauses_from(calendar, start + draw(st.integers(-10, 120)) * ONE_DAY, known))
        for _ in range(draw(st.integers(0, 4)))
    ]


@st.composite
def pauses_from(
    draw: Any, calendar: Calendar, began_on: dt.date, known: bool | None = None
) -> Pause:
    began = draw(moments(calendar, began_on, known))
    ended_on = began_on + draw(st.integers(0, 60)) * ONE_DAY
    return pause(began, draw(moments(calendar, ended_on, known)))


class Case(msgspec.Struct):
    """A clock and what stops it."""

    rule: Rule
    calendar: Calendar
    start: Occurred
    pauses: list[Pause]

    @property
    def all(self) -> tuple[Rule, Calendar, dt.date, dt.datetime | None, list[Pause]]:
        """The arguments of `due_of`."""
        return (self.rule, self.calendar, self.start.on, self.start.at, self.pauses)


@st.composite
def cases(draw: Any, which: st.SearchStrategy[Rule], known: bool | None = None) -> Case:
    calendar, on = draw(calendars), draw(days)
    start = draw(moments(calendar, on, known))
    return Case(draw(which), calendar, start, draw(pauses_after(calendar, on, known)))


def counted_days(rule: Rule, calendar: Calendar, first: dt.date, end: dt.date) -> int:
    """The rule's days from one up to, and without, another: one by one."""
    span = [first + ahead * ONE_DAY for ahead in range(max((end - first).days, 0))]
    return sum(rule.unit == "calendar_day" or calendar.is_working_day(on) for on in span)


def working_seconds(calendar: Calendar, first: dt.datetime, end: dt.datetime) -> int:
    """The seconds of work between two moments, block by block."""
    total, on = 0.0, first.astimezone(calendar.zone).date()
    while on <= end.astimezone(calendar.zone).date():
        midnight = dt.datetime.combine(on, dt.time(), tzinfo=calendar.zone)
        for opens, closes in calendar.blocks(on):
            begin = max(midnight + dt.timedelta(minutes=opens), first)
            last = min(midnight + dt.timedelta(minutes=closes), end)
            total += max((last - begin).total_seconds(), 0)
        on += ONE_DAY
    return int(total)


def is_working_moment(calendar: Calendar, at: dt.datetime) -> bool:
    """Whether a moment lies in a block, its two ends included."""
    moment = at.astimezone(calendar.zone)
    passed = moment.hour * 60 + moment.minute + moment.second / 60
    return any(first <= passed <= last for first, last in calendar.blocks(moment.date()))
