"""Watches the deadlines of one office: a process manager with timers and a slow sweep."""

import asyncio
import datetime as dt
from collections.abc import Sequence

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
from services.sla_monitor.judging import over_at
from services.sla_monitor.promises import PromisesOf
from services.sla_monitor.reviewer import NAME, Reviewer
from services.sla_monitor.running import RunningClocks
from services.sla_monitor.state import Known
from services.sla_monitor.turns import Turns, turns

SWEEP_SECONDS = 300.0
IN_FLIGHT = 32
SKEW = dt.timedelta(minutes=1)
"""How far the timers' clock may be from ours; what fires earlier than that was moved since."""

log = structlog.get_logger(__name__)


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
        volume: int = 1,
        sweep_seconds: float = SWEEP_SECONDS,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._office = office
        self._volume = volume
        self._clock = clock
        self._timers = timers
        self._sweep_seconds = sweep_seconds
        self._in_flight = in_flight
        self._reviewer = Reviewer(office, store, promises_of, clock=clock, program=program)
        self._running = RunningClocks(database)
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
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._manager.run())
                group.create_task(self._hear())
                group.create_task(self._sweep_for_ever())
        except BaseExceptionGroup as failures:
            failure = failures.exceptions[0]
            code = getattr(failure, "code", type(failure).__name__)
            log.critical("monitor_stopped", office=self._office, code=code)
            raise failure from None

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until everything up to `sequence` was reviewed; false when the time is over."""
        return await self._manager.reach(sequence, seconds)

    async def sweep(self) -> int:
        """Review every complaint with a running clock that is over; answer how many there were."""
        due = await self._running.over(self._clock.now())
        await each(list(due.items()), self._sweep_one, self._in_flight)
        return len(due)

    async def follow_up(self, commits: Sequence[Recorded[Commit]]) -> None:
        """Review one complaint, and arm or cancel the timers of what was written about clocks.

        Its own commits are the outbox: they come back by the stream, so that no timer is
        forgotten when it stops between the append and the arming.
        """
        known = await self._reviewer.after(commits)
        turned = turns(recorded.commit for recorded in commits)
        pengaduan_id = commits[0].commit.pengaduan_id
        for clock, due_at in turned.running.items():
            await self._timers.arm(pengaduan_id, clock, over_at(due_at))
        stopped = set(turned.stopped)
        if turned.voided and known is not None:
            stopped.update(name for name, clock in known.clocks.items() if clock.running)
        for clock in stopped:
            await self._timers.cancel(pengaduan_id, clock)

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Commit]]) -> None:
        """Keep the table of running clocks beside the position."""
        by_subject: dict[str, list[Commit]] = {}
        for recorded in page:
            by_subject.setdefault(recorded.subject, []).append(recorded.commit)
        turned: dict[str, Turns] = {s: turns(commits) for s, commits in by_subject.items()}
        await self._running.keep(connection, turned)

    async def _hear(self) -> None:
        slots = asyncio.Semaphore(self._in_flight)
        async with asyncio.TaskGroup() as group:
            async for firing in self._timers.firings():
                await slots.acquire()
                task = group.create_task(self._on_firing(firing))
                task.add_done_callback(lambda _: slots.release())

    async def _on_firing(self, firing: Firing) -> None:
        subject = event_subject(self._office, firing.subject, self._volume)
        try:
            known = await self._reviewer.when_due(subject, firing.subject, firing.name)
            await self._arm_again(firing, known)
            await firing.done()
        except PASSING as error:
            # Not done, so it comes again; the sweep is the second line.
            log.warning("firing_waits", pengaduan_id=firing.subject, cause=error.code)

    async def _arm_again(self, firing: Firing, known: Known) -> None:
        clock = known.clocks.get(firing.name)
        if clock is None or not clock.running or known.voided:
            return
        due = over_at(clock.due_at)
        early = due - self._clock.now()
        if early <= SKEW:
            # The timers' clock is ahead by so much; by that clock it must fire later.
            await self._timers.arm(firing.subject, firing.name, due + early)

    async def _sweep_for_ever(self) -> None:
        while True:
            try:
                await self.sweep()
            except PASSING as error:
                log.warning("sweep_waits", office=self._office, cause=error.code)
            await asyncio.sleep(self._sweep_seconds)

    async def _sweep_one(self, due: tuple[str, list[str]]) -> None:
        subject, clocks = due
        pengaduan_id = subject.rsplit(".", 1)[1]
        known = await self._reviewer.when_due(subject, pengaduan_id, clocks[0])
        running = {name for name, clock in known.clocks.items() if clock.running}
        idle = [(subject, name) for name in clocks if known.voided or name not in running]
        await self._running.forget(idle)
