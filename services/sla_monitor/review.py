"""What a review decides on: the moment, the promises, and one clock as the events call for it."""

import datetime as dt
from dataclasses import dataclass

from policy.calendar import Calendar
from policy.clocks.facts import Facts
from policy.clocks.occasions import Occasion
from policy.clocks.pauses import stops
from policy.deadline import Due, due_of, taken, warning_at
from policy.errors import DateOutOfCalendarError
from policy.rule import Rule
from runtime.clock import day_in
from schemas.base import Occurred
from schemas.events.sla import Pause
from services.sla_monitor.promises import Promises


@dataclass(frozen=True, slots=True)
class Review:
    """Decide what is due.

    Attributes:
        now: The moment.
        promises: What holds for the complaint.
    """

    now: dt.datetime
    promises: Promises

    @property
    def calendar(self) -> Calendar:
        """The office's calendar as it is known today."""
        return self.promises.calendar

    @property
    def today(self) -> dt.date:
        """The day in the office's zone."""
        return day_in(self.calendar.zone, self.now)

    @property
    def told(self) -> Occurred:
        """When the monitor says something by itself: now."""
        return Occurred(on=self.today, at=self.now)


@dataclass(frozen=True, slots=True)
class Case:
    """One clock as the events call for it.

    Attributes:
        review: The moment and the promises.
        occasion: What started it and what ended it.
        digest: The policy that its rule stands in.
        pauses: What does not count, in order; the last one may still go on.
        due: Its last day and moment with these pauses; None beyond the calendar's years.
        facts: What happened.
        warn_at: When somebody is to be warned, in the order of the rule.
        waits: Every pause within its running, also those that found its time over.
    """

    review: Review
    occasion: Occasion
    digest: str
    pauses: tuple[Pause, ...]
    due: Due | None
    facts: Facts
    warn_at: tuple[dt.datetime, ...] = ()
    waits: tuple[Pause, ...] = ()

    @classmethod
    def of(cls, review: Review, facts: Facts, occasion: Occasion, digest: str) -> "Case":
        """Work out pauses and the due time."""
        pauses: tuple[Pause, ...] = ()
        waits: tuple[Pause, ...] = ()
        due: Due | None = None
        warn_at: tuple[dt.datetime, ...] = ()
        start = occasion.start.occurred
        if start is not None:
            rule, calendar = occasion.rule, review.calendar
            try:
                waits = stops(occasion, facts.happened)
                pauses = taken(rule, calendar, start.on, start.at, waits) if waits else ()
                due = due_of(rule, calendar, start.on, start.at, pauses)
                warn_at = tuple(
                    warning_at(rule, calendar, start.on, start.at, pauses, percent)
                    for percent in rule.warn_at
                )
            except DateOutOfCalendarError:
                due = None  # a day that no calendar knows, such as a mistyped year
        return cls(review, occasion, digest, pauses, due, facts, warn_at, waits)

    def at(self, review: Review) -> "Case":
        """The same at another moment."""
        # Spelled out, since `replace` takes ten times as long and this is asked at every look.
        return Case(
            review,
            self.occasion,
            self.digest,
            self.pauses,
            self.due,
            self.facts,
            self.warn_at,
            self.waits,
        )

    @property
    def rule(self) -> Rule:
        """What was promised."""
        return self.occasion.rule

    @property
    def imported(self) -> bool:
        """Whether the complaint was read from a register of the past."""
        return self.facts.imported

    @property
    def start(self) -> Occurred | None:
        """When it started."""
        return self.occasion.start.occurred

    @property
    def end(self) -> Occurred | None:
        """When it ended; None while it runs, and where nobody knows."""
        return None if self.occasion.end is None else self.occasion.end.occurred

    @property
    def judgeable(self) -> bool:
        """Whether both ends are known and make a duration within the calendar's years."""
        start, end = self.start, self.end
        if start is None or end is None or self.due is None:
            return False
        if start.on == end.on and start.at is not None and end.at is not None:
            return start.at <= end.at
        try:
            self.review.calendar.check(end.on)
        except DateOutOfCalendarError:
            return False
        return start.on <= end.on

    @property
    def settled(self) -> bool:
        """Whether a register's case may be judged: watched it never is (ADR 6)."""
        return self.judgeable and self.occasion.ended_by_its_own and not self.facts.doubts

    def still_happened(self, start: Occurred) -> bool:
        """Whether something that starts this clock still stands at that time."""
        return any(
            one.occurred == start and one.name == self.occasion.start.name
            for one in self.facts.happened
        )
