"""What the SLA monitor writes: clocks, their verdicts, and who was told."""

import datetime as dt

import msgspec

from schemas.base import NOTHING_SEALED, Fact, Instant, Occurred, Sealed, keep_in_utc
from schemas.events.disposition import Target


class Pause(msgspec.Struct, frozen=True, kw_only=True):
    """A time that does not count, because the ball was elsewhere (ADR 8).

    Attributes:
        began: When the ball left the office.
        ended: When it came back, null while it is away.
        holder: With whom it is: `reporter` or `outside`.
        reason: `completion_requested`, or the policy's code of a wait.
        cause: The event that says so.
    """

    began: Occurred
    ended: Occurred | None
    holder: str
    reason: str
    cause: Target


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
    """The ball is elsewhere; `holder` says with whom, `cause` which event says so."""

    clock: str
    reason: str
    holder: str
    cause: Target | None = None
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
    """A running deadline moved.

    Attributes:
        reason: `calendar` (a late decree), `rule` (a new rule for running clocks),
            `classified`, `restarted`, or `corrected` (a date or an event was put right).
        was_on: The last day before; null in the oldest histories.
        was_at: The last moment before; null like `was_on`.
        rule: The rule that holds from now on.
        started: What the count begins from now on.
        pauses: All times that do not count, from now on.
    """

    clock: str
    reason: str
    policy: str
    calendar: str
    due_on: dt.date
    due_at: Instant
    was_on: dt.date | None = None
    was_at: Instant | None = None
    rule: str | None = None
    started: Occurred | None = None
    pauses: tuple[Pause, ...] = ()
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "due_at")
        keep_in_utc(self, "was_at")


class ClockStopped(Fact, frozen=True, kw_only=True):
    """A deadline has no ground any more: no verdict of it counts.

    `reason` is `annulled` (what started it never happened), `not_applicable` (its rule
    no longer speaks of this complaint) or `not_judgeable` (its ends make no duration).
    """

    clock: str
    reason: str
    sealed: Sealed = NOTHING_SEALED


class VerdictOverturned(Fact, frozen=True, kw_only=True):
    """A verdict no longer holds, because what it was spoken on is no longer so.

    The clock runs again from here; a new verdict may follow in the same commit.

    Attributes:
        verdict: The event that no longer holds.
        reason: `corrected` (a date or an event was put right), `rule`, `classified` or
            `restarted`, as in `ClockMoved`.
        due_on: The last day as it now stands.
        rule: The rule, as in `ClockMoved`; `started` and `pauses` too.
    """

    clock: str
    verdict: Target
    reason: str
    rule: str
    policy: str
    calendar: str
    started: Occurred
    due_on: dt.date
    due_at: Instant
    pauses: tuple[Pause, ...] = ()
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
    """Somebody was told that a deadline comes near.

    Attributes:
        step: 1, 2, 3 … of the rule's warnings.
        to: The role that was told.
        percent: How much of the time was over; 0 in the oldest histories.
    """

    clock: str
    step: int
    to: str
    percent: int = 0
    sealed: Sealed = NOTHING_SEALED


class Escalated(Fact, frozen=True, kw_only=True):
    """A missed deadline was brought before a role: one rung of the ladder.

    Attributes:
        level: 1, 2, 3 … for one miss.
        to: The role.
        action: What is to be done, a code of the policy.
        next_at: When the next rung comes, if nothing ends the clock; null at the last one.
    """

    clock: str
    level: int
    to: str
    action: str = "report"
    next_at: Instant | None = None
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "next_at")


class EscalationAcknowledged(Fact, frozen=True, kw_only=True):
    """Somebody has seen it; what was done is in the content box."""

    clock: str
    level: int
    sealed: Sealed = NOTHING_SEALED


SLAEvent = (
    ClockStarted
    | ClockPaused
    | ClockResumed
    | ClockMoved
    | ClockStopped
    | ClockMet
    | ClockMissed
    | VerdictOverturned
    | Warned
    | Escalated
    | EscalationAcknowledged
)
