"""One clock explained: how it stands, and each day on the way to its due time."""

import datetime as dt
from dataclasses import dataclass

from msgspec.structs import replace

from policy.calendar import Calendar
from policy.clocks.clock import Clock
from policy.deadline import deadline, used
from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.rule import Rule
from policy.rules import find_rule
from schemas.base import Occurred
from schemas.deadlines import ClockView, DayLine
from schemas.events.sla import ClockMet
from services.reporting import clock_lines, sentences
from services.reporting.kept import Kept
from services.reporting.office import Office
from services.reporting.sentences import rule_line
from services.reporting.traces import Timeline, Trace
from services.reporting.words import BINDS, SCOPES, Side

MINUTES = 60


@dataclass(frozen=True, slots=True)
class Ground:
    """What a clock's days are counted on.

    Attributes:
        rule: None where nobody kept its policy.
        calendar: The one that its due time was counted by, else the one of today.
        policy_kept: Whether the rule is that of the clock's own policy.
        calendar_kept: Whether the calendar is the clock's own.
    """

    rule: Rule | None
    calendar: Calendar
    policy_kept: bool
    calendar_kept: bool


async def clock_view(
    office: Office, kept: Kept, found: Timeline, name: str, now: Occurred
) -> ClockView:
    """A clock that was started once, with all that was written of it."""
    trace = found.traces[name]
    clock, words = trace.clock, office.words
    ground = await _ground(office, kept, trace)
    state, why = state_of(trace)
    view = replace(
        bare_view(office, name, state, why, ground.rule),
        state_label=sentences.OVERDUE if trace.climbing else sentences.STATES[state],
        policy=clock.policy,
        calendar=trace.calendar,
        policy_kept=ground.policy_kept,
        calendar_kept=ground.calendar_kept,
        goes_on=not clock.over,
        started=clock.start,
        ended=clock.ended,
        due_on=clock.due_on,
        due_at=clock.due_at,
        pauses=clock_lines.pauses(words, found, trace),
        moves=tuple(clock_lines.moves(trace)),
        verdicts=clock_lines.verdicts(trace),
        warnings=tuple(clock_lines.warnings(words, trace)),
        rungs=clock_lines.rungs(words, trace),
    )
    return view if ground.rule is None else _counted(view, clock, ground.rule, ground, now)


def bare_view(
    office: Office, name: str, state: str, why: str | None, rule: Rule | None
) -> ClockView:
    """A clock of which no more is known than its rule."""
    side = office.words.side(name) if rule is None else Side.of(rule)
    return ClockView(
        clock=name,
        label=office.words.clock(name),
        scope=side.scope,
        scope_label=SCOPES[side.scope],
        binds=side.binds,
        binds_label=BINDS[side.binds],
        state=state,
        state_label=sentences.STATES[state],
        why=why,
        rule=None if rule is None else rule_line(rule),
    )


def state_of(trace: Trace) -> tuple[str, str | None]:
    """How a clock stands, and why where it is neither running nor judged."""
    clock = trace.clock
    if clock.stopped:
        reason = str(getattr(trace.written[-1].event, "reason", ""))
        state = "not_judgeable" if reason == "not_judgeable" else "not_applicable"
        return state, sentences.STOPPED.get(reason, reason)
    last = trace.verdict
    if last is None:
        return ("paused" if clock.paused else "running"), None
    return ("met" if isinstance(last, ClockMet) else "missed"), None


async def _ground(office: Office, kept: Kept, trace: Trace) -> Ground:
    policy = await kept.policy(trace.clock.policy)
    calendar = await kept.calendar(trace.calendar)
    rule = find_rule(policy or office.words.policy, trace.clock.rule)
    return Ground(rule, calendar or office.calendar, policy is not None, calendar is not None)


def _counted(view: ClockView, clock: Clock, rule: Rule, ground: Ground, now: Occurred) -> ClockView:
    """With its days, and what of its time is used and left."""
    start, calendar = clock.start, ground.calendar
    try:
        counted = deadline(rule, calendar, start.on, start.at, clock.pauses, now.on)
        spent = _spent(view, clock, rule, calendar, now)
    except DateOutOfCalendarError:
        return view
    amount = rule.amount * (MINUTES if rule.unit == "working_hour" else 1)
    return replace(
        view,
        used=spent,
        left=None if spent is None or not view.goes_on else amount - spent,
        days=tuple(DayLine(on=day.on, kind=day.kind, reason=day.reason) for day in counted.days),
        differs=_seconds(counted.due_at) != _seconds(clock.due_at),
    )


def _spent(
    view: ClockView, clock: Clock, rule: Rule, calendar: Calendar, now: Occurred
) -> int | None:
    if clock.judged:
        return next((v.used for v in reversed(view.verdicts) if v.overturned_at is None), None)
    if clock.stopped:
        return None
    try:
        return used(rule, calendar, clock.start, now, clock.pauses)
    except EndsBeforeStartError:
        return None


def _seconds(moment: dt.datetime) -> int:
    return int(moment.timestamp())
