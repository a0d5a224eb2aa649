"""How the deadlines of one complaint came about, ready to be printed: day by day, with reasons."""

import datetime as dt

import msgspec

from schemas.base import Instant, Occurred
from schemas.events.disposition import Target
from schemas.lines import ActorLine


class RuleLine(msgspec.Struct, frozen=True, kw_only=True):
    """The promise behind a clock.

    Attributes:
        id: The rule's id in the policy.
        sentence: What it says, in Indonesian.
        amount: How much, in the rule's unit.
        unit: `working_day`, `calendar_day` or `working_hour`.
        citation: On what authority.
        certainty: `verified` or `to_be_verified`.
        certainty_label: The same in Indonesian.
    """

    id: str
    sentence: str
    amount: int
    unit: str
    citation: str
    certainty: str
    certainty_label: str


class DayLine(msgspec.Struct, frozen=True, kw_only=True):
    """One day: `start`, `counted`, `off` or `paused`, and why."""

    on: dt.date
    kind: str
    reason: str


class PauseLine(msgspec.Struct, frozen=True, kw_only=True):
    """A time that did not count.

    Attributes:
        ended: Null while it goes on.
        holder: `reporter` or `outside`, with its label.
        cause: The event that says so, null where the history names none.
        by: Who wrote that event.
    """

    began: Occurred
    ended: Occurred | None
    holder: str
    holder_label: str
    reason: str
    reason_label: str
    cause: Target | None
    by: ActorLine | None


class MoveLine(msgspec.Struct, frozen=True, kw_only=True):
    """A due time that was moved: from when to when, why, and when that was written."""

    reason: str
    reason_label: str
    was_on: dt.date | None
    due_on: dt.date
    calendar: str
    recorded_at: Instant


class VerdictLine(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict, also one that no longer holds.

    Attributes:
        verdict: `met` or `missed`.
        at: The event.
        ended: What it was judged by; null while a missed clock still goes on.
        used: In the rule's unit (minutes for working hours); null like `ended`.
        overturned_at: When it was taken back, null while it stands.
        overturned_label: Why, in Indonesian.
    """

    verdict: str
    label: str
    at: Target
    due_on: dt.date
    ended: Occurred | None
    used: int | None
    policy: str
    calendar: str
    recorded_at: Instant
    overturned_at: Instant | None = None
    overturned_reason: str | None = None
    overturned_label: str | None = None


class WarningLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who was told that it comes near."""

    step: int
    percent: int
    to: str
    to_label: str
    recorded_at: Instant


class RungLine(msgspec.Struct, frozen=True, kw_only=True):
    """One rung of the ladder.

    Attributes:
        next_at: When the next one comes, null at the last.
        acknowledged_at: When somebody said to have seen it.
    """

    level: int
    to: str
    to_label: str
    action: str
    action_label: str
    recorded_at: Instant
    next_at: Instant | None
    acknowledged_at: Instant | None = None
    acknowledged_by: ActorLine | None = None


class ClockView(msgspec.Struct, frozen=True, kw_only=True):
    """One clock with all that is to be said of it.

    Attributes:
        clock: Its name within the complaint, `settle-2`.
        scope: `office` for its own promise, `national` for a limit beside it.
        binds: `office`, or `reporter` whose silence is no failure of the office.
        state: `running`, `paused`, `met`, `missed`, `not_applicable` or `not_judgeable`.
        why: Why it is in the last two states.
        rule: Null where nobody kept the policy that held it.
        policy: SHA-256 of the policy; null for a clock that never began.
        calendar: The version that its due time was counted by; null like `policy`.
        policy_kept: Whether the rule is that policy's; else the one of that id today.
        calendar_kept: Whether the days are of that version; else of the calendar of today.
        goes_on: Whether it runs or stands still, or was missed and has not ended.
        used: Of its time, in the rule's unit (minutes for working hours).
        left: What remains of it, less than nothing when it is over.
        days: From the start to the due day; to today while it stands still.
        differs: Whether these days lead to another due time than the one that was written.
    """

    clock: str
    label: str
    scope: str
    scope_label: str
    binds: str
    binds_label: str
    state: str
    state_label: str
    why: str | None
    rule: RuleLine | None
    policy: str | None = None
    calendar: str | None = None
    policy_kept: bool = False
    calendar_kept: bool = False
    goes_on: bool = False
    started: Occurred | None = None
    ended: Occurred | None = None
    due_on: dt.date | None = None
    due_at: Instant | None = None
    used: int | None = None
    left: int | None = None
    days: tuple[DayLine, ...] = ()
    differs: bool = False
    pauses: tuple[PauseLine, ...] = ()
    moves: tuple[MoveLine, ...] = ()
    verdicts: tuple[VerdictLine, ...] = ()
    warnings: tuple[WarningLine, ...] = ()
    rungs: tuple[RungLine, ...] = ()


class SpanLine(msgspec.Struct, frozen=True, kw_only=True):
    """A length of time, counted in three ways."""

    calendar_days: int
    working_days: int
    working_minutes: int


class ShareLine(msgspec.Struct, frozen=True, kw_only=True):
    """What one holder had of the time, in so many turns."""

    kind: str
    code: str | None
    label: str
    span: SpanLine
    times: int


class SegmentLine(msgspec.Struct, frozen=True, kw_only=True):
    """One turn; `ended` is null while it goes on."""

    kind: str
    code: str | None
    label: str
    began: Occurred
    ended: Occurred | None
    span: SpanLine


class HoldingView(msgspec.Struct, frozen=True, kw_only=True):
    """The time of a complaint by its holders; the shares add up to the total exactly.

    Attributes:
        until: How far an open complaint's time was counted, or a register's row.
    """

    total: SpanLine
    shares: tuple[ShareLine, ...]
    segments: tuple[SegmentLine, ...]
    until: Occurred
