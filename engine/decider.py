"""The shape of every rule set: what is known, what a command leads to, what an event changes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Generic, TypeVar

C = TypeVar("C")
S = TypeVar("S")
E = TypeVar("E")


@dataclass(frozen=True, slots=True)
class Entry(Generic[E]):
    """One event in its history.

    Attributes:
        version: The commit's version in the history.
        index: The event's place in that commit.
        command_id: The command that led to it.
        personal: True when a person wrote it, not a program.
        event: What happened.
    """

    version: int
    index: int
    command_id: str
    personal: bool
    event: E


@dataclass(frozen=True, slots=True)
class Decider(Generic[C, S, E]):
    """Pure rules; time and ids come in with the command.

    Attributes:
        initial: What is known before anything happened.
        decide: The events that a command leads to, none if it is already so.
            Raises `RefusedError` when the rules say no.
        evolve: What is known after one more event. Never raises.
    """

    initial: S
    decide: Callable[[C, S], list[E]]
    evolve: Callable[[S, Entry[E]], S]

    def fold(self, history: Iterable[Entry[E]], state: S | None = None) -> S:
        """Replay a history, from the start or on top of `state`."""
        return reduce(self.evolve, history, self.initial if state is None else state)
