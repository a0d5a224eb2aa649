"""States over effective events: an annulled event is folded as if it never happened."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, NamedTuple, TypeVar

from engine.decider import Entry

S = TypeVar("S")
E = TypeVar("E")


class Annulment(NamedTuple):
    """Which event is undone: its commit's version and its index."""

    of_version: int
    of_index: int


@dataclass(frozen=True, slots=True)
class Effective(Generic[S, E]):
    """What is known, with the effective history that it follows from."""

    known: S
    history: tuple[Entry[E], ...] = ()


def effective(
    initial: S,
    evolve: Callable[[S, Entry[E]], S],
    annuls: Callable[[E], Annulment | None],
) -> tuple[Effective[S, E], Callable[[Effective[S, E], Entry[E]], Effective[S, E]]]:
    """Lift an initial state and its `evolve` to states that understand annulments.

    The annulling event itself stays in the history, so that a reader of the
    state can see that something was undone.
    """

    def lifted(state: Effective[S, E], entry: Entry[E]) -> Effective[S, E]:
        target = annuls(entry.event)
        if target is None:
            return Effective(evolve(state.known, entry), (*state.history, entry))
        kept = tuple(e for e in state.history if (e.version, e.index) != target)
        history = (*kept, entry)
        return Effective(reduce(evolve, history, initial), history)

    return Effective(initial), lifted
