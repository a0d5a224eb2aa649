"""An annulled event is folded as if it had never happened."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from engine.decider import Decider, Entry
from engine.effective import Annulment, Effective, effective


class Put(msgspec.Struct, frozen=True):
    """Something was put in; `into` makes the order matter."""

    amount: int


class Undone(msgspec.Struct, frozen=True):
    """An earlier event never happened."""

    version: int
    index: int = 0


Event = Put | Undone


def _evolve(state: tuple[int, ...], entry: Entry[Event]) -> tuple[int, ...]:
    return (*state, entry.event.amount) if isinstance(entry.event, Put) else state


def _annuls(event: Event) -> Annulment | None:
    return Annulment(event.version, event.index) if isinstance(event, Undone) else None


INITIAL, EVOLVE = effective((), _evolve, _annuls)
RULES: Decider[None, Effective[tuple[int, ...], Event], Event] = Decider(
    INITIAL, lambda *_: [], EVOLVE
)


def _entry(version: int, event: Event, index: int = 0) -> Entry[Event]:
    return Entry(version, index, "c", True, event)


def _history(*events: Event) -> list[Entry[Event]]:
    return [_entry(version, event) for version, event in enumerate(events, 1)]


def test_without_annulments_nothing_is_different() -> None:
    assert RULES.fold(_history(Put(1), Put(2))).known == (1, 2)


def test_an_annulled_event_does_not_count() -> None:
    assert RULES.fold(_history(Put(1), Put(2), Undone(1))).known == (2,)


def test_what_comes_after_an_annulment_counts() -> None:
    assert RULES.fold(_history(Put(1), Undone(1), Put(3))).known == (3,)


def test_only_the_named_event_of_a_commit_is_undone() -> None:
    history = [_entry(1, Put(1), 0), _entry(1, Put(2), 1), _entry(2, Undone(1, 1))]
    assert RULES.fold(history).known == (1,)


def test_the_annulling_event_itself_can_be_seen() -> None:
    state = RULES.fold(_history(Put(1), Undone(1)))
    assert [entry.event for entry in state.history] == [Undone(1)]


def test_an_annulment_of_nothing_changes_nothing() -> None:
    assert RULES.fold(_history(Put(1), Undone(9))).known == (1,)


@given(amounts=st.lists(st.integers(), min_size=1), data=st.data())
def test_annulling_equals_leaving_out(amounts: list[int], data: st.DataObject) -> None:
    version = data.draw(st.integers(1, len(amounts)))
    history = _history(*map(Put, amounts), Undone(version))
    left_out = amounts[: version - 1] + amounts[version:]
    assert RULES.fold(history).known == tuple(left_out)


@given(amounts=st.lists(st.integers(), max_size=8), data=st.data())
def test_a_fold_may_stop_anywhere_and_go_on(amounts: list[int], data: st.DataObject) -> None:
    undone = data.draw(st.lists(st.integers(1, 8), max_size=4))
    history = _history(*map(Put, amounts), *map(Undone, undone))
    stop = data.draw(st.integers(0, len(history)))
    assert RULES.fold(history[stop:], RULES.fold(history[:stop])) == RULES.fold(history)
