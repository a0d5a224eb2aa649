"""What holds for every history, whatever happens in it and whenever the monitor looks."""

import datetime as dt
from collections import Counter
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from policy.clocks.clock import Clock
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.sla import (
    ClockMet,
    ClockMissed,
    ClockPaused,
    ClockStarted,
    ClockStopped,
    Escalated,
    VerdictOverturned,
    Warned,
)
from services.sla_monitor.agenda import agenda
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.review import Review
from services.sla_monitor.state import Known
from tests.sla_monitor.cases import BENGKALIS, WIB, folded, imported, live
from tests.sla_monitor.stories import (
    OFFICES,
    Story,
    at_once,
    days,
    happenings,
    lived,
    offices,
    orderly,
    stories,
)
from tests.support import samples


@given(stories(), offices)
def test_reviewing_twice_is_reviewing_once(story: Story, office: str) -> None:
    history = lived(story, office)

    assert DECIDER.decide(Review(story[-1][1], OFFICES[office]), folded(history)) == []


@given(stories(), offices)
def test_folding_in_one_go_is_folding_step_by_step(story: Story, office: str) -> None:
    history = lived(story, office)
    state = folded([])
    for at, event in enumerate(history):
        state = folded([event], state, at)

    assert state.known == folded(history).known


@given(stories(), offices)
def test_a_clock_starts_once_and_its_end_is_told_once(story: Story, office: str) -> None:
    history = lived(story, office)
    starts = Counter(e.clock for e in history if isinstance(e, ClockStarted))
    stops = Counter(e.clock for e in history if isinstance(e, ClockStopped))
    ends = [
        e.clock for e in history if isinstance(e, ClockMet | ClockMissed) and e.ended is not None
    ]
    misses = [e.clock for e in history if isinstance(e, ClockMissed) and e.ended is None]
    ladders = [(e.clock, e.level) for e in history if isinstance(e, Escalated)]

    # Only what was stopped starts again, and only what was overturned is said anew.
    assert all(times <= 1 + stops[clock] for clock, times in starts.items())
    overturned = Counter(e.clock for e in history if isinstance(e, VerdictOverturned)) + stops
    for said in (ends, misses, ladders):
        for one, times in Counter(said).items():
            clock = one[0] if isinstance(one, tuple) else one
            assert times <= 1 + overturned[clock]


@given(stories(), offices)
def test_no_duration_is_negative(story: Story, office: str) -> None:
    used = [e.used for e in lived(story, office) if isinstance(e, ClockMet | ClockMissed)]

    assert all(amount is None or amount >= 0 for amount in used)


@given(stories(), offices)
def test_a_registers_case_is_never_watched(story: Story, office: str) -> None:
    story[0][0][0] = imported("2025-03-03")
    history = lived(story, office)

    assert not any(clock.running for clock in folded(history).known.clocks.values())
    assert not any(isinstance(event, Escalated | Warned) for event in history)


@given(stories(), offices)
def test_nothing_is_warned_of_or_missed_while_it_stands_still(story: Story, office: str) -> None:
    paused: set[str] = set()
    for event in lived(story, office):
        name = getattr(event, "clock", None)
        if isinstance(event, ClockPaused):
            paused.add(event.clock)
        elif isinstance(event, Warned | ClockMet | ClockMissed):
            assert name not in paused
        else:
            paused.discard(name or "")


@given(stories(), offices)
def test_what_is_looked_at_next_always_lies_ahead(story: Story, office: str) -> None:
    review = Review(story[-1][1], OFFICES[office])
    found = agenda(review, folded(lived(story, office)).known, due=True)

    assert all(moment > review.now for moment in found.values())


@given(stories(), offices)
def test_nothing_is_to_be_said_before_the_next_moment(story: Story, office: str) -> None:
    history = lived(story, office)
    state = folded(history)
    found = agenda(Review(story[-1][1], OFFICES[office]), state.known, due=True)
    last = min(found.values(), default=dt.datetime(2026, 6, 1, tzinfo=WIB))
    just_before = last - dt.timedelta(microseconds=1)

    assert DECIDER.decide(Review(just_before, OFFICES[office]), state) == []


@given(stories(happenings), offices)
def test_looking_often_and_looking_once_agree_on_which_clocks_run(
    story: Story, office: str
) -> None:
    often = folded(lived(story, office)).known
    once = folded(lived(at_once(story), office)).known
    if not often.facts.voided:
        assert set(_named(once)) <= set(_named(often))


@given(orderly(), offices)
def test_who_was_away_finds_what_who_looked_all_the_time_found(story: Story, office: str) -> None:
    often = _named(folded(lived(story, office)).known)
    once = _named(folded(lived(at_once(story), office)).known)

    assert once == often


def _named(known: Known) -> dict[str, tuple[object, ...]]:
    """The clocks but for silences, which are named by commits: who looks writes some."""
    clocks = known.clocks.items()
    return {name: _stands(clock) for name, clock in clocks if not name.startswith("silence_office")}


def _stands(clock: Clock) -> tuple[object, ...]:
    ends = (clock.missed, clock.judged, clock.ended, clock.stopped)
    return (clock.rule, clock.start, clock.due_at, _spans(clock), *ends)


def _spans(clock: Clock) -> list[tuple[object, ...]]:
    return [(pause.began, pause.ended, pause.holder) for pause in clock.pauses]


@given(st.integers(0, 40), st.integers(0, 60), st.sampled_from(["reporter", "outside"]))
def test_what_goes_on_is_not_missed_until_the_end_of_that_day(
    wait: int, length: int, party: str
) -> None:
    began = dt.datetime(2025, 3, 3, 12, tzinfo=WIB) + dt.timedelta(days=wait)
    ended = began + dt.timedelta(days=length)
    story: Story = [
        ([live("2025-03-03")], dt.datetime(2025, 3, 3, 9, tzinfo=WIB)),
        ([_waits(samples.waiting_started, began, party)], began),
        ([_waits(samples.waiting_ended, ended, party)], ended),
        ([], ended.replace(hour=23, minute=59, second=59)),
    ]
    history = lived(story, "own")

    paused = {event.clock for event in history if isinstance(event, ClockPaused)}
    missed = {event.clock for event in history if isinstance(event, ClockMissed)}
    assert not paused & missed


def _waits(make: object, at: dt.datetime, party: str) -> PengaduanEvent:
    event: PengaduanEvent = make(occurred=Occurred(on=at.date()), party=party)  # type: ignore[operator]
    return event


ENDS = (samples.verified, samples.rejected, samples.answered)


@given(st.lists(st.sampled_from(ENDS), min_size=2, max_size=3, unique=True), days)
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
