"""What the monitor's tests stand on: the memory store, a real SQLite file, a moved clock."""

from sqlalchemy import select

from engine.commits import Recorded
from engine.errors import StoreUnavailableError
from engine.memory import MemoryStore
from schemas.commit import Commit
from services.sla_monitor.running import RUNNING
from tests.sla_monitor.cases import live, moment
from tests.sla_monitor.office import Office

RECEIVED = live("2025-05-05")
OVER = "2025-05-09T00:00:00"


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
