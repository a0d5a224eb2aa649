"""Given what happened, when something is said, then this follows: for deciders, without any I/O.

spec.given(received(), verified()).when(classify).then(classified())
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

from engine.decider import Decider, Entry
from engine.errors import RefusedError

K = TypeVar("K")
D = TypeVar("D")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True)
class ByProgram(Generic[E]):
    """An event that no person wrote."""

    event: E


@dataclass(frozen=True)
class Spec(Generic[K, D, S, E]):
    """A decider with a history.

    Attributes:
        decider: The rules.
        order_of: What `decide` takes, made from a command as a clerk would.
        history: One commit an event, or a commit of several where a list is given.
    """

    decider: Decider[D, S, E]
    order_of: Callable[[K], D]
    history: tuple[E | ByProgram[E] | list[E], ...] = ()

    def given(self, *events: "E | ByProgram[E] | list[E]") -> "Spec[K, D, S, E]":
        """Add to the history."""
        return replace(self, history=(*self.history, *events))

    @property
    def state(self) -> S:
        return self.decider.fold(entries_of(self.history))

    def when(self, command: K) -> "Outcome[E]":
        try:
            return Outcome(self.decider.decide(self.order_of(command), self.state))
        except RefusedError as error:
            return Outcome([], error)

    def after(self, command: K) -> "Spec[K, D, S, E]":
        """Say something that must be allowed, and add what follows to the history."""
        events = self.decider.decide(self.order_of(command), self.state)
        return self.given(events) if events else self


@dataclass(frozen=True)
class Outcome(Generic[E]):
    """What a command led to."""

    events: list[E]
    refusal: RefusedError | None = None

    def then(self, *events: E) -> None:
        assert self.refusal is None, self.refusal
        assert self.events == list(events)

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, code: str, **fields: Any) -> None:
        assert self.refusal is not None, self.events
        assert self.refusal.code == code
        assert self.refusal.fields.items() >= fields.items()


def entries_of(history: "Iterable[E | ByProgram[E] | list[E]]") -> Iterable[Entry[E]]:
    """The events with their places: version 1, 2, 3 …, each by a command of its own."""
    for version, written in enumerate(history, start=1):
        personal = not isinstance(written, ByProgram)
        events = written if isinstance(written, list) else [_bare(written)]
        for index, event in enumerate(events):
            yield Entry(version, index, f"command-{version}", personal, event)


def _bare(written: "E | ByProgram[E]") -> E:
    return written.event if isinstance(written, ByProgram) else written
