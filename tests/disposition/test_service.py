"""The whole service on a real server: commands answered, OPDs told."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
from nats.aio.client import Client

from engine.jetstream import JetStreamLog
from policy.load import load_all
from runtime.home import Home
from runtime.office import Office
from runtime.topology import command_subject, relay_stream, relay_subject
from schemas.answers import Done, Outcome, Refused
from schemas.commands.disposition import DispositionCommand
from schemas.records import DispositionNotice
from services.disposition.service import DispositionService
from tests.disposition import kit
from tests.disposition.counter import write
from tests.disposition.kit import WORDS
from tests.support import samples as s
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
_outcome = msgspec.json.Decoder(Outcome)
_notice = msgspec.json.Decoder(DispositionNotice)


@dataclass
class Running:
    """A running service and somebody who may command it."""

    service: DispositionService
    office: Office
    officer: Client

    async def say(self, command: DispositionCommand) -> Done | Refused:
        subject = command_subject(s.OFFICE, "cli", "disposition", type(command).__name__)
        return await self.send(subject, msgspec.json.encode(command))

    async def send(self, subject: str, payload: bytes) -> Done | Refused:
        return _outcome.decode((await self.officer.request(subject, payload, timeout=10)).data)


@pytest.fixture
async def office(server: OfficeServer, tmp_path: Path) -> AsyncIterator[Office]:
    home = Home(tmp_path / "home")
    home.prepare()
    (home.secrets / "nats").symlink_to(server.credentials.folder)
    made = Office(s.OFFICE, tuple(server.urls), home)
    yield made
    await made.close()


@pytest.fixture
async def running(server: OfficeServer, office: Office) -> AsyncIterator[Running]:
    store = office.store(await office.connect("intake"))
    for event in (s.received(source=None), s.verified(), s.classified()):
        await write(store, event)
    service = DispositionService(
        Office(office.code, office.servers, office.home), load_all()[s.OFFICE]
    )
    await service.start()
    async with connected(server, s.OFFICE, "cli") as officer:
        yield Running(service, office, officer)
    await service.stop()


async def test_a_disposition_reaches_the_opd(running: Running) -> None:
    done = await running.say(kit.to_opd("dinkes", instruction=WORDS))
    assert isinstance(done, Done)
    assert done.position is not None
    assert await running.service.relay.reach(done.position.sequence, 20)
    log = JetStreamLog(await running.office.connect("auditor"), relay_stream(s.OFFICE))
    told = await log.last(relay_subject(s.OFFICE, "dinkes", s.PENGADUAN_ID))
    assert told is not None
    notice = _notice.decode(told.payload)
    assert (notice.number, notice.state, notice.version) == (s.NUMBER, "disposed", 4)


async def test_two_officers_at_once_dispose_once(running: Running) -> None:
    commands = [
        msgspec.structs.replace(kit.to_opd(opd), command_id=f"{s.COMMAND_ID[:-1]}{number}")
        for number, opd in enumerate(("dinkes", "dlh"))
    ]
    answers = await asyncio.gather(*map(running.say, commands))
    assert sorted(type(answer).__name__ for answer in answers) == ["Done", "Refused"]


async def test_bytes_that_are_no_command_are_answered(running: Running) -> None:
    subject = command_subject(s.OFFICE, "cli", "disposition", "Dispose")
    answer = await running.send(subject, b"\xff{")
    assert isinstance(answer, Refused)
    assert answer.code == "unreadable_command"
