"""What the SLA monitor writes: clocks, their verdicts, and who was told."""

import datetime as dt

from schemas.base import NOTHING_SEALED, Fact, Instant, Occurred, Sealed, keep_in_utc


class ClockStarted(Fact, frozen=True, kw_only=True):
    """A deadline runs.

    Attributes:
        clock: Its name within the complaint: `verify`, `settle`, `settle-2`, `clarify-3`.
        rule: The rule's id in the policy.
        policy: SHA-256 of the policy that holds the rule.
        calendar: The calendar's version, a SHA-256 of what went into it.
        started: The event time that the count begins from.
        due_on: The last day, in the office's zone.
        due_at: The end of that day.
        disposition_id: The disposition whose clock it is, else null.
    """

    clock: str
    rule: str
    policy: str
    calendar: str
    started: Occurred
    due_on: dt.date
    due_at: Instant
    disposition_id: int | None = None
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "due_at")


class ClockPaused(Fact, frozen=True, kw_only=True):
    """The ball is elsewhere; `holder` says with whom."""

    clock: str
    reason: str
    holder: str
    sealed: Sealed = NOTHING_SEALED


class ClockResumed(Fact, frozen=True, kw_only=True):
    """The ball is back; the deadline moved by the pause."""

    clock: str
    due_on: dt.date
    due_at: Instant
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "due_at")


class ClockMoved(Fact, frozen=True, kw_only=True):
    """A running deadline moved because the calendar or the policy says so."""

    clock: str
    reason: str
    policy: str
    calendar: str
    due_on: dt.date
    due_at: Instant
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "due_at")


class ClockMet(Fact, frozen=True, kw_only=True):
    """It was done in time.

    `used` is in whole days for a rule in days, in minutes for a rule in working hours.
    """

    clock: str
    rule: str
    policy: str
    calendar: str
    due_on: dt.date
    ended: Occurred
    used: int
    sealed: Sealed = NOTHING_SEALED


class ClockMissed(Fact, frozen=True, kw_only=True):
    """It was late. `ended` and `used` are null while it still goes on.

    When it ends, a second ClockMissed of the same clock says so.
    """

    clock: str
    rule: str
    policy: str
    calendar: str
    due_on: dt.date
    ended: Occurred | None
    used: int | None
    sealed: Sealed = NOTHING_SEALED


class Warned(Fact, frozen=True, kw_only=True):
    """Somebody was told that a deadline comes near."""

    clock: str
    step: int
    to: str
    sealed: Sealed = NOTHING_SEALED


class Escalated(Fact, frozen=True, kw_only=True):
    """A missed deadline was brought before a role."""

    clock: str
    level: int
    to: str
    sealed: Sealed = NOTHING_SEALED


class EscalationAcknowledged(Fact, frozen=True, kw_only=True):
    """That role has seen it."""

    clock: str
    level: int
    sealed: Sealed = NOTHING_SEALED


SLAEvent = (
    ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockMoved
    | ClockMet
    | ClockMissed
    | Warned
    | Escalated
    | EscalationAcknowledged
)
