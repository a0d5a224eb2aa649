"""Load, decide, append: the only place that retries a lost race.

The fold is cached. A command is decided on the cached fold at once, because
the guarded append notices when it was stale; a refusal, a "nothing to do" and
a repeat are only said on a state that the leader confirmed (ADR 7).
"""

import asyncio
import datetime as dt
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar
from weakref import WeakValueDictionary

from engine.cache import Cache
from engine.commits import C, Recorded, check_link
from engine.decider import Decider, Entry
from engine.errors import RefusedError, WrongExpectedVersionError
from engine.store import EventStore

S = TypeVar("S")
E = TypeVar("E")
D = TypeVar("D")

ATTEMPTS = 8
PAUSE = 0.005


class First(NamedTuple):
    """What a command led to when it was first done."""

    version: int
    sequence: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head(Generic[S]):
    """A history folded up to its last known commit."""

    state: S
    version: int = 0
    sequence: int = 0
    digest: str = ""
    recorded_at: dt.datetime | None = None
    commands: tuple[tuple[str, First], ...] = ()

    def first(self, command_id: str) -> First | None:
        """The first result of a command, if it was done before."""
        return next((first for known, first in self.commands if known == command_id), None)


@dataclass(frozen=True, slots=True)
class Executed(Generic[S]):
    """What became of a command: the head after it, and whether it was a repeat."""

    head: Head[S]
    events: tuple[str, ...]
    version: int
    sequence: int
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Task(Generic[D, S, E, C]):
    """One command on its way.

    Attributes:
        command_id: Said twice it is done once.
        prepare: Makes what `decide` takes from the state, such as sealed boxes.
        commit: Makes the commit from the head and the events.
        fresh: True for a command that begins a history; nothing is loaded at first.
    """

    command_id: str
    prepare: Callable[[S], Awaitable[D]]
    commit: Callable[[Head[S], Sequence[E]], C]
    fresh: bool = False


class Executor(Generic[D, S, E, C]):
    """Executes commands of one decider on one store.

    Args:
        store: Where histories lie.
        decider: The rules.
        entries: The events of a commit with their places.
        size: How many heads are kept in memory.
    """

    def __init__(
        self,
        store: EventStore[C],
        decider: Decider[D, S, E],
        entries: Callable[[C], Sequence[Entry[E]]],
        *,
        size: int = 10_000,
    ) -> None:
        self.store = store
        self._decider = decider
        self._entries = entries
        self._heads: Cache[str, Head[S]] = Cache(size)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def execute(self, subject: str, task: Task[D, S, E, C]) -> Executed[S]:
        """Do it once, whatever happens on the way.

        Raises:
            RefusedError: The rules say no on the newest state.
            WrongExpectedVersionError: Others were faster too many times.
            StoreUnavailableError: No answer; saying it again is safe.
            BrokenChainError: What was stored, or what is to be stored, does not follow.
        """
        lock = self._locks.setdefault(subject, asyncio.Lock())
        async with lock:
            for tried in range(ATTEMPTS):
                try:
                    return await self._attempt(subject, task)
                except WrongExpectedVersionError:
                    await self.load(subject)
                    if tried == ATTEMPTS - 1:
                        raise
                # Of a race that is still being run, nothing may be readable yet; different
                # pauses keep two losers from meeting again.
                await asyncio.sleep(random.uniform(0, PAUSE * (2**tried - 1)))  # noqa: S311
        raise AssertionError  # pragma: no cover - the loop returns or raises

    async def load(self, subject: str) -> Head[S]:
        """The newest head, confirmed by the leader; only the tail is read."""
        head = self._heads.get(subject) or Head(self._decider.initial)
        tail = await self.store.load(subject, after=head.sequence)
        return self._keep(subject, head, tail)

    def known(self, subject: str) -> Head[S] | None:
        """The head as it is remembered here; others may have written since."""
        return self._heads.get(subject)

    def learn(self, recorded: Recorded[C]) -> Head[S] | None:
        """Take in a commit that came by another way, and answer the head that holds it.

        None when the commit does not follow what is known here: then `load`.
        """
        head = self._heads.get(recorded.subject) or Head(self._decider.initial)
        if head.sequence >= recorded.sequence:
            return head
        if head.version + 1 != recorded.commit.version or head.digest != recorded.commit.prev:
            return None
        return self._keep(recorded.subject, head, [recorded])

    async def _attempt(self, subject: str, task: Task[D, S, E, C]) -> Executed[S]:
        head = self._heads.get(subject)
        confirmed = head is None and not task.fresh
        if head is None:
            head = Head(self._decider.initial) if task.fresh else await self.load(subject)
        try:
            executed = await self._decide(subject, task, head)
        except RefusedError:
            if confirmed:
                raise
            executed = None
        if executed is not None and (confirmed or executed.sequence > head.sequence):
            return executed
        return await self._decide(subject, task, await self.load(subject))

    async def _decide(self, subject: str, task: Task[D, S, E, C], head: Head[S]) -> Executed[S]:
        first = head.first(task.command_id)
        if first is not None:
            return Executed(head, first.events, first.version, first.sequence, repeated=True)
        events = self._decider.decide(await task.prepare(head.state), head.state)
        if not events:
            return Executed(head, (), head.version, head.sequence)
        commit = task.commit(head, events)
        # What does not follow, or cannot be folded, must never be written.
        state = self._folded(head, Recorded(commit, subject, 0, ""))
        recorded = await self.store.append(subject, commit, expected=head.sequence)
        head = _grown(head, recorded, state)
        self._heads.put(subject, head)
        return Executed(head, _names(events), head.version, head.sequence)

    def _keep(self, subject: str, head: Head[S], tail: Sequence[Recorded[C]]) -> Head[S]:
        for recorded in tail:
            head = _grown(head, recorded, self._folded(head, recorded))
        if head.version:
            self._heads.put(subject, head)
        return head

    def _folded(self, head: Head[S], recorded: Recorded[C]) -> S:
        check_link(head.version, head.digest, recorded)
        return self._decider.fold(self._entries(recorded.commit), head.state)


def _grown(head: Head[S], recorded: Recorded[C], state: S) -> Head[S]:
    commit = recorded.commit
    first = First(commit.version, recorded.sequence, _names(commit.events))
    return Head(
        state,
        commit.version,
        recorded.sequence,
        recorded.digest,
        commit.recorded_at,
        (*head.commands, (commit.command_id, first)),
    )


def _names(events: Sequence[object]) -> tuple[str, ...]:
    return tuple(type(event).__name__ for event in events)
