"""The monitor has a complaint closed, by the real disposition on a real server."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from nats.aio.msg import Msg

from engine.errors import StoreUnavailableError
from engine.store import EventStore
from policy.load import load_all
from runtime.broken import Broken
from runtime.connect import settle
from runtime.home import Home
from runtime.office import Office
from runtime.sealing import Opener, Wrapped
from runtime.topology import commands_of, event_subject
from schemas.commit import Commit
from schemas.events.disposition import Closed
from schemas.plaintexts import Words
from services.disposition.service import DispositionService
from services.sla_monitor.commander import OTHERWISE, TEXTS, Commander
from tests.disposition.counter import write
from tests.support import samples as s
from tests.support.logged import capture_logs
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
SILENT = "tidak_ada_tanggapan"


@dataclass
class Told:
    """A disposition that hears the commander."""

    office: Office
    store: EventStore[Commit]
    commander: Commander
    broken: list[Broken]

    async def history(self) -> list[Commit]:
        found = await self.store.load(event_subject(s.OFFICE, s.PENGADUAN_ID))
        return [recorded.commit for recorded in found]

    async def closings(self) -> list[tuple[Commit, Closed]]:
        return [
            (commit, event)
            for commit in await self.history()
            for event in commit.events
            if isinstance(event, Closed)
        ]


@pytest_asyncio.fixture
async def office(server: OfficeServer, tmp_path: Path) -> AsyncIterator[Office]:
    home = Home(tmp_path / "home")
    home.prepare()
    (home.secrets / "nats").symlink_to(server.credentials.folder)
    made = Office(s.OFFICE, tuple(server.urls), home)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def told(office: Office) -> AsyncIterator[Told]:
    store = office.store(await office.connect("intake"))
    for event in (s.received(source=None), s.verified(), s.classified()):
        await write(store, event)
    broken: list[Broken] = []
    own = Office(office.code, office.servers, office.home, lambda: broken)
    service = DispositionService(own, load_all()[s.OFFICE])
    await service.start()
    yield Told(office, store, Commander(s.OFFICE, await office.connect("sla_monitor")), broken)
    await service.stop()


async def test_a_silent_complaint_is_closed_by_the_system(told: Told) -> None:
    await write(told.store, s.answered())
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    [(commit, closed)] = await told.closings()
    assert (commit.actor.kind, commit.actor.id, closed.outcome) == (
        "sistem",
        "sla_monitor",
        SILENT,
    )


async def test_what_is_not_completed_is_closed(told: Told) -> None:
    await write(told.store, s.completion_requested())
    await told.commander.close(s.PENGADUAN_ID, "tidak_dilengkapi", "complete")
    [(_, closed)] = await told.closings()
    assert closed.outcome == "tidak_dilengkapi"


@pytest.mark.parametrize(
    ("outcome", "text"), [(SILENT, TEXTS[SILENT]), ("ditindaklanjuti", OTHERWISE)]
)
async def test_a_closing_says_why(told: Told, outcome: str, text: str) -> None:
    await write(told.store, s.answered())
    await told.commander.close(s.PENGADUAN_ID, outcome, "silence")
    [(_, closed)] = await told.closings()
    assert closed.sealed.content is not None
    box = Wrapped(closed.sealed.content, s.PENGADUAN_ID, "content", "Closed")
    opener = Opener(s.OFFICE, await told.office.vault())
    assert await opener.open(box, Words) == Words(text=text)


async def test_one_cause_closes_once_also_after_a_reopening(told: Told) -> None:
    await write(told.store, s.answered())
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    await write(told.store, s.reopened(), s.answered())
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    assert len(await told.closings()) == 1
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence-2")
    assert len(await told.closings()) == 2


async def test_a_refusal_is_an_end_and_is_logged_by_its_code(told: Told) -> None:
    with capture_logs() as logs:
        await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    [said] = [entry for entry in logs if entry["event"] == "close_refused"]
    assert (said["code"], said["log_level"]) == ("not_yet_answered", "info")
    assert await told.closings() == []


async def test_a_refusal_does_not_stand_for_ever(told: Told) -> None:
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    await write(told.store, s.answered())
    await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    assert len(await told.closings()) == 1


async def test_a_closed_gate_is_waited_for(told: Told) -> None:
    told.broken.append(Broken("stream_silent", "PENGADUAN_bengkalis_1", "", ""))
    with pytest.raises(StoreUnavailableError) as unavailable:
        await told.commander.close(s.PENGADUAN_ID, SILENT, "silence")
    assert unavailable.value.fields["cause"] == "gate_closed"


async def test_nobody_who_answers_is_waited_for(office: Office) -> None:
    commander = Commander(s.OFFICE, await office.connect("sla_monitor"))
    with pytest.raises(StoreUnavailableError):
        await commander.close(s.PENGADUAN_ID, SILENT, "silence")


@pytest.mark.parametrize("reply", [b"", b"{", msgspec.json.encode({"type": "entah"})])
async def test_what_is_no_answer_is_none(
    office: Office, server: OfficeServer, reply: bytes
) -> None:
    commander = Commander(s.OFFICE, await office.connect("sla_monitor"))
    async with connected(server, s.OFFICE, "disposition_jawab") as other:

        async def answer(message: Msg) -> None:
            await message.respond(reply)

        heard = commands_of(s.OFFICE, "disposition")
        await other.subscribe(heard, queue="disposition", cb=answer)
        await settle(other)
        with pytest.raises(StoreUnavailableError):
            await commander.close(s.PENGADUAN_ID, SILENT, "silence")


async def test_an_answer_that_does_not_come_ends_the_waiting(
    office: Office, server: OfficeServer
) -> None:
    commander = Commander(s.OFFICE, await office.connect("sla_monitor"), seconds=0.05)
    async with connected(server, s.OFFICE, "disposition_jawab") as other:
        await other.subscribe(commands_of(s.OFFICE, "disposition"), queue="disposition")
        await settle(other)
        with pytest.raises(StoreUnavailableError):
            await commander.close(s.PENGADUAN_ID, SILENT, "silence")
