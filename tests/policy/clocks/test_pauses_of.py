"""Which pauses stop a clock, whatever happened in whatever order."""

import datetime as dt
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from policy.clocks.facts import Facts, Happened, with_event
from policy.clocks.occasions import Occasion, occasions
from policy.clocks.pauses import pauses_of, stops
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.sla import Pause
from tests.sla_monitor.promised import promise
from tests.support import samples

FIRST = dt.date(2025, 3, 3)
ZONE = dt.timezone(dt.timedelta(hours=7))
RULES = (
    promise(pauses=("reporter", "outside")),
    promise("outside", pauses=("outside",)),
    promise("silence", silence=True, pauses=("reporter", "outside")),
    promise("clarify", starts="Disposed", ends=("Clarified",), pauses=("outside",)),
    promise("progress", ends=("NoteAdded", "Closed"), repeats=True, pauses=("reporter",)),
)
NO_ZONE = dt.datetime.min.replace(tzinfo=dt.UTC)


@st.composite
def moments(draw: st.DrawFn) -> Occurred:
    on = FIRST + dt.timedelta(days=draw(st.integers(0, 30)))
    if draw(st.booleans()):
        return Occurred(on=on)
    at = dt.datetime.combine(on, dt.time(draw(st.integers(0, 23))), tzinfo=ZONE)
    return Occurred(on=on, at=at.astimezone(dt.UTC))


MAKERS = (
    samples.completion_requested,
    samples.completed,
    samples.verified,
    lambda occurred: samples.waiting_started(occurred=occurred, party="outside"),
    lambda occurred: samples.waiting_started(occurred=occurred, party="reporter"),
    lambda occurred: samples.waiting_ended(occurred=occurred, party="outside"),
    lambda occurred: samples.waiting_ended(occurred=occurred, party="reporter"),
    samples.note_added,
    samples.disposed,
    samples.clarified,
    samples.closed,
    samples.reopened,
)
events = st.builds(
    lambda make, at: make(occurred=at), st.sampled_from(MAKERS), st.none() | moments()
)


def happened(events: list[PengaduanEvent]) -> tuple[Happened, ...]:
    facts = Facts()
    for version, event in enumerate(events, 1):
        facts = with_event(facts, version, 0, event)
    return facts.happened


@st.composite
def histories(draw: st.DrawFn) -> tuple[Happened, ...]:
    received = samples.received(occurred=draw(moments()), source=None)
    return happened([received, *draw(st.lists(events, max_size=12))])


def runnings(history: tuple[Happened, ...]) -> list[tuple[Occasion, tuple[Pause, ...]]]:
    return [
        (occasion, stops(occasion, history))
        for rule in RULES
        for occasion in occasions(rule, history)
    ]


def order(occurred: Occurred) -> tuple[dt.date, dt.datetime]:
    return occurred.on, occurred.at or NO_ZONE


@given(histories())
def test_pauses_follow_one_another_and_never_overlap(history: tuple[Happened, ...]) -> None:
    for _, found in runnings(history):
        for one, other in pairwise(found):
            assert one.ended is not None
            assert order(one.ended) <= order(other.began)


@given(histories())
def test_pauses_lie_within_the_running(history: tuple[Happened, ...]) -> None:
    for occasion, found in runnings(history):
        start, end = (
            occasion.start.occurred,
            None if occasion.end is None else occasion.end.occurred,
        )
        for pause in found:
            assert start is not None
            assert start.on <= pause.began.on
            assert pause.ended is None or pause.began.on <= pause.ended.on
            if end is not None:
                assert pause.ended is not None
                assert pause.ended.on <= end.on


@given(histories())
def test_only_the_last_pause_of_a_running_can_be_open(history: tuple[Happened, ...]) -> None:
    for occasion, found in runnings(history):
        assert all(pause.ended is not None for pause in found[:-1])
        if occasion.end is not None and occasion.end.occurred is not None:
            assert all(pause.ended is not None for pause in found)


@given(histories())
def test_only_the_parties_of_the_rule_stop_it(history: tuple[Happened, ...]) -> None:
    for occasion, found in runnings(history):
        assert {pause.holder for pause in found} <= set(occasion.rule.pauses)


@given(histories())
def test_every_pause_names_the_event_that_began_it(history: tuple[Happened, ...]) -> None:
    begun = {(one.version, one.index): one.name for one in history}
    for pause in pauses_of(history):
        assert begun[pause.cause.version, pause.cause.index] in {
            "CompletionRequested",
            "WaitingStarted",
        }


@given(histories())
def test_the_names_of_a_rules_runnings_differ(history: tuple[Happened, ...]) -> None:
    for rule in RULES[:3]:
        names = [occasion.name for occasion in occasions(rule, history)]
        assert len(names) == len(set(names))


@given(histories())
def test_a_running_ends_after_it_began(history: tuple[Happened, ...]) -> None:
    places = {(one.version, one.index): at for at, one in enumerate(history)}
    for occasion, _ in runnings(history):
        if occasion.end is not None:
            start, end = occasion.start, occasion.end
            assert places[start.version, start.index] < places[end.version, end.index]
