"""An office in which complaints are written by people and a monitor watches."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.commits import Recorded
from engine.sql import Database
from engine.store import EventStore
from engine.timers import Timers
from runtime.clock import FixedClock
from runtime.ids import derived_id, new_id
from runtime.topology import event_subject
from schemas.base import PengaduanId
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.sla_monitor.monitor import Monitor
from services.sla_monitor.promises import current
from tests.sla_monitor.cases import BENGKALIS
from tests.support import samples

OFFICE = "bengkalis"
PATIENCE = 120.0


def complaint(name: str) -> PengaduanId:
    """An id that is the same for the same name."""
    return PengaduanId(derived_id("test", name))


@dataclass
class Office:
    """What a test holds of an office."""

    store: EventStore[Commit]
    feed: EventStore[Commit]
    database: Database
    timers: Timers
    clock: FixedClock
    monitors: list[Monitor] = field(default_factory=list)

    def monitor(self, sweep_seconds: float = 3600.0) -> Monitor:
        """Another monitor, not yet started."""
        made = Monitor(
            OFFICE,
            self.store,
            self.feed,
            self.database,
            timers=self.timers,
            promises_of=current(BENGKALIS),
            clock=self.clock,
            program="tuntas test",
            basis=BENGKALIS.basis,
            sweep_seconds=sweep_seconds,
        )
        self.monitors.append(made)
        return made

    async def say(self, name: str, *events: PengaduanEvent) -> Recorded[Commit]:
        """A person writes a commit of a complaint."""
        subject = event_subject(OFFICE, complaint(name))
        before = await self.store.load(subject)
        commit = samples.commit(
            *events,
            id=new_id(),
            pengaduan_id=complaint(name),
            version=len(before) + 1,
            recorded_at=self.clock.now(),
            command_id=new_id(),
            correlation_id=derived_id("correlation", name, str(len(before) + 1)),
            prev=before[-1].digest if before else "",
        )
        expected = before[-1].sequence if before else 0
        return await self.store.append(subject, commit, expected=expected)

    async def history(self, name: str) -> Sequence[Commit]:
        """Every commit of a complaint."""
        return [r.commit for r in await self.store.load(event_subject(OFFICE, complaint(name)))]

    async def events(self, name: str, clock: str) -> list[str]:
        """The names of the events about one clock of a complaint."""
        return [
            type(event).__name__
            for commit in await self.history(name)
            for event in commit.events
            if getattr(event, "clock", None) == clock
        ]

    async def settled(self, monitor: Monitor) -> None:
        """Wait until the monitor has followed everything, its own commits too."""
        while monitor.position < (last := await self.store.last_sequence()):
            assert await monitor.reach(last, PATIENCE), monitor.failure

    async def close(self) -> None:
        """Stop every monitor."""
        for monitor in self.monitors:
            await monitor.stop()


def at(text: str) -> FixedClock:
    """A clock that stands at a moment of the office's zone."""
    zone = BENGKALIS.calendar.zone
    return FixedClock(dt.datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(dt.UTC))
