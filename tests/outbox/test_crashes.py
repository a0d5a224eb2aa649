"""Whatever breaks and whenever, no mail goes out twice and nothing is forgotten."""

import asyncio
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import StoreUnavailableError
from engine.keypool import KeyPool
from engine.sql import open_database
from engine.vault import Vault
from services.disposition.outbox.orders import Later, Never, Outcome, Taken, Unknown
from services.disposition.outbox.rows import OPEN, Line
from services.disposition.outbox.senders.port import Letter
from tests.outbox.office import TellingOffice
from tests.reading.desks import Desks

PEOPLES = ("email", "whatsapp", "sms")
FAULTS = ("fine", "busy", "refuses", "lost before", "lost after", "dies before", "dies after")


@dataclass(slots=True)
class Channel:
    """A channel that breaks as it was told, and knows what it really passed on."""

    faults: list[str]
    passed_on: list[str] = field(default_factory=list)

    async def send(self, letter: Letter) -> Outcome:
        fault = self.faults.pop(0) if self.faults else "fine"
        if fault in {"fine", "lost after", "dies after"}:
            self.passed_on.append(letter.notice_id)
        match fault:
            case "busy":
                return Later("busy")
            case "refuses":
                return Never("refuses")
            case "lost before" | "lost after":
                return Unknown("lost")
            case "dies before" | "dies after":
                raise StoreUnavailableError(cause="died here")
            case _:
                return Taken()

    async def close(self) -> None: ...


async def settled(office: TellingOffice, restarts: int) -> list[Line]:
    """Let the hours pass until nothing is left to do."""
    for hour in range(60):
        try:
            await office.later(hours=1)
        except StoreUnavailableError:
            office.restart()
            await office.open()
        if hour < restarts:
            office.restart()
            await office.open()
        lines = await office.lines()
        if len(lines) == 4 and all(line.phase not in OPEN for line in lines):
            return lines
    raise AssertionError(lines)


async def told(faults: list[str], restarts: int) -> TellingOffice:
    """Two complaints, told by channels that break so, by a process that dies so often."""
    database = open_database("sqlite+aiosqlite://", full_sync=True)
    vault = Vault(database, bytes(range(32)))
    await vault.prepare()
    pool = KeyPool(vault, size=8, low=2, first=4)
    await pool.start()
    office = TellingOffice(Desks(vault, pool, database), database)
    shared = list(faults)
    office.ways |= {name: Channel(shared) for name in PEOPLES}  # type: ignore[dict-item]
    office.restart()
    await office.open()
    for channel in ("email_pengaduan", "sms_wa"):
        await office.desks.classified(await office.desks.received(channel=channel))
    lines = await settled(office, restarts)
    assert len(lines) == 4
    assert {line.phase for line in lines} <= {"sent", "handed_over"}
    passed_on = [one for name in PEOPLES for one in office.ways[name].passed_on]  # type: ignore[attr-defined]
    assert len(passed_on) == len(set(passed_on))
    sent = {line.notice_id for line in lines if line.phase == "sent"}
    assert sent <= set(passed_on)
    await pool.stop()
    await database.close()
    return office


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(FAULTS), max_size=20), st.integers(0, 4))
def test_a_message_that_was_passed_on_is_never_passed_on_again(
    faults: list[str], restarts: int
) -> None:
    asyncio.run(told(faults, restarts))
