"""Histories in which a complaint goes from hand to hand."""

from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from policy.calendar import Calendar
from policy.clocks.facts import Facts, Happened, with_event
from policy.clocks.holders import Holding
from policy.clocks.holding import Holder
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder as To
from tests.policy.timed import ONE_DAY, WIB, days, local, moments
from tests.support import samples as s

DESK, REPORTER = Holder("desk"), Holder("reporter")
PUPR, DINKES = Holder("opd", "pupr"), Holder("opd", "dinkes")


def happened(*events: tuple[PengaduanEvent, str | Occurred | None]) -> tuple[Happened, ...]:
    """One commit for each event, at a day or moment in WIB."""
    facts = Facts()
    for version, (event, at) in enumerate(events, start=1):
        occurred = local(WIB, at) if isinstance(at, str) else at
        facts = with_event(facts, version, 0, replace(event, occurred=occurred))
    return facts.happened


def disposed(n: int, code: str, role: str = "utama") -> PengaduanEvent:
    return s.disposed(disposition_id=n, to=To(kind="opd", code=code), role=role)


def clarified(n: int) -> PengaduanEvent:
    return s.clarified(disposition_id=n)


def by_holder(holding: Holding) -> dict[Holder, tuple[int, int]]:
    """Calendar and working days of each."""
    return {
        share.holder: (share.span.calendar_days, share.span.working_days)
        for share in holding.shares
    }


MOVES = (
    s.verified(),
    s.completion_requested(),
    s.completed(),
    disposed(1, "pupr"),
    disposed(2, "dinkes"),
    disposed(3, "sekretariat", "pendamping"),
    clarified(1),
    s.disposition_returned(disposition_id=2),
    s.disposition_recalled(disposition_id=1),
    s.waiting_started(),
    s.waiting_started(party="reporter"),
    s.waiting_ended(),
    s.waiting_ended(party="reporter"),
    s.answered(),
    s.confirmed(),
    s.note_added(),
)
ENDS = (s.closed(), s.rejected(), s.withdrawn())
AGAIN = (*ENDS, s.reopened())


@st.composite
def histories(
    draw: Any, calendar: Calendar, moves: tuple[PengaduanEvent, ...] = MOVES
) -> tuple[Happened, ...]:
    """A receipt and up to twelve events, some entered late, some of an unknown day."""
    on = draw(days)
    found: list[tuple[PengaduanEvent, str | Occurred | None]] = [
        (s.received(), draw(moments(calendar, on)))
    ]
    for event in draw(st.lists(st.sampled_from(moves), max_size=12)):
        on = max(on + draw(st.integers(-3, 20)) * ONE_DAY, on - ONE_DAY)
        at = draw(moments(calendar, on)) if draw(st.integers(0, 9)) else None
        found.append((event, at))
    return happened(*found)
