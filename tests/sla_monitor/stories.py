"""Lives of complaints as hypothesis tells them, each event valid where it stands."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from hypothesis import strategies as st

from schemas.base import Occurred
from schemas.events import PengaduanEvent, SLAEvent
from schemas.events.disposition import Annulled, Corrected, Disposed, Target
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.review import Review
from tests.sla_monitor.cases import BENGKALIS, WIB, folded, imported, live
from tests.sla_monitor.promised import LADDER, promise, promising
from tests.support import samples

FIRST = dt.date(2025, 3, 3)
BOTH = ("reporter", "outside")
MINE = promising(
    promise(pauses=BOTH, warn_at=(50, 80), ladder=LADDER.code),
    promise("verify", 2, ends=("Verified", "Closed"), pauses=("reporter",)),
    promise(
        "meeting",
        1,
        starts="Verified",
        ends=("Answered", "Closed"),
        unit="calendar_day",
        day_one="next_day",
    ),
    promise(
        "completion",
        4,
        starts="CompletionRequested",
        ends=("Completed", "Closed"),
        binds="reporter",
    ),
    promise("clarify", 3, starts="Disposed", ends=("Clarified", "Closed"), pauses=("outside",)),
    promise("progress", 6, ends=("NoteAdded", "Closed"), repeats=True),
    promise(
        "silence_reporter",
        3,
        starts="Answered",
        ends=("Disputed", "MessageAdded", "Closed"),
        warn_at=(50,),
    ),
    promise("silence_office", 4, silence=True, pauses=BOTH),
    promise("by_kind", 7, applies_to=type(promise().applies_to)(kinds=("berkadar_pengawasan",))),
)
UNDOABLE = {
    "Classified",
    "Disposed",
    "Closed",
    "Answered",
    "Clarified",
    "WaitingStarted",
    "WaitingEnded",
}


@dataclass(frozen=True)
class Undone:
    """An earlier event never happened; which one is known when it is told."""

    pick: int


@dataclass(frozen=True)
class Redated:
    """The day of an earlier event is put right."""

    pick: int
    on: dt.date


@dataclass(frozen=True)
class Sent:
    """The next disposition."""

    occurred: Occurred | None


Told: TypeAlias = PengaduanEvent | Undone | Redated | Sent
Story: TypeAlias = list[tuple[list[Told], dt.datetime]]


def _waiting(make: Callable[..., Any], party: str) -> Callable[..., Any]:
    return lambda occurred: make(occurred=occurred, party=party)


SIMPLE: tuple[Callable[..., Any], ...] = (
    samples.verified,
    samples.rejected,
    samples.completion_requested,
    samples.completed,
    samples.answered,
    samples.confirmed,
    samples.disputed,
    samples.message_added,
    samples.closed,
    samples.reopened,
    samples.withdrawn,
    samples.note_added,
    samples.clarified,
    _waiting(samples.waiting_started, "outside"),
    _waiting(samples.waiting_started, "reporter"),
    _waiting(samples.waiting_ended, "outside"),
    _waiting(samples.waiting_ended, "reporter"),
    Sent,
)
days = st.integers(0, 120).map(lambda ahead: Occurred(on=FIRST + dt.timedelta(days=ahead)))
when = st.none() | days
receipts = st.sampled_from([live("2025-03-03"), live("2025-03-03", "sp4n"), imported("2025-03-03")])
OFFICES = {"shipped": BENGKALIS, "own": MINE}
offices = st.sampled_from(sorted(OFFICES))
happenings: st.SearchStrategy[Told] = st.builds(
    lambda make, on: make(occurred=on), st.sampled_from((*SIMPLE, samples.voided)), when
)
put_right: st.SearchStrategy[Told] = st.one_of(
    st.builds(Undone, st.integers(0, 9)),
    st.builds(Redated, st.integers(0, 9), days.map(lambda day: day.on)),
)
classifications: st.SearchStrategy[Told] = st.builds(
    lambda on, kind: samples.classified(occurred=on, kind=kind),
    when,
    st.sampled_from(["berkadar_pengawasan", "permintaan_informasi"]),
)
anything = st.one_of(happenings, happenings, put_right, classifications)
moments = st.integers(0, 200 * 24).map(
    lambda hours: dt.datetime(2025, 3, 3, 8, tzinfo=WIB) + dt.timedelta(hours=hours)
)


@st.composite
def stories(draw: st.DrawFn, what: st.SearchStrategy[Told] = anything) -> Story:
    """Steps of a complaint's life, each with the moment at which the monitor looks at it."""
    steps = draw(st.lists(st.lists(what, max_size=3), min_size=1, max_size=5))
    steps[0].insert(0, draw(receipts))
    looks = sorted(draw(st.lists(moments, min_size=len(steps), max_size=len(steps))))
    return list(zip(steps, looks, strict=True))


@st.composite
def orderly(draw: st.DrawFn) -> Story:
    """A live complaint of which everything is entered on its day, and looked at that day."""
    found: Story = [([live("2025-03-03")], dt.datetime(2025, 3, 3, 16, tzinfo=WIB))]
    for wait in draw(st.lists(st.integers(0, 12), max_size=8)):
        now = found[-1][1] + dt.timedelta(days=wait)
        make = draw(st.sampled_from(SIMPLE))
        found.append(([make(occurred=Occurred(on=now.date()))], now))
    last = found[-1][1] + dt.timedelta(days=draw(st.integers(0, 40)))
    return [*found, ([], last)]


def said(history: Sequence[PengaduanEvent], told: Told) -> PengaduanEvent:
    """The event as it is written behind a history of one event a commit."""
    if isinstance(told, Sent):
        number = 1 + sum(isinstance(event, Disposed) for event in history)
        sent: PengaduanEvent = samples.disposed(occurred=told.occurred, disposition_id=number)
        return sent
    if isinstance(told, Undone | Redated):
        return _put_right(history, told)
    return told


def _put_right(history: Sequence[PengaduanEvent], told: Undone | Redated) -> PengaduanEvent:
    gone = {event.target.version for event in history if isinstance(event, Annulled)}
    found = [
        version
        for version, event in enumerate(history, 1)
        if not isinstance(event, SLAEvent | Annulled | Corrected)
        and version not in gone
        and (isinstance(told, Redated) or type(event).__name__ in UNDOABLE)
    ]
    event: PengaduanEvent = samples.identity_opened()
    if found:
        target = Target(version=found[told.pick % len(found)], index=0)
        if isinstance(told, Undone):
            event = samples.annulled(target=target)
        else:
            event = samples.corrected(
                target=target, field="occurred.on", old=None, new=told.on.isoformat()
            )
    return event


def lived(story: Story, office: str) -> list[PengaduanEvent]:
    """The history that a monitor leaves behind which looks at every step."""
    history: list[PengaduanEvent] = []
    promises = OFFICES[office]
    for events, now in story:
        for told in events:
            history.append(said(history, told))
        history += DECIDER.decide(Review(now, promises), folded(history))
    return history


def at_once(story: Story) -> Story:
    """The same, for a monitor that was away until the last moment."""
    return [([told for events, _ in story for told in events], story[-1][1])]
