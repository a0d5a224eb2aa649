"""One promise about time: which clock, how long, on what authority, and since when."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.commands.base import Code

Unit: TypeAlias = Literal["working_day", "calendar_day", "working_hour"]
DayOne: TypeAlias = Literal["next_working_day", "next_day", "same_day"]
Certainty: TypeAlias = Literal["verified", "to_be_verified"]
Scope: TypeAlias = Literal["office", "national"]
Party: TypeAlias = Literal["reporter", "outside"]
Percent: TypeAlias = Annotated[int, Meta(ge=1, le=99)]
RuleId: TypeAlias = Annotated[str, Meta(pattern=r"^[a-z0-9_]+(\.[a-z0-9_]+)+$")]
EventName: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z][A-Za-z]+$")]


class AppliesTo(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which complaints a rule is about; an empty list means all."""

    kinds: tuple[Code, ...] = ()
    severities: tuple[Code, ...] = ()
    channels: tuple[Code, ...] = ()
    categories: tuple[Code, ...] = ()

    def dimensions(self) -> tuple[tuple[str, ...], ...]:
        """The four lists, the one that decides a tie first."""
        return (self.kinds, self.categories, self.severities, self.channels)


EVERYTHING = AppliesTo()


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A deadline as data.

    Attributes:
        id: Names it in the history for ever, `bengkalis.settle.2025`.
        clock: What is timed: `verify`, `settle`, `settle_national` …
        applies_to: Which complaints; empty means all.
        amount: How many of the unit.
        unit: What is counted.
        day_one: The first day that counts: the next working day or the day of the start
            for working time, the next day or the day of the start for calendar days.
        starts: The event that starts the clock, by its stored name.
        ends: The events that meet it.
        citation: Where it is written.
        certainty: Whether its text was seen.
        in_force_from: The first day of receipt that it governs.
        in_force_until: The last such day, both included.
        scope: The office's own promise, or a national limit beside it.
        escalate_to: Without a ladder the first of these roles is told of a miss, once, and
            the others are not; beside a ladder it changes nothing, the rungs name the roles.
        repeats: Whether the clock starts again with what met it, while the complaint is open.
        pauses: While who has the ball its time stands still (ADR 8).
        warn_at: At how much of its time somebody is told, in per cent.
        warn_to: The role that is told; when left out that of the ladder's first rung, or
            without a ladder the first of `escalate_to`; without that too nobody is told.
        ladder: The code of the ladder that a miss climbs, rung by rung.
        binds: Whose promise it is; what the reporter lets pass is no failure of the office.
        closes_as: The outcome that the case is closed with when the reporter let it pass.
        silence: The clock watches that something happens: each event of the case starts it
            anew, and only a miss is recorded.
        applies_to_running: Whether it also moves the clocks that run when it comes into force.
    """

    id: RuleId
    clock: Code
    amount: Annotated[int, Meta(ge=1, le=1000)]
    unit: Unit
    day_one: DayOne
    starts: EventName
    ends: Annotated[tuple[EventName, ...], Meta(min_length=1)]
    citation: Annotated[str, Meta(min_length=1)]
    certainty: Certainty
    in_force_from: dt.date
    scope: Scope
    applies_to: AppliesTo = EVERYTHING
    in_force_until: dt.date | None = None
    escalate_to: tuple[Code, ...] = ()
    repeats: bool = False
    pauses: tuple[Party, ...] = ()
    warn_at: tuple[Percent, ...] = ()
    warn_to: Code | None = None
    ladder: Code | None = None
    binds: Literal["office", "reporter"] = "office"
    closes_as: Code | None = None
    silence: bool = False
    applies_to_running: bool = False

    def in_force_on(self, day: dt.date) -> bool:
        """Whether it governs a complaint received that day."""
        until = self.in_force_until
        return self.in_force_from <= day and (until is None or day <= until)
