"""What the monitor's tests stand on: the memory store, a real SQLite file, a moved clock."""

import datetime as dt

from sqlalchemy import select

from engine.commits import Recorded
from engine.errors import StoreUnavailableError
from engine.memory import MemoryStore
from runtime.topology import event_subject
from schemas.commit import Commit
from services.sla_monitor.running import RUNNING
from services.sla_monitor.wakes import WAKE
from tests.sla_monitor.cases import live, moment
from tests.sla_monitor.office import OFFICE, Office, complaint

RECEIVED = live("2025-05-05")
OVER = "2025-05-09T00:00:00"
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Flaky(MemoryStore[Commit]):
    """A store that is away as often as it is told, before or after it has written."""

    away_before = 0
    away_after = 0

    async def append(self, subject: str, commit: Commit, *, expected: int) -> Recorded[Commit]:
        if self.away_before and commit.actor.kind == "sistem":
            self.away_before -= 1
            raise StoreUnavailableError(subject=subject, cause="test")
        recorded = await super().append(subject, commit, expected=expected)
        if self.away_after and commit.actor.kind == "sistem":
            self.away_after -= 1
            raise StoreUnavailableError(subject=subject, cause="test")
        return recorded


async def move_to(office: Office, text: str) -> None:
    """Move both clocks; every hint that this leads to is followed."""
    office.clock.moment = moment(text)
    await office.timers.move_to(office.clock.moment)


async def rows(office: Office) -> set[str]:
    async with office.database.read() as connection:
        return {clock for (clock,) in await connection.execute(select(RUNNING.c.clock))}


async def coming(office: Office, name: str = "a") -> dict[str, dt.datetime]:
    """What is to be looked at next of a complaint, by its clocks."""
    columns = RUNNING.c
    of_one = columns.subject == event_subject(OFFICE, complaint(name))
    async with office.database.read() as connection:
        found = await connection.execute(select(columns.clock, columns.over_at).where(of_one))
        return {clock: EPOCH + dt.timedelta(microseconds=micros) for clock, micros in found}


def woken_at(office: Office) -> set[dt.datetime]:
    """When the monitor is woken."""
    return {when for (subject, _), when in office.timers.armed.items() if subject == WAKE}
