"""Each day on the way to a due time: counted, off, or not counted because of a pause."""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, TypeAlias

import msgspec

from policy.calendar import Calendar
from policy.hours import DAY, WorkingSeconds
from policy.pausing import Run, Stop
from policy.rule import Rule
from policy.spans import Span, clipped, in_words, without
from schemas.base import Occurred
from schemas.events.sla import Pause

Kind: TypeAlias = Literal["start", "counted", "off", "paused"]

HOLDERS = {"reporter": "pelapor", "outside": "pihak luar"}


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """One day on the way: counted as which one, or left out and why.

    Attributes:
        on: The day.
        counted: Whether it counts; of working hours, whether any of its time does.
        kind: `start` is the day of the start where it does not count.
        reason: The same for people.
    """

    on: dt.date
    counted: bool
    kind: Kind
    reason: str


def explained(
    rule: Rule, calendar: Calendar, start: Occurred, run: Run, until: dt.date | None
) -> tuple[Day, ...]:
    """Every day from the start to the due day; with an open pause, to `until`."""
    if rule.unit == "working_hour":
        return tuple(_days_of_hours(WorkingSeconds(calendar), rule, start, run, until))
    return tuple(_days(rule, calendar, start, run, until))


def _days(
    rule: Rule, calendar: Calendar, start: Occurred, run: Run, until: dt.date | None
) -> Iterator[Day]:
    number = 0
    for ordinal in range(start.on.toordinal(), _last(run, run.due, until) + 1):
        on = dt.date.fromordinal(ordinal)
        off = None if rule.unit == "calendar_day" else calendar.why_off(on)
        stop = _stop_over(run.stops, (ordinal, ordinal + 1))
        if ordinal < run.first:
            yield _day(on, "start", "hari mulai, belum dihitung")
        elif off is not None:
            yield _day(on, "off", off)
        elif stop is not None:
            yield _day(on, "paused", _waiting(stop.pause))
        else:
            number += 1
            yield _day(on, "counted", f"hari ke-{number}")


def _days_of_hours(
    line: WorkingSeconds, rule: Rule, start: Occurred, run: Run, until: dt.date | None
) -> Iterator[Day]:
    began = line.point(start) // DAY
    if rule.day_one != "same_day":
        began = start.on.toordinal()
        yield _day(start.on, "start", "hari mulai, belum dihitung")
    for ordinal in range(run.first // DAY, _last(run, run.due // DAY, until) + 1):
        on = dt.date.fromordinal(ordinal)
        off = line.calendar.why_off(on)
        if off is not None:
            yield _day(on, "off", off)
        elif ordinal == began and run.first >= max(closes for _, closes in line.blocks(ordinal)):
            yield _day(on, "start", "hari mulai, sesudah jam kerja")
        else:
            yield _working(line, run, ordinal)


def _working(line: WorkingSeconds, run: Run, ordinal: int) -> Day:
    on = dt.date.fromordinal(ordinal)
    stands = any(stop.end is None for stop in run.stops)
    last = (ordinal + 1) * DAY if stands else run.due
    open_hours = clipped(line.blocks(ordinal), (run.first, last))
    counted = without(open_hours, [(stop.begin, stop.end) for stop in run.stops])
    stop = next(filter(None, (_stop_over(run.stops, span) for span in open_hours)), None)
    if not counted and ordinal == run.due // DAY and not stands:
        # The pause began when nothing was left: what is due is due at once.
        counted = [(run.due, run.due)]
    if stop is None:
        return _day(on, "counted", in_words(counted))
    if not counted:
        return _day(on, "paused", _waiting(stop.pause))
    return _day(on, "counted", f"{in_words(counted)}; {_waiting(stop.pause)}")


def _stop_over(stops: tuple[Stop, ...], span: Span) -> Stop | None:
    """The first stop that takes something of a span."""
    for stop in stops:
        if stop.begin < span[1] and (stop.end is None or max(span[0], stop.begin) < stop.end):
            return stop
    return None


def _last(run: Run, due_day: int, until: dt.date | None) -> int:
    for stop in run.stops:
        if stop.end is None:
            began = stop.pause.began.on
            return max(began, until or began).toordinal()
    return due_day


def _waiting(pause: Pause) -> str:
    return f"waktu berhenti: menunggu {HOLDERS.get(pause.holder, pause.holder)}"


def _day(on: dt.date, kind: Kind, reason: str) -> Day:
    return Day(on=on, counted=kind == "counted", kind=kind, reason=reason)
