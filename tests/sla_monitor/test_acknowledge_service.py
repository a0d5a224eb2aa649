"""An escalation acknowledged with the whole service, on a real server."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from nats.aio.client import Client

from policy.load import load_all
from runtime.clock import FixedClock
from runtime.home import Home
from runtime.ids import new_id
from runtime.office import Office
from runtime.sealing import Opener, Wrapped
from runtime.topology import command_subject, event_subject
from schemas.answers import Done, Outcome, Refused
from schemas.commands.base import Claim
from schemas.commands.sla import Acknowledge
from schemas.commit import Commit
from schemas.events.sla import EscalationAcknowledged
from schemas.plaintexts import Words
from services.sla_monitor.service import MonitorService
from tests.disposition.counter import NOW, write
from tests.support import samples as s
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
_outcome = msgspec.json.Decoder(Outcome)
SEEN = "Sudah ditelepon"
HEAD = Claim(kind="petugas", id="kadis", role="kepala")


def acknowledge(**fields: Any) -> Acknowledge:
    given = {"clock": "settle", "level": 1, "text": SEEN, "by": HEAD, **fields}
    return Acknowledge(command_id=new_id(), pengaduan_id=s.PENGADUAN_ID, **given)


@dataclass
class Running:
    """A running monitor and somebody who may command it."""

    service: MonitorService
    office: Office
    officer: Client

    async def say(self, command: Acknowledge) -> Done | Refused:
        subject = command_subject(s.OFFICE, "cli", "sla_monitor", "Acknowledge")
        payload = msgspec.json.encode(command)
        answer = await self.officer.request(subject, payload, timeout=10)
        outcome: Done | Refused = _outcome.decode(answer.data)
        return outcome

    async def acknowledged(self) -> list[tuple[Commit, EscalationAcknowledged]]:
        store = self.office.store(await self.office.connect("auditor"))
        found = await store.load(event_subject(s.OFFICE, s.PENGADUAN_ID))
        return [
            (recorded.commit, event)
            for recorded in found
            for event in recorded.commit.events
            if isinstance(event, EscalationAcknowledged)
        ]


@pytest_asyncio.fixture
async def running(server: OfficeServer, tmp_path: Path) -> AsyncIterator[Running]:
    home = Home(tmp_path / "home")
    home.prepare()
    (home.secrets / "nats").symlink_to(server.credentials.folder)
    office = Office(s.OFFICE, tuple(server.urls), home)
    store = office.store(await office.connect("intake"))
    for event in (s.received(source=None), s.escalated()):
        await write(store, event)
    own = Office(s.OFFICE, office.servers, home, clock=FixedClock(NOW))
    service = MonitorService(own, load_all()[s.OFFICE])
    await service.start()
    async with connected(server, s.OFFICE, "cli") as officer:
        yield Running(service, office, officer)
    await service.stop()
    await office.close()


async def test_an_escalation_is_acknowledged_with_sealed_words(running: Running) -> None:
    answer = await running.say(acknowledge())
    [(commit, event)] = await running.acknowledged()
    assert isinstance(answer, Done)
    assert answer.events == ("EscalationAcknowledged",)
    assert (commit.actor.kind, event.clock, event.level) == ("petugas", "settle", 1)
    assert SEEN.encode() not in msgspec.json.encode(commit)
    assert event.sealed.content is not None
    box = Wrapped(event.sealed.content, s.PENGADUAN_ID, "content", "EscalationAcknowledged")
    opener = Opener(s.OFFICE, await running.office.vault())
    assert await opener.open(box, Words) == Words(text=SEEN)


async def test_what_is_acknowledged_is_acknowledged_once(running: Running) -> None:
    command = acknowledge()
    await running.say(command)
    repeated, anew = await running.say(command), await running.say(acknowledge())
    assert isinstance(repeated, Done)
    assert isinstance(anew, Done)
    assert (repeated.repeated, anew.events) == (True, ())
    assert len(await running.acknowledged()) == 1


async def test_an_escalation_that_is_not_there_is_refused(running: Running) -> None:
    answer = await running.say(acknowledge(clock="verify"))
    assert isinstance(answer, Refused)
    assert (answer.code, answer.fields) == ("no_such_escalation", {"clock": "verify", "level": 1})


async def test_only_people_of_the_office_acknowledge(running: Running) -> None:
    subject = command_subject(s.OFFICE, "opd_dinkes", "sla_monitor", "Acknowledge")
    outcome = _outcome.decode(
        await running.service.desk.answer(subject, msgspec.json.encode(acknowledge()))
    )
    assert isinstance(outcome, Refused)
    assert outcome.code == "not_permitted"
