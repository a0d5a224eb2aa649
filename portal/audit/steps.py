"""A history commit by commit: what each one changed."""

from itertools import groupby
from operator import attrgetter

import msgspec

from schemas.views import EventLine, HistoryView


class Step(msgspec.Struct, frozen=True):
    """What was recorded together.

    Attributes:
        number: Its place in the history, from 1; the commit's version.
        events: What it says happened.
        undoes: How many earlier events it takes back.
    """

    number: int
    events: tuple[EventLine, ...]
    undoes: tuple[EventLine, ...]


def steps_of(history: HistoryView) -> list[Step]:
    """Every step, the first first."""
    return [
        Step(version, tuple(events), _undone_by(history, version))
        for version, events in groupby(history.events, key=attrgetter("version"))
    ]


def step_asked(text: str, steps: list[Step]) -> Step:
    """The step of an address; the first where it names none."""
    wanted = int(text) if text.isdecimal() and len(text) < 10 else 0
    return next((step for step in steps if step.number == wanted), steps[0])


def _undone_by(history: HistoryView, version: int) -> tuple[EventLine, ...]:
    return tuple(
        event
        for event in history.events
        if event.annulled_by is not None and event.annulled_by.version == version
    )
