"""What each case's history says of time: its length, who held it, what was missed and escalated."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from policy.errors import DateOutOfCalendarError
from schemas.base import Occurred
from schemas.deadlines import ShareLine
from schemas.events.sla import ClockMissed, Escalated, EscalationAcknowledged
from services.reporting.cases import Fold, known_of
from services.reporting.documents.case_table import AT_ONCE
from services.reporting.documents.making import Making
from services.reporting.holding import holding_view
from services.reporting.known import Known
from services.reporting.traces import timeline


@dataclass(frozen=True, slots=True)
class Missed:
    """A deadline that was missed and stays missed."""

    clock: str
    due_on: dt.date
    ended_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Rung:
    """A miss that was brought before somebody, and when that was seen."""

    clock: str
    level: int
    to: str
    action: str
    on: dt.date | None
    seen_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Timed:
    """One case."""

    known: Known
    working_days: int | None
    shares: tuple[ShareLine, ...]
    missed: tuple[Missed, ...]
    rungs: tuple[Rung, ...]

    @property
    def number(self) -> str:
        return self.known.number or ""


async def timed(making: Making) -> list[Timed]:
    """The period's cases, in the order of the register."""
    found = await making.cases(making.base)
    cases: list[Timed] = []
    for start in range(0, len(found), AT_ONCE):
        page = found[start : start + AT_ONCE]
        cases += await asyncio.gather(*(_timed(making, *case) for case in page))
        making.progress(len(cases), len(found))
    return cases


async def _timed(making: Making, subject: str, fold: Fold) -> Timed:
    known, office = known_of(fold), making.office
    history = await making.history(subject)
    found = timeline(history)
    # Up to the cut-off, not up to this moment: the same cut-off gives the same report.
    last = await making.snapshot.recorded_at() or history[-1].commit.recorded_at
    now = Occurred(on=last.astimezone(office.zone).date(), at=last)
    holding = holding_view(office.words, office.calendar, found.facts, known, now)
    events = [one.event for trace in found.traces.values() for one in trace.written]
    standing = [
        trace.verdict for trace in found.traces.values() if isinstance(trace.verdict, ClockMissed)
    ]
    return Timed(
        known=known,
        working_days=_working_days(making, known),
        shares=holding.shares if holding else (),
        missed=tuple(
            Missed(one.clock, one.due_on, None if one.ended is None else one.ended.on)
            for one in standing
        ),
        rungs=tuple(_rungs(events)),
    )


def _rungs(events: Sequence[object]) -> list[Rung]:
    seen = {
        (event.clock, event.level): event.occurred.on if event.occurred else None
        for event in events
        if isinstance(event, EscalationAcknowledged)
    }
    return [
        Rung(
            event.clock,
            event.level,
            event.to,
            event.action,
            event.occurred.on if event.occurred else None,
            seen.get((event.clock, event.level)),
        )
        for event in events
        if isinstance(event, Escalated)
    ]


def _working_days(making: Making, known: Known) -> int | None:
    if known.ends is None:
        return None
    try:
        return making.office.calendar.working_days_between(*known.ends)
    except DateOutOfCalendarError:
        return None
