"""Given a history and a moment, what the monitor's rules say."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from engine.decider import Entry
from policy.load import load_all
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.intake import Doubt, Received
from schemas.events.sla import ClockMet, ClockMissed, ClockStarted
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.promises import Promises
from services.sla_monitor.review import Review
from services.sla_monitor.state import State
from tests.support import samples

E = TypeVar("E", bound=PengaduanEvent)


def _without_warnings(promises: Promises) -> Promises:
    """The shipped promises without warnings, which have tests of their own."""
    rules = tuple(replace(rule, warn_at=()) for rule in promises.policy.rules)
    return promises.with_policy(replace(promises.policy, rules=rules))


PROMISES = {office: _without_warnings(Promises.of(loaded)) for office, loaded in load_all().items()}
BENGKALIS = PROMISES["bengkalis"]
WIB = BENGKALIS.calendar.zone


def day(text: str) -> Occurred:
    """A day without a moment, as registers know it."""
    return Occurred(on=dt.date.fromisoformat(text))


def moment(text: str) -> dt.datetime:
    """A moment in the office's zone, in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=WIB).astimezone(dt.UTC)


def live(on: str, channel: str = "website") -> Received:
    """A complaint received by this system."""
    return samples.received(occurred=day(on), channel=channel, source=None)


def imported(on: str | None, *doubts: str) -> Received:
    """A complaint read from a register."""
    source = samples.received().source
    found = tuple(Doubt(code=code, column="Waktu") for code in doubts)
    return samples.received(
        occurred=None if on is None else day(on),
        channel="sms_wa",
        source=type(source)(
            **{
                name: getattr(source, name) for name in source.__struct_fields__ if name != "doubts"
            },
            doubts=found,
        ),
    )


def folded(events: Iterable[PengaduanEvent], state: State | None = None, at: int = 0) -> State:
    """The state after events, one a commit."""
    history = [
        Entry(version, 0, f"command-{version}", personal=True, event=event)
        for version, event in enumerate(events, at + 1)
    ]
    return DECIDER.fold(history, state)


def review(
    now: str, *events: PengaduanEvent, promises: Promises = BENGKALIS
) -> list[PengaduanEvent]:
    """What follows from a history at a moment."""
    return DECIDER.decide(Review(moment(now), promises), folded(events))


def lived(*steps: tuple[str, Sequence[PengaduanEvent]]) -> list[PengaduanEvent]:
    """A history in which the monitor had its say after each step."""
    history: list[PengaduanEvent] = []
    for now, events in steps:
        history += events
        history += review(now, *history)
    return history


def started(events: Iterable[PengaduanEvent]) -> dict[str, ClockStarted]:
    """The clocks that start, by name."""
    return {event.clock: event for event in events if isinstance(event, ClockStarted)}


def verdicts(events: Iterable[PengaduanEvent], clock: str) -> list[ClockMet | ClockMissed]:
    """What was said of one clock."""
    return [e for e in events if isinstance(e, ClockMet | ClockMissed) and e.clock == clock]
