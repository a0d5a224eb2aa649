"""Watches the deadlines of one office: a process manager with timers and a slow sweep."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from engine.cache import Cache
from engine.commits import Recorded
from engine.process import PASSING, ProcessManager, each
from engine.sql import Database
from engine.store import EventStore
from engine.timers import Firing, Timers
from runtime.clock import Clock
from schemas.commit import Commit
from services.sla_monitor.agenda import Moments, agenda, to_close
from services.sla_monitor.promises import PromisesOf
from services.sla_monitor.reviewer import NAME, Reviewed, Reviewer
from services.sla_monitor.running import RunningClocks
from services.sla_monitor.wakes import Wakes

SWEEP_SECONDS = 300.0
IN_FLIGHT = 64
PAGE = 500
LONGEST_WAIT = 30.0
"""How long what is due and what can wait give way to each other, in seconds."""
AGAIN_SECONDS = 30.0
"""When what could not be looked at is looked at again."""
REMEMBERED = 50_000
"""Complaints whose next moments are remembered; what was forgotten is worked out once more."""

Close: TypeAlias = Callable[[str, str, str], Awaitable[None]]
"""Has a case closed: its id, the outcome, and the clock that says so."""

log = structlog.get_logger(__name__)


async def _nobody(pengaduan_id: str, outcome: str, cause: str) -> None:
    """Close nothing."""


async def _at_once() -> None:
    """Wait for nothing."""


@dataclass(frozen=True, slots=True)
class Swept:
    """How many complaints had a moment that is over, and how many of them could not be looked at."""

    found: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Looked:
    """What comes next for one complaint, and the version of its commit that was looked at."""

    version: int
    moments: Moments


class Monitor:
    """The monitor of one office; any number of copies may run.

    Args:
        office: The office's code.
        store: Where it loads and appends.
        feed: The same stream through a store of its own, which it follows.
        database: Where its position and the running clocks lie.
        timers: What wakes it.
        promises_of: The policy by its digest.
        clock: Tells the moment.
        program: The program and its version, as written into commits.
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
        sweep_seconds: float = SWEEP_SECONDS,
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._office = office
        self._clock = clock
        self._feed = feed
        self._timers = timers
        self._basis = basis
        self._close = close
        self._ready = ready
        self._sweep_seconds = sweep_seconds
        self._in_flight = in_flight
        self._reviewer = Reviewer(office, store, promises_of, clock=clock, program=program)
        self._running = RunningClocks(database)
        self._wakes = Wakes(timers)
        self._looked: Cache[str, Looked] = Cache(REMEMBERED)
        self._moments: dict[str, Moments] = {}
        self._fired: list[Firing] = []
        self._woken = asyncio.Event()
        self._calm = asyncio.Event()
        self._calm.set()
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
                group.create_task(self._look_for_ever())
                group.create_task(self._adopt())
        except BaseExceptionGroup as failures:
            failure = failures.exceptions[0]
            code = getattr(failure, "code", type(failure).__name__)
            log.critical("monitor_stopped", office=self._office, code=code)
            raise failure from None

    async def reach(self, sequence: int, seconds: float) -> bool:
        """Wait until everything up to `sequence` was reviewed; false when the time is over."""
        return await self._manager.reach(sequence, seconds)

    async def sweep(self) -> Swept:
        """Review every complaint whose moment is over."""
        # Who is still being followed up has no moment yet, or one that was looked at.
        await self._manager.reach(await self._feed.last_sequence(), LONGEST_WAIT)
        due = await self._running.over(self._clock.now())
        waiting: list[str] = []

        async def look(subject: str) -> None:
            try:
                await self._look_at(subject, due[subject][0])
            except PASSING as error:
                waiting.append(subject)
                log.warning("sweep_waits", pengaduan_id=_id_of(subject), cause=error.code)

        self._calm.clear()
        try:
            await each(list(due), look, self._in_flight)
        finally:
            self._calm.set()
        return Swept(len(due), len(waiting))

    async def follow_up(self, commits: Sequence[Recorded[Commit]]) -> None:
        """Review one complaint, and have the monitor woken by what was written.

        Its own commits are the outbox: they come back by the stream, so that no timer is
        forgotten when it stops between the append and the arming.
        """
        # What falls due is written before what can wait.
        await _within(self._calm, LONGEST_WAIT)
        last = commits[-1]
        id_ = last.commit.pengaduan_id
        looked = self._looked.get(id_)
        if looked is not None and looked.version >= last.commit.version:
            self._moments[last.subject] = looked.moments
        else:
            reviewed = await self._reviewer.after(commits)
            self._moments[last.subject] = await self._settle(id_, reviewed, due=False)

    async def keep(self, connection: AsyncConnection, page: Sequence[Recorded[Commit]]) -> None:
        """Keep the table of next moments beside the position."""
        subjects = {recorded.subject for recorded in page}
        found: Mapping[str, Moments] = {subject: self._moments.pop(subject) for subject in subjects}
        await self._running.keep(connection, found)

    async def _settle(self, pengaduan_id: str, reviewed: Reviewed, *, due: bool) -> Moments:
        for outcome, name in to_close(reviewed.review, reviewed.known):
            try:
                await self._close(pengaduan_id, outcome, name)
            except PASSING as error:
                # It is asked again when the clock's timer fires next.
                log.warning("close_waits", pengaduan_id=pengaduan_id, cause=error.code)
        moments = agenda(reviewed.review, reviewed.known, due=due)
        # What was armed and is no longer to come wakes it for nothing.
        await self._wakes.arm(moments.values())
        self._looked.put(pengaduan_id, Looked(reviewed.version, moments))
        return moments

    async def _hear(self) -> None:
        async for firing in self._timers.firings():
            try:
                await self._wakes.heard(firing, self._clock.now())
            except PASSING as error:
                log.warning("firing_waits", office=self._office, cause=error.code)
                continue  # not done, so it comes again
            self._fired.append(firing)
            self._woken.set()

    async def _look_for_ever(self) -> None:
        while True:
            self._woken.clear()
            fired, self._fired = self._fired, []
            try:
                swept = await self.sweep()
                while fired and not swept.waiting:
                    await fired[-1].done()
                    fired.pop()
            except PASSING as error:
                log.warning("sweep_waits", office=self._office, cause=error.code)
            self._fired += fired
            again = AGAIN_SECONDS if self._fired else self._sweep_seconds
            await _within(self._woken, min(again, self._sweep_seconds))

    async def _look_at(self, subject: str, clock: str) -> None:
        pengaduan_id = _id_of(subject)
        reviewed = await self._reviewer.when_due(subject, pengaduan_id, clock)
        if not reviewed.wrote:
            # What was written comes back by the stream, and what it leads to with it.
            moments = await self._settle(pengaduan_id, reviewed, due=True)
            await self._running.put(subject, moments)

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


def _id_of(subject: str) -> str:
    return subject.rsplit(".", 1)[1]


async def _within(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, at most so long."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
