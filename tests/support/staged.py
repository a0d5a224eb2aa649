"""Given, when, then on a store: the same stories as for bare rules, in memory or on a server.

A level is where a story is told: `pure` asks the decider alone, `on_store` writes
the history, executes the command, and reads back what was really stored.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

from engine.commits import C, Recorded
from engine.decider import Decider
from engine.errors import RefusedError
from engine.execute import Executor, Task
from engine.store import EventStore
from tests.support.spec import Outcome, Spec

D = TypeVar("D")
S = TypeVar("S")
E = TypeVar("E")


def pure(decider: Decider[D, S, E]) -> Callable[[Sequence[E], D], Awaitable[Outcome[E]]]:
    """The rules alone."""

    async def tell(history: Sequence[E], command: D) -> Outcome[E]:
        spec: Spec[D, D, S, E] = Spec(decider, lambda order: order)
        return spec.given(*history).when(command)

    return tell


def on_store(
    store: EventStore[C],
    executor: Callable[[EventStore[C]], Executor[D, S, E, C]],
    written: Callable[[E, Recorded[C] | None], C],
    task: Callable[[D], Task[D, S, E, C]],
    subject: Callable[[], str],
) -> Callable[[Sequence[E], D], Awaitable[Outcome[E]]]:
    """The rules with everything under them.

    Args:
        store: In memory or on a server.
        executor: Makes one with a cold cache.
        written: The commit of one event of the history after another.
        task: Puts a command on its way.
        subject: A new history for each story.
    """

    async def tell(history: Sequence[E], command: D) -> Outcome[E]:
        name, last = subject(), None
        for event in history:
            expected = last.sequence if last else 0
            last = await store.append(name, written(event, last), expected=expected)
        try:
            await executor(store).execute(name, task(command))
        except RefusedError as error:
            return Outcome([], error)
        after = last.sequence if last else 0
        stored = await store.load(name, after=after)
        return Outcome([event for recorded in stored for event in recorded.commit.events])

    return tell
