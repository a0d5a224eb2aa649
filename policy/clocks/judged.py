"""How every clock of a complaint stands at a moment, worked out at once and written nowhere."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from policy.calendar import Calendar
from policy.clocks.facts import Facts, Happened
from policy.clocks.occasions import Occasion, occasions
from policy.clocks.pauses import stops
from policy.deadline import ONE_SECOND, Due, due_of, is_in_time, taken
from policy.errors import DateOutOfCalendarError
from policy.rule import Rule
from schemas.base import Occurred

Standing: TypeAlias = Literal["met", "missed", "running", "unjudgeable"]


@dataclass(frozen=True, slots=True)
class Judged:
    """One clock as the events call for it.

    Attributes:
        name: Its name within the complaint.
        rule: What was promised.
        standing: Its verdict; `running` while it is paused too.
        due: Its last day and moment; None where no calendar knows it.
        end: What ended it; None while it goes on.
    """

    name: str
    rule: Rule
    standing: Standing
    due: Due | None
    start: Happened
    end: Happened | None


def is_timed(facts: Facts) -> bool:
    """Whether clocks run for it at all: it was received some day, and not by mistake."""
    received = facts.received
    return received is not None and received.occurred is not None and not facts.voided


def judged(
    rules: Iterable[Rule], facts: Facts, calendar: Calendar, now: dt.datetime
) -> Iterator[Judged]:
    """Every clock that the events call for under some rules.

    Args:
        rules: One for each clock.
        facts: What happened.
        calendar: The office's calendar.
        now: The moment.
    """
    for rule in rules:
        if rule.silence and facts.imported:
            continue  # a register keeps no day on which nothing happened
        for occasion in occasions(rule, facts.happened):
            due, waits = _due(occasion, facts, calendar)
            standing = _standing(occasion, facts, calendar, due, waits=waits, now=now)
            if standing == "unjudgeable" and facts.imported and occasion.is_further:
                continue  # nor that a further round of what repeats was owed
            yield Judged(occasion.name, rule, standing, due, occasion.start, occasion.end)


def _due(occasion: Occasion, facts: Facts, calendar: Calendar) -> tuple[Due | None, bool]:
    """When it falls due, and whether somebody else has the ball."""
    start, rule = occasion.start.occurred, occasion.rule
    if start is None:
        return None, False
    try:
        wanted = stops(occasion, facts.happened)
        pauses = taken(rule, calendar, start.on, start.at, wanted) if wanted else ()
        due = due_of(rule, calendar, start.on, start.at, pauses)
    except DateOutOfCalendarError:
        return None, False  # a day that no calendar knows, such as a mistyped year
    return due, bool(pauses) and pauses[-1].ended is None


def _standing(
    occasion: Occasion,
    facts: Facts,
    calendar: Calendar,
    due: Due | None,
    *,
    waits: bool,
    now: dt.datetime,
) -> Standing:
    start, end = occasion.start.occurred, occasion.end
    if start is None or due is None:
        return "unjudgeable"
    if end is not None:
        ended = end.occurred
        if ended is None or not _is_duration(start, ended, calendar):
            return "unjudgeable"
        if facts.imported and not _settled(occasion, facts):
            return "unjudgeable"
        return "met" if is_in_time(occasion.rule, due, ended) else "missed"
    if facts.imported:
        return "unjudgeable"
    return "missed" if now >= due.due_at + ONE_SECOND and not waits else "running"


def _settled(occasion: Occasion, facts: Facts) -> bool:
    """Whether a register's case may be judged: both ends are its own, and nobody doubts them."""
    return occasion.ended_by_its_own and not facts.doubts


def _is_duration(start: Occurred, end: Occurred, calendar: Calendar) -> bool:
    if start.on == end.on and start.at is not None and end.at is not None:
        return start.at <= end.at
    try:
        calendar.check(end.on)
    except DateOutOfCalendarError:
        return False
    return start.on <= end.on
