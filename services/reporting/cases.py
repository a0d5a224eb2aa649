"""The view `cases`: one row a complaint, what reports count and lists filter by."""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import BigInteger, Column, Integer, SmallInteger, Text

from engine.commits import Recorded
from engine.projection import Projection
from schemas.commit import Commit
from schemas.events.disposition import Annulled, Corrected
from services.reporting.folding import known_from, known_until
from services.reporting.handed import opds_of
from services.reporting.known import Known, is_promise
from services.reporting.statuses import report_status_of, status_of
from services.reporting.steps import Correction, Step, steps_of

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_MICROSECOND = dt.timedelta(microseconds=1)
_ROUND = re.compile(r"-\d+$")


class Fold(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A case's effective steps; what follows from them is counted when it is asked for.

    Attributes:
        first: The sequence of its first commit, where the complaint's words lie.
        recorded: When its last commit was written.
    """

    first: int = 0
    recorded: dt.datetime = _EPOCH
    steps: tuple[Step, ...] = ()
    corrections: tuple[Correction, ...] = ()


def evolve(fold: Fold, recorded: Recorded[Commit]) -> Fold:
    """Take in one commit."""
    commit = recorded.commit
    version = commit.version
    steps = fold.steps
    corrections = fold.corrections
    for index, event in enumerate(commit.events):
        if added := steps_of(event, version, index):
            steps += added
        elif isinstance(event, Annulled):
            place = (event.target.version, event.target.index)
            steps = tuple(step for step in steps if (step.version, step.index) != place)
            corrections = tuple(c for c in corrections if (c.version, c.index) != place)
        elif isinstance(event, Corrected):
            corrections += _correction(event, version, index)
    first = fold.first or recorded.sequence
    return Fold(first, commit.recorded_at, steps, corrections)


def _correction(event: Corrected, version: int, index: int) -> tuple[Correction, ...]:
    if event.new is None:
        return ()
    target = event.target
    return (Correction(version, index, target.version, target.index, event.field, event.new),)


def known_of(fold: Fold) -> Known:
    """What is known of the case."""
    return known_from(fold.steps, fold.corrections)


def known_by(fold: Fold, day: dt.date) -> Known:
    """What was so of the case at the end of a day, by when things happened."""
    return known_until(fold.steps, fold.corrections, day)


def moment_of(micros: int) -> dt.datetime:
    """A moment as the column `recorded` holds it."""
    return _EPOCH + micros * _MICROSECOND


def columns() -> list[Column[Any]]:
    """Days are ISO texts, which both dialects compare alike; null where nothing is known.

    No text has a length: a code that is too long must not stop the view.
    """
    return [
        Column("number", Text, index=True),
        # The keyed digest that a tracking code is looked up by, never the code.
        Column("tracking", Text, index=True),
        Column("channel", Text),
        Column("received_on", Text),
        Column("status", Text, nullable=False),
        Column("report_status", Text, nullable=False),
        Column("severity", Text),
        Column("kind", Text),
        Column("category", Text),
        Column("sector", Text),
        Column("permit_type", Text),
        Column("answered_on", Text),
        Column("closed_on", Text),
        Column("outcome", Text),
        Column("duration_days", Integer),
        # When it came to its present end; a case that was reopened had others before.
        Column("ended_on", Text),
        Column("reopened", SmallInteger, nullable=False),
        Column("holder", Text),
        # ` dinkes:held dlh:done `: whose OPDs it was disposed to, and whether they hold it.
        Column("opds", Text, nullable=False),
        Column("duplicate_of", Text),
        Column("import_id", Text),
        # ` settle:met verify:missed `, so that a LIKE finds one and a GROUP BY counts all.
        Column("verdicts", Text, nullable=False),
        Column("next_due_on", Text),
        Column("doubts", SmallInteger, nullable=False),
        Column("overdue", SmallInteger, nullable=False),
        # How many escalations nobody has seen; of an entry made by mistake none counts.
        Column("escalations", SmallInteger, nullable=False, index=True),
        Column("erased", SmallInteger, nullable=False),
        Column("recorded", BigInteger, nullable=False),
    ]


def row(fold: Fold) -> Mapping[str, Any]:
    """The columns of a case; one without a number never was received and counts nowhere."""
    known = known_of(fold)
    severity, kind, category, sector, permit_type = known.classes
    holder = known.holder
    clocks = known.clocks
    return {
        "number": known.number,
        "tracking": known.tracking,
        "channel": known.channel,
        "received_on": _iso(known.received_on),
        "status": status_of(known),
        "report_status": report_status_of(known),
        "severity": severity,
        "kind": kind,
        "category": category,
        "sector": sector,
        "permit_type": permit_type,
        "answered_on": _iso(known.answered_on),
        "closed_on": _iso(known.closed_on),
        "outcome": known.outcome,
        "duration_days": known.duration_days,
        "ended_on": _iso(known.ended_on),
        "reopened": int(known.reopened),
        "holder": holder[1] if holder else None,
        "opds": opds_of(fold.steps, known),
        "duplicate_of": known.duplicate_of,
        "import_id": known.import_id,
        "verdicts": verdicts_of(known) if clocks else "",
        "next_due_on": _next_due_on(known) if clocks else None,
        "doubts": len(known.doubts),
        "overdue": int(bool(clocks) and is_overdue(known)),
        "escalations": 0 if known.voided else len(known.unseen),
        "erased": int(known.erased),
        "recorded": (fold.recorded - _EPOCH) // _MICROSECOND,
    }


def _iso(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()


@lru_cache(maxsize=512)
def base_clock(clock: str) -> str:
    """A clock's name without its round: `settle-2` is a `settle`."""
    return _ROUND.sub("", clock)


def verdicts_of(known: Known) -> str:
    """Each clock and verdict once, whatever its rounds."""
    found = {f"{base_clock(name)}:{clock.verdict}" for name, clock in known.clocks.items()}
    return f" {' '.join(sorted(found))} "


def is_overdue(known: Known) -> bool:
    """Whether a deadline that the office missed still goes on, of an open case."""
    if known.closed:
        return False
    return any(clock.late and is_promise(base_clock(name)) for name, clock in known.clocks.items())


def _next_due_on(known: Known) -> str | None:
    running = [clock.due_on for clock in known.clocks.values() if clock.verdict == "running"]
    return min(running, default=None)


CASES: Projection[Commit, Fold] = Projection(
    name="cases",
    version=7,
    initial=Fold(),
    evolve=evolve,
    columns=columns,
    row=row,
    dump=msgspec.json.Encoder().encode,
    load=msgspec.json.Decoder(Fold).decode,
)
"""The one view of this service; raise `version` when columns or meaning change."""
