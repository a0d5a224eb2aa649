"""A complaint with a monitor that has its say after each step, asked for its deadlines."""

import datetime as dt
from typing import Any

import msgspec

from engine.decider import Entry
from policy.load import load_all
from runtime.topology import policy_subject
from schemas import queries as ask
from schemas.commit import Actor
from schemas.deadlines import ClockView
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.records import PolicyRecord
from schemas.views import DeadlineView
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.promises import Promises
from services.sla_monitor.review import Review
from tests.reporting.world import World, day, pengaduan_id
from tests.support import samples as s

PROMISES = Promises.of(load_all()["bengkalis"])
MONITOR = Actor(kind="sistem", id="sla_monitor", role=None, via="sla_monitor")


class Watched:
    """One complaint of Bengkalis.

    Args:
        world: The office.
        promises: What the monitor goes by.
    """

    def __init__(self, world: World, promises: Promises = PROMISES) -> None:
        self.world = world
        self.promises = promises
        self._state = DECIDER.fold(())
        self._version = 0

    async def received(self, on: str, **changes: Any) -> None:
        """It comes in, on a day, by hand unless a source is given."""
        policy = self.world.office.policy
        event = await self.world.received(1, on, **{"policy": policy, **changes})
        await self.step(f"{on}T09:00", event)

    async def step(self, now: str, *events: PengaduanEvent, actor: Actor = s.ACTOR) -> Target:
        """Something happens, each event a commit of its own; answers where the last one stands."""
        moment = self.moment(now)
        for event in events:
            await self._say(event, moment, actor)
        last = Target(version=self._version, index=0)
        for event in DECIDER.decide(Review(moment, self.promises), self._state):
            await self._say(event, moment, MONITOR)
        return last

    async def view(self, now: str) -> DeadlineView:
        """What the office says of its deadlines at a moment."""
        self.world.clock.moment = self.moment(now)
        query = ask.ShowDeadlines(pengaduan_id=pengaduan_id(1))
        return await self.world.ask(query, DeadlineView)

    async def clock(self, name: str, now: str) -> ClockView:
        """The same of one clock."""
        view = await self.view(now)
        return next(clock for clock in view.clocks if clock.clock == name)

    async def keep(self, data: bytes, digest: str, kind: str = "calendar") -> None:
        """Store what a digest names."""
        code = self.world.office.code
        record = PolicyRecord(id=digest, office=code, kind=kind, data=data)
        subject = policy_subject(code, digest)
        await self.world.policies.append(subject, msgspec.json.encode(record), expected=0)

    def moment(self, text: str) -> dt.datetime:
        local = dt.datetime.fromisoformat(text).replace(tzinfo=self.world.office.zone)
        return local.astimezone(dt.UTC)

    async def _say(self, event: PengaduanEvent, moment: dt.datetime, actor: Actor) -> None:
        self._version += 1
        await self.world.say(1, event, recorded_at=moment, actor=actor)
        entry = Entry(self._version, 0, f"command-{self._version}", personal=True, event=event)
        self._state = DECIDER.fold([entry], self._state)


def reasons(clock: ClockView) -> dict[str, str]:
    """Why each day is what it is."""
    return {day.on.isoformat(): day.reason for day in clock.days}


def asked(on: str) -> PengaduanEvent:
    return s.completion_requested(occurred=day(on))


def completed(on: str) -> PengaduanEvent:
    return s.completed(occurred=day(on))


def closed(on: str) -> PengaduanEvent:
    return s.closed(occurred=day(on))
