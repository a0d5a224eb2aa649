"""What was written of one clock, sorted: pauses, moves, verdicts, warnings, rungs."""

from collections.abc import Iterator

from msgspec.structs import replace

from policy.clocks.clock import NOWHERE
from schemas.deadlines import MoveLine, PauseLine, RungLine, VerdictLine, WarningLine
from schemas.events.disposition import Target
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockMoved,
    Escalated,
    EscalationAcknowledged,
    Pause,
    VerdictOverturned,
    Warned,
)
from schemas.lines import ActorLine
from services.reporting import sentences
from services.reporting.history import actor_line
from services.reporting.traces import Timeline, Trace, Written
from services.reporting.words import Words


def pauses(words: Words, found: Timeline, trace: Trace) -> tuple[PauseLine, ...]:
    """What does not count, each with who wrote the event that says so."""
    return tuple(_pause(words, found, pause) for pause in trace.clock.pauses)


def _pause(words: Words, found: Timeline, pause: Pause) -> PauseLine:
    named = pause.cause != NOWHERE
    return PauseLine(
        began=pause.began,
        ended=pause.ended,
        holder=pause.holder,
        holder_label=sentences.PARTIES.get(pause.holder, pause.holder),
        reason=pause.reason,
        reason_label=words.pause(pause.reason),
        cause=pause.cause if named else None,
        by=_author(words, found, pause.cause) if named else None,
    )


def _author(words: Words, found: Timeline, place: Target) -> ActorLine | None:
    commit = found.commits.get(place.version)
    return None if commit is None else actor_line(words, commit.actor)


def moves(trace: Trace) -> Iterator[MoveLine]:
    """Every time that the due time was moved."""
    for event, _, commit in trace.written:
        if isinstance(event, ClockMoved):
            yield MoveLine(
                reason=event.reason,
                reason_label=sentences.MOVED.get(event.reason, event.reason),
                was_on=event.was_on,
                due_on=event.due_on,
                calendar=event.calendar,
                recorded_at=commit.recorded_at,
            )


def verdicts(trace: Trace) -> tuple[VerdictLine, ...]:
    """Every verdict, those too that were taken back."""
    lines: list[VerdictLine] = []
    for written in trace.written:
        event = written.event
        if isinstance(event, ClockMet | ClockMissed):
            lines.append(_verdict(written, event))
        elif isinstance(event, VerdictOverturned):
            # One that named no verdict took back the last.
            place = event.verdict if event.verdict != NOWHERE or not lines else lines[-1].at
            lines = [_taken_back(line, written, event, place) for line in lines]
    return tuple(lines)


def _verdict(written: Written, event: ClockMet | ClockMissed) -> VerdictLine:
    verdict = "met" if isinstance(event, ClockMet) else "missed"
    return VerdictLine(
        verdict=verdict,
        label=sentences.STATES[verdict] if event.ended else sentences.OVERDUE,
        at=written.place,
        due_on=event.due_on,
        ended=event.ended,
        used=event.used,
        policy=event.policy,
        calendar=event.calendar,
        recorded_at=written.commit.recorded_at,
    )


def _taken_back(
    line: VerdictLine, written: Written, event: VerdictOverturned, place: Target
) -> VerdictLine:
    # What was said of the same miss before falls with it.
    if line.overturned_at is not None or _order(line.at) > _order(place):
        return line
    return replace(
        line,
        overturned_at=written.commit.recorded_at,
        overturned_reason=event.reason,
        overturned_label=sentences.MOVED.get(event.reason, event.reason),
    )


def _order(place: Target) -> tuple[int, int]:
    return place.version, place.index


def warnings(words: Words, trace: Trace) -> Iterator[WarningLine]:
    """Who was told that it comes near."""
    for event, _, commit in trace.written:
        if isinstance(event, Warned):
            yield WarningLine(
                step=event.step,
                percent=event.percent,
                to=event.to,
                to_label=words.label("role", event.to),
                recorded_at=commit.recorded_at,
            )


def rungs(words: Words, trace: Trace) -> tuple[RungLine, ...]:
    """Every rung that was climbed, each with who has seen it."""
    lines: list[RungLine] = []
    for event, _, commit in trace.written:
        if isinstance(event, Escalated):
            lines.append(
                RungLine(
                    level=event.level,
                    to=event.to,
                    to_label=words.label("role", event.to),
                    action=event.action,
                    action_label=words.action(event.action),
                    recorded_at=commit.recorded_at,
                    next_at=event.next_at,
                )
            )
        elif isinstance(event, EscalationAcknowledged):
            at = _last_of(lines, event.level)
            if at is not None and lines[at].acknowledged_at is None:
                when = event.occurred.at if event.occurred else None
                by = actor_line(words, commit.actor)
                lines[at] = replace(
                    lines[at], acknowledged_at=when or commit.recorded_at, acknowledged_by=by
                )
    return tuple(_next_only(lines, trace))


def _next_only(lines: list[RungLine], trace: Trace) -> Iterator[RungLine]:
    """After the last rung alone something comes, and only while the miss goes on."""
    for line in lines[:-1]:
        yield replace(line, next_at=None)
    for line in lines[-1:]:
        yield line if trace.climbing and trace.clock.rungs else replace(line, next_at=None)


def _last_of(lines: list[RungLine], level: int) -> int | None:
    places = [at for at, line in enumerate(lines) if line.level == level]
    return places[-1] if places else None
