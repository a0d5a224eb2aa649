"""What happened to a deadline, each on one line."""

from typing import Final
from zoneinfo import ZoneInfo

from cli.print.day_runs import weekday
from cli.print.lengths import length
from cli.print.moments import moment
from cli.text import one_line
from schemas.base import Occurred
from schemas.deadlines import ClockView, MoveLine, PauseLine, RungLine, VerdictLine, WarningLine
from schemas.lines import ActorLine

_NOBODY: Final = "tidak diketahui"


def who(actor: ActorLine | None) -> str:
    """`Petugas operator_1, Ketua Tim`: never the name of a reporter."""
    if actor is None:
        return _NOBODY
    role = f", {actor.role}" if actor.role else ""
    return one_line(f"{actor.label} {actor.id}{role}")


def pause(one: PauseLine) -> str:
    """From when to when, on whom it waited and why, and who caused it."""
    until = f"s.d. {_day(one.ended)}" if one.ended else "sampai sekarang"
    event = f" (peristiwa {one.cause.version}.{one.cause.index + 1})" if one.cause else ""
    return (
        f"{_day(one.began)} {until}: menunggu {one.holder_label}, "
        f"{one_line(one.reason_label)}; oleh {who(one.by)}{event}"
    )


def move(one: MoveLine, zone: ZoneInfo) -> str:
    """From which day to which, and why."""
    was = f"dari {weekday(one.was_on, year=True)} " if one.was_on else ""
    to = f"ke {weekday(one.due_on, year=True)}"
    return f"{was}{to}: {one_line(one.reason_label)}; dicatat {moment(one.recorded_at, zone)}"


def verdict(one: VerdictLine, clock: ClockView, zone: ZoneInfo) -> str:
    """What was found, and whether it still holds."""
    text = one.label
    if one.due_on != clock.due_on:
        text += f" terhadap {weekday(one.due_on, year=True)}"
    text += f"; dicatat {moment(one.recorded_at, zone)}"
    if one.overturned_at is None:
        return text
    if one.used is not None and clock.rule is not None:
        text += f", terpakai {length(one.used, clock.rule.unit)}"
    why = one_line(one.overturned_label or "")
    return f"{text}; DIBATALKAN {moment(one.overturned_at, zone)}: {why}"


def warning(one: WarningLine, zone: ZoneInfo) -> str:
    """Who was told, and when."""
    share = f"{one.percent} % waktu terpakai, " if one.percent else ""
    return f"ke-{one.step}: {share}{one_line(one.to_label)}, {moment(one.recorded_at, zone)}"


def rung(one: RungLine, clock: ClockView, zone: ZoneInfo) -> str:
    """One rung of the ladder, whether somebody has seen it, and what is still to come."""
    text = f"tingkat {one.level}: {one_line(one.action_label)}, kepada {one_line(one.to_label)}"
    text += f", {moment(one.recorded_at, zone)}"
    if one.acknowledged_at is not None:
        when = moment(one.acknowledged_at, zone)
        text += f"; diketahui {when} oleh {who(one.acknowledged_by)}"
    elif clock.state == "missed" and clock.goes_on:
        text += "; belum diketahui"
    if one.next_at is not None:
        text += f", tingkat berikutnya {moment(one.next_at, zone)}"
    return text


def _day(occurred: Occurred) -> str:
    return weekday(occurred.on, year=True)
