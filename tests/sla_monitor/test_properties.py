"""What holds for every history, whatever happens in it and whenever the monitor looks."""

import datetime as dt
from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import Corrected
from schemas.events.sla import ClockMet, ClockMissed, ClockStarted, Escalated, VerdictOverturned
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.review import Review
from tests.sla_monitor.cases import BENGKALIS, WIB, folded, imported, live
from tests.support import samples

FIRST = dt.date(2025, 3, 3)
MAKERS = (
    samples.verified,
    samples.rejected,
    samples.completion_requested,
    samples.completed,
    samples.answered,
    samples.confirmed,
    samples.disposed,
    samples.clarified,
    samples.closed,
    samples.reopened,
    samples.withdrawn,
    samples.classified,
    samples.note_added,
    samples.voided,
    samples.corrected,
)

days = st.integers(0, 120).map(lambda ahead: Occurred(on=FIRST + dt.timedelta(days=ahead)))
when = st.none() | days
receipts = st.sampled_from([live("2025-03-03"), live("2025-03-03", "sp4n"), imported("2025-03-03")])
later = st.builds(lambda make, on: make(occurred=on), st.sampled_from(MAKERS), when)
moments = st.integers(0, 200 * 24).map(
    lambda hours: dt.datetime(2025, 3, 3, 8, tzinfo=WIB) + dt.timedelta(hours=hours)
)


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[list[PengaduanEvent], dt.datetime]]:
    """Steps of a complaint's life, each with the moment at which the monitor looks at it."""
    steps = draw(st.lists(st.lists(later, max_size=3), min_size=1, max_size=5))
    steps[0].insert(0, draw(receipts))
    looks = sorted(draw(st.lists(moments, min_size=len(steps), max_size=len(steps))))
    return list(zip(steps, looks, strict=True))


def told(story: list[tuple[list[PengaduanEvent], dt.datetime]]) -> list[PengaduanEvent]:
    history: list[PengaduanEvent] = []
    for events, now in story:
        history += events
        history += DECIDER.decide(Review(now, BENGKALIS), folded(history))
    return history


@given(stories())
def test_reviewing_twice_is_reviewing_once(
    story: list[tuple[list[PengaduanEvent], dt.datetime]],
) -> None:
    assert DECIDER.decide(Review(story[-1][1], BENGKALIS), folded(told(story))) == []


@given(stories())
def test_a_clock_starts_once_and_its_end_is_told_once(
    story: list[tuple[list[PengaduanEvent], dt.datetime]],
) -> None:
    history = told(story)
    starts = [e.clock for e in history if isinstance(e, ClockStarted)]
    ends = [
        e.clock for e in history if isinstance(e, ClockMet | ClockMissed) and e.ended is not None
    ]
    misses = [e.clock for e in history if isinstance(e, ClockMissed) and e.ended is None]
    ladders = [(e.clock, e.level) for e in history if isinstance(e, Escalated)]

    assert len(starts) == len(set(starts))
    # Only what was overturned is said anew.
    overturned = Counter(e.clock for e in history if isinstance(e, VerdictOverturned))
    for said in (ends, misses, ladders):
        for one, times in Counter(said).items():
            clock = one[0] if isinstance(one, tuple) else one
            assert times <= 1 + overturned[clock]


@given(stories())
def test_no_duration_is_negative(
    story: list[tuple[list[PengaduanEvent], dt.datetime]],
) -> None:
    used = [e.used for e in told(story) if isinstance(e, ClockMet | ClockMissed)]

    assert all(amount is None or amount >= 0 for amount in used)


@given(stories())
def test_a_registers_case_is_never_watched(
    story: list[tuple[list[PengaduanEvent], dt.datetime]],
) -> None:
    story[0][0][0] = imported("2025-03-03")
    history = told(story)

    assert not any(clock.running for clock in folded(history).known.clocks.values())
    assert not any(isinstance(event, Escalated) for event in history)


@given(stories())
def test_looking_often_and_looking_once_agree_on_which_clocks_run(
    story: list[tuple[list[PengaduanEvent], dt.datetime]],
) -> None:
    # A target is named by its place, which depends on how often the monitor wrote before it.
    one = [([e for e in events if not isinstance(e, Corrected)], now) for events, now in story]
    at_once = [event for events, _ in one for event in events]
    often = folded(told(one)).known
    once = folded(told([(at_once, one[-1][1])])).known
    if not often.facts.voided:
        assert set(once.clocks) <= set(often.clocks)


@given(st.lists(st.sampled_from(MAKERS[:2]), min_size=2, max_size=2, unique=True), days)
def test_events_of_one_day_in_another_order_give_the_same_verdicts(
    makers: list[object], on: Occurred
) -> None:
    now = dt.datetime(2026, 1, 5, 8, tzinfo=WIB)
    found = []
    for order in permutations(makers):
        history: list[PengaduanEvent] = [live("2025-03-03"), *(make(occurred=on) for make in order)]
        said = DECIDER.decide(Review(now, BENGKALIS), folded(history))
        found.append(
            {
                (type(e).__name__, e.clock, e.used)
                for e in said
                if isinstance(e, ClockMet | ClockMissed) and e.clock in {"verify", "settle"}
            }
        )

    assert all(one == found[0] for one in found)
