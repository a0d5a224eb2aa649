"""Watches the deadlines of one office: a process manager with timers and a slow sweep."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import TypeAlias

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.commits import Recorded
from engine.process import PASSING, ProcessManager, each
from engine.sql import Database
from engine.store import EventStore
from engine.timers import Firing, Timers
from runtime.clock import Clock
from runtime.topology import event_subject
from schemas.commit import Commit
from services.sla_monitor.agenda import Moments, to_close
from services.sla_monitor.arming import Arming
from services.sla_monitor.promises import PromisesOf
from services.sla_monitor.reviewer import NAME, Reviewed, Reviewer
from services.sla_monitor.running import RunningClocks
from services.sla_monitor.rush import Rush

SWEEP_SECONDS = 300.0
IN_FLIGHT = 64
PAGE = 500
LONGEST_WAIT = 30.0
"""How long a page of the stream waits for firings, in seconds."""

Close: TypeAlias = Callable[[str, str, str], Awaitable[None]]
"""Has a case closed: its id, the outcome, and the clock that says so."""

log = structlog.get_logger(__name__)


async def _nobody(pengaduan_id: str, outcome: str, cause: str) -> None:
    """Close nothing."""


async def _at_once() -> None:
    """Wait for nothing."""


class Monitor:
    """The monitor of one office; any number of copies may run.

    Args:
        office: The office's code.
        store: Where it loads and appends.
        feed: The same stream through a store of its own, which it follows.
        database: Where its position and the running clocks lie.
        timers: Timers by (pengaduan_id, clock).
        promises_of: The policy by its digest.
        clock: Tells the moment.
        program: The program and its version, as written into commits.
        volume: The volume of the stream.
        basis: What the clocks are worked out on: the newest policy and the calendar.
        close: How a case is closed whose reporter let the time pass.
        ready: Returns when the machine's clock can be believed.
        sweep_seconds: How long a lost timer can stay unnoticed.
    """

    def __init__(
        self,
        office: str,
        store: EventStore[Commit],
        feed: EventStore[Commit],
        database: Database,
        *,
        timers: Timers,
        promises_of: PromisesOf,
        clock: Clock,
        program: str,
        basis: str,
        close: Close = _nobody,
        ready: Callable[[], Awaitable[None]] = _at_once,
        volume: int = 1,
        sweep_seconds: float = SWEEP_SECONDS,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._office = office
        self._volume = volume
        self._clock = clock
        self._timers = timers
        self._basis = basis
        self._close = close
        self._ready = ready
        self._sweep_seconds = sweep_seconds
        self._in_flight = in_flight
        self._reviewer = Reviewer(office, store, promises_of, clock=clock, program=program)
        self._running = RunningClocks(database)
        self._arming = Arming(timers)
        self._moments: dict[str, Moments] = {}
        self._due = Rush(in_flight)
        self._manager = ProcessManager(NAME, feed, database, self, in_flight=in_flight)
        self._task: asyncio.Task[None] | None = None

    @property
    def position(self) -> int:
        """The last sequence whose consequences are written."""
        return self._manager.position

    @property
    def failure(self) -> BaseException | None:
        """Why it stopped by itself; None while it runs, and after `stop`."""
        task = self._task
        if task is None or not task.done() or task.cancelled():
            return None
        return task.exception()

    async def start(self) -> None:
        """Go on from the saved position, in the background."""
        await self.open()
        self._task = asyncio.create_task(self.run(), name=f"{NAME} {self._office}")

    async def stop(self) -> None:
        """Stop at once; what was not finished is done again at the next start."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
            if not task.cancelled():
                task.exception()  # it was logged when it stopped

    async def open(self) -> None:
        """Make the tables and find the saved position."""
        await self._running.open()
        await self._manager.open()

    async def run(self) -> None:
        """Watch until cancelled.

        Raises:
            EngineError: The stream has a gap or holds what cannot be read.
        """
        await self._ready()
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._manager.run())
                group.create_task(self._hear())
                group.create_task(self._sweep_for_ever())
                group.create_task(self._adopt())
        except BaseExceptionGroup as failures:
            failure = failures.exceptions[0]
            code = getattr(failure, "code", type(failure).__name__)
            log.critical("monitor_stopped", office=self._office, code=code)
            raise failure from None

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until everything up to `sequence` was reviewed; false when the time is over."""
        return await self._manager.reach(sequence, seconds)

    async def sweep(self) -> int:
        """Review every complaint whose moment is over; answer how many there were."""
        due = await self._running.over(self._clock.now())
        await each(list(due.items()), self._sweep_one, self._in_flight)
        return len(due)

    async def follow_up(self, commits: Sequence[Recorded[Commit]]) -> None:
        """Review one complaint, and arm or cancel its timers by what was written.

        Its own commits are the outbox: they come back by the stream, so that no timer is
        forgotten when it stops between the append and the arming.
        """
        # What falls due is written before what can wait.
        await self._due.quiet(LONGEST_WAIT)
        last = commits[-1]
        id_ = last.commit.pengaduan_id
        moments = self._arming.settled(id_, last.commit.version)
        if moments is None:
            moments = await self._settle(id_, await self._reviewer.after(commits))
        self._moments[last.subject] = moments

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Commit]]) -> None:
        """Keep the table of next moments beside the position."""
        subjects = {recorded.subject for recorded in page}
        found: Mapping[str, Moments] = {subject: self._moments.pop(subject) for subject in subjects}
        await self._running.keep(connection, found)

    async def _settle(
        self, pengaduan_id: str, reviewed: Reviewed, fired: str | None = None
    ) -> Moments:
        for outcome, name in to_close(reviewed.review, reviewed.known):
            try:
                await self._close(pengaduan_id, outcome, name)
            except PASSING as error:
                # It is asked again when the clock's timer fires next.
                log.warning("close_waits", pengaduan_id=pengaduan_id, cause=error.code)
        return await self._arming.settle(pengaduan_id, reviewed, fired)

    async def _hear(self) -> None:
        async with asyncio.TaskGroup() as group:
            async for firing in self._timers.firings():
                await self._due.enter()
                task = group.create_task(self._on_firing(firing))
                task.add_done_callback(lambda _: self._due.leave())

    async def _on_firing(self, firing: Firing) -> None:
        subject = event_subject(self._office, firing.subject, self._volume)
        try:
            reviewed = await self._reviewer.when_due(subject, firing.subject, firing.name)
            if reviewed.wrote:
                # What it leads to is armed when it comes back by the stream.
                self._arming.fired(firing.subject, firing.name)
            else:
                await self._settle(firing.subject, reviewed, firing.name)
            await firing.done()
        except PASSING as error:
            # Not done, so it comes again; the sweep is the second line.
            log.warning("firing_waits", pengaduan_id=firing.subject, cause=error.code)

    async def _sweep_for_ever(self) -> None:
        while True:
            try:
                await self.sweep()
            except PASSING as error:
                log.warning("sweep_waits", office=self._office, cause=error.code)
            await asyncio.sleep(self._sweep_seconds)

    async def _sweep_one(self, due: tuple[str, list[str]]) -> None:
        subject, clocks = due
        await self._look_at(subject, clocks[0])

    async def _look_at(self, subject: str, clock: str) -> None:
        pengaduan_id = subject.rsplit(".", 1)[1]
        reviewed = await self._reviewer.when_due(subject, pengaduan_id, clock)
        await self._running.put(subject, await self._settle(pengaduan_id, reviewed))

    async def _adopt(self) -> None:
        """Work out the running clocks anew when the calendar or the policy is another one."""
        while True:
            try:
                if await self._running.basis() != self._basis:
                    await self._look_at_all()
                    await self._running.adopt(self._basis)
            except PASSING as error:
                log.warning("calendar_waits", office=self._office, cause=error.code)
                await asyncio.sleep(self._sweep_seconds)
            else:
                return

    async def _look_at_all(self) -> None:
        last = ""
        while subjects := await self._running.subjects(last, PAGE):
            await each(subjects, lambda subject: self._look_at(subject, ""), self._in_flight)
            last = subjects[-1]
