"""Process managers: events in, effects out, each effect with an id that follows from its cause.

A page of the stream is followed up subject by subject, many at a time, and only then the
position moves, in one transaction with what the process keeps. After a crash a page may
be followed up again, so every effect must be one that does nothing the second time.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, Protocol, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

import engine.positions as saved
from engine.commits import C, Recorded
from engine.errors import StoreUnavailableError, WrongExpectedVersionError
from engine.follow import PAGE, Follower
from engine.sql import Database, DatabaseUnavailableError
from engine.store import EventStore
from engine.tasks import end

T = TypeVar("T")
PAUSE = 0.1
LONGEST_PAUSE = 5.0
PASSING = (StoreUnavailableError, DatabaseUnavailableError, WrongExpectedVersionError)
"""What goes by if it is asked again."""

log = structlog.get_logger(__name__)


class Process(Protocol[C]):
    """What one process makes of a stream."""

    async def follow_up(self, commits: Sequence[Recorded[C]]) -> None:
        """Do what follows from new commits of one subject; twice must be once."""

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[C]]) -> None:
        """Write rows in the transaction that moves the position."""


class ProcessManager(Generic[C]):
    """Runs one process over one stream.

    Any number of copies may run: each repeats the others' effects, which do nothing, and
    who loses the position's compare-and-set goes on from where the winner stands.

    Args:
        name: Names the position for ever.
        store: The stream; a store of its own, since waiting is for one reader.
        database: Where the position lies.
        process: What is done.
        in_flight: How many subjects are followed up at once.
    """

    def __init__(
        self,
        name: str,
        store: EventStore[C],
        database: Database,
        process: Process[C],
        *,
        in_flight: int = 32,
        page: int = PAGE,
    ) -> None:
        self._name = name
        self._stream = store.stream
        self._database = database
        self._process = process
        self._in_flight = in_flight
        self._follower = Follower(store, self._handle, page=page)

    @property
    def position(self) -> int:
        """The last sequence that was followed up."""
        return self._follower.position

    async def open(self) -> None:
        """Go on from the saved position."""
        await self._database.create(saved.metadata)
        await self._resume()

    async def run(self) -> None:
        """Follow until cancelled; what passes is tried again, anything else is raised."""
        pause = PAUSE
        while True:
            before = self.position
            try:
                await self._follower.run()
            except PASSING as error:
                log.warning("process_waits", process=self._name, cause=error.code)
            except saved.LostPositionError:
                log.info("process_overtaken", process=self._name, position=self.position)
                await self._resume_despite()
            pause = PAUSE if self.position > before else min(pause * 2, LONGEST_PAUSE)
            await asyncio.sleep(pause)

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until `sequence` was followed up; false when the time is over."""
        return await self._follower.reach(sequence, seconds)

    async def _handle(self, page: Sequence[Recorded[C]]) -> int:
        by_subject: dict[str, list[Recorded[C]]] = {}
        for recorded in page:
            by_subject.setdefault(recorded.subject, []).append(recorded)
        await each(list(by_subject.values()), self._process.follow_up, self._in_flight)
        reached = page[-1].sequence
        async with self._database.write(self._name) as connection:
            # The position first: who was overtaken writes no row.
            await saved.advance(connection, self._name, self._stream, self.position, reached)
            await self._process.keep(connection, page)
        return reached

    async def _resume(self) -> None:
        async with self._database.read() as connection:
            position = await saved.load(connection, self._name, self._stream)
        await self._follower.start_at(position)

    async def _resume_despite(self) -> None:
        try:
            await self._resume()
        except DatabaseUnavailableError as error:
            log.warning("process_waits", process=self._name, cause=error.code)


async def each(items: Sequence[T], do: Callable[[T], Awaitable[None]], at_once: int) -> None:
    """Do it for every item, some at once; the first failure ends the rest and is raised."""
    left = iter(items)

    async def work() -> None:
        for item in left:
            await do(item)

    # Not a task group: in Python 3.11 one that fails leaves its parent marked as cancelled
    # (python/cpython#116720), and a follower looks at that mark.
    workers = [asyncio.create_task(work()) for _ in range(min(at_once, len(items)))]
    try:
        await asyncio.gather(*workers)
    finally:
        await end(*workers)
