"""What pauses do to a clock: the time of a pause is given back whole (ADR 8)."""

from collections.abc import Sequence
from typing import NamedTuple

from policy.counting import Line
from policy.rule import Rule
from schemas.base import Occurred
from schemas.events.sla import Pause


class Stop(NamedTuple):
    """A pause as points of a line: what lies from `begin` up to `end` does not count."""

    begin: int
    end: int | None
    pause: Pause


class Run(NamedTuple):
    """A clock on its line.

    Attributes:
        first: The first point that can count.
        due: Where its time is over; pauses still open have not moved it.
        stops: What stops it, in the order of time.
    """

    first: int
    due: int
    stops: tuple[Stop, ...]


def run_of(
    line: Line, rule: Rule, start: Occurred, amount: int, pauses: Sequence[Pause] = ()
) -> Run:
    """Let a clock of that amount run from its start through the pauses.

    A pause that begins after the due point is none: by then the clock was missed.
    """
    at = first = line.first(rule, start)
    left, due = amount, line.ahead(first, amount)
    stops: list[Stop] = []
    is_open = False
    for stop in _in_order(line, start, pauses):
        if is_open:
            # Whatever begins while the clock stands still finds it still running.
            stops.append(stop)
            continue
        if stop.begin > due:
            break
        stops.append(stop)
        if stop.end is None:
            is_open = True
            continue
        left -= line.between(at, stop.begin)
        at = max(at, stop.begin, stop.end)
        due = line.ahead(at, left)
    return Run(first, due, tuple(stops))


def spent(line: Line, run: Run, end: int, last_stop: int) -> int:
    """How much counts from the run's first point up to the end, without its stops.

    Args:
        line: What the run runs on.
        run: The run.
        end: The point after the last that counts.
        last_stop: Where stops end that are open or last longer.
    """
    total, at = 0, run.first
    for begin, until, _ in run.stops:
        total += line.between(at, min(begin, end))
        at = max(at, begin, last_stop if until is None else min(until, last_stop))
    return total + line.between(at, end)


def _in_order(line: Line, start: Occurred, pauses: Sequence[Pause]) -> list[Stop]:
    if not pauses:
        return []
    stops = [
        Stop(
            line.point(pause.began), None if pause.ended is None else line.point(pause.ended), pause
        )
        for pause in pauses
        if not _over_before(pause, start)
    ]
    return sorted(stops, key=_begin)


def _begin(stop: Stop) -> tuple[int, bool, float]:
    # On one day the known moments decide; a pause of an unknown one came first.
    at = stop.pause.began.at
    return stop.begin, at is not None, 0.0 if at is None else at.timestamp()


def _over_before(pause: Pause, start: Occurred) -> bool:
    began, ended = pause.began, pause.ended
    if ended is None:
        return False
    if ended.at is not None and start.at is not None:
        return ended.at <= start.at
    return ended.on < start.on or began.on < ended.on == start.on
