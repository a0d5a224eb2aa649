"""Words that are put into somebody's mouth, said again, or said to the wrong office."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import nats
import pytest
import pytest_asyncio
from nats.aio.client import Client

from cli.commands.opd import opd as opd_command
from cli.session import Session
from cli.up import Endpoint
from runtime import ids
from runtime import topology as t
from runtime.connect import connect
from runtime.credentials import AUDITOR
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.commands.base import Command
from tests.support.life import HEAD, OFFICER, Life
from tests.support.streams import Stored, stored_in
from tests.support.system import officer_of, running_system
from tests.support.values import (
    REPORTER_ADDRESS,
    REPORTER_EMAIL,
    REPORTER_NAME,
    REPORTER_NIK,
    REPORTER_PHONE,
)

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICES = ("kampar", "banten")
OFFICE, ABROAD = OFFICES
OPD = "opd_dinkes"
WHO = (REPORTER_NAME, REPORTER_PHONE, REPORTER_NIK, REPORTER_EMAIL, REPORTER_ADDRESS)


class Scene(NamedTuple):
    """A running system, and in each office a complaint; in Kampar one that an OPD has in hand."""

    endpoint: Endpoint
    seeds: dict[str, str]
    life: Life
    abroad: Life


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def scene(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Scene]:
    root = tmp_path_factory.mktemp("home")
    async with running_system(root) as endpoint:
        seeds = {user: endpoint.credentials.seed(OFFICE, user) for user in ("cli", "portal")}
        seeds[AUDITOR] = endpoint.credentials.seed(OFFICE, AUDITOR)
        seeds[OPD] = await admitted(root, "dinkes")
        async with officer_of(endpoint, OFFICE) as here, officer_of(endpoint, ABROAD) as there:
            life, abroad = Life(here), Life(there)
            await life.begin()
            to = settle.To(kind="opd", code="dinkes")
            await life.tell(settle.Dispose, HEAD, to=to, summary="Izin apotek belum terbit.")
            await abroad.tell(say.Receive, channel="website", text="Izin lambat.")
            yield Scene(endpoint, seeds, life, abroad)


async def admitted(root: Path, code: str) -> str:
    to = root / f"{code}.seed"
    await opd_command("add", OFFICE, code, to=to, session=Session(root))
    return to.read_text().strip()


@asynccontextmanager
async def speaking(scene: Scene, user: str) -> AsyncIterator[tuple[Client, asyncio.Queue[str]]]:
    """Lend a bare connection, and what the server complains of."""
    complaints: asyncio.Queue[str] = asyncio.Queue()

    async def complain(error: Exception) -> None:
        await complaints.put(str(error).lower())

    client = await nats.connect(
        scene.endpoint.url,
        nkeys_seed_str=scene.seeds[user],
        inbox_prefix="_INBOX" if user == OPD else t.inbox(user),
        error_cb=complain,
        allow_reconnect=False,
    )
    try:
        yield client, complaints
    finally:
        await client.close()


async def histories(scene: Scene) -> dict[str, list[Stored]]:
    found: dict[str, list[Stored]] = {}
    for office in OFFICES:
        endpoint = scene.endpoint
        client = await connect(endpoint.url, endpoint.credentials, office, AUDITOR)
        try:
            found[office] = await stored_in(client, t.event_stream(office))
        finally:
            await client.close()
    return found


@asynccontextmanager
async def untouched(scene: Scene) -> AsyncIterator[None]:
    """Nothing is written meanwhile but what the monitor notes of the time, and all still works."""
    before = await histories(scene)
    yield
    after = await histories(scene)
    for office in OFFICES:
        kept, more = before[office], after[office][len(before[office]) :]
        assert kept, office
        assert after[office][: len(kept)] == kept
        assert {kind for each in more if not (kind := kinds(each)).startswith("Clock")} == set()
    await scene.life.tell(settle.AddNote, text="Masih berjalan.")


def kinds(stored: Stored) -> str:
    """The types of a commit's events."""
    return " ".join(event["type"] for event in msgspec.json.decode(stored.payload)["events"])


def order(kind: type[Command], life: Life, **fields: Any) -> bytes:
    return msgspec.json.encode(
        kind(command_id=ids.new_id(), pengaduan_id=life.pengaduan_id, **fields)
    )


def closing(life: Life) -> bytes:
    return order(settle.Close, life, outcome="terbukti", text="Selesai.", by=HEAD)


FORGED = [
    *(
        (AUDITOR, t.command_subject(OFFICE, who, "disposition", "Close"))
        for who in ("cli", AUDITOR)
    ),
    *((OPD, t.command_subject(OFFICE, who, "disposition", "Close")) for who in ("cli", "opd_pupr")),
    *(
        ("cli", t.command_subject(OFFICE, who, "disposition", "Close"))
        for who in ("portal", "sla_monitor", OPD, "intake")
    ),
    ("portal", t.command_subject(OFFICE, "cli", "disposition", "Close")),
    ("cli", t.command_subject(ABROAD, "cli", "disposition", "Close")),
    ("portal", t.command_subject(ABROAD, "portal", "disposition", "Close")),
    (OPD, t.command_subject(ABROAD, OPD, "disposition", "Close")),
    (AUDITOR, t.command_subject(OFFICE, "cli", "intake", "OpenIdentity")),
    (OPD, t.command_subject(OFFICE, "cli", "intake", "OpenIdentity")),
    (OPD, t.query_subject(OFFICE, OPD, "ShowCase")),
    (AUDITOR, t.query_subject(OFFICE, "cli", "ShowCase")),
]


@pytest.mark.parametrize(("user", "subject"), FORGED)
async def test_nobody_speaks_by_anothers_name_nor_to_another_office(
    scene: Scene, user: str, subject: str
) -> None:
    async with untouched(scene), speaking(scene, user) as (client, complaints):
        await client.publish(subject, closing(scene.life), reply=client.new_inbox())
        complaint = await asyncio.wait_for(complaints.get(), 10)
    assert "permissions violation for publish" in complaint


async def test_a_command_about_another_offices_complaint_finds_none(scene: Scene) -> None:
    command = settle.AddNote(
        command_id=ids.new_id(), pengaduan_id=scene.abroad.pengaduan_id, by=OFFICER, text="Salah."
    )
    async with untouched(scene):
        answer = await scene.life.officer.say("disposition", command)
    assert (answer["type"], answer["code"]) == ("refused", "unknown_complaint")


async def test_who_acted_is_who_is_connected_whatever_is_said(scene: Scene) -> None:
    claimed = order(settle.Accept, scene.life, disposition_id=1, by=HEAD)
    async with speaking(scene, OPD) as (client, _):
        subject = t.command_subject(OFFICE, OPD, "disposition", "Accept")
        answer = msgspec.json.decode((await client.request(subject, claimed, timeout=10)).data)
    assert answer["type"] == "done"

    written = [msgspec.json.decode(each.payload) for each in (await histories(scene))[OFFICE]]
    [actor] = [
        commit["actor"]
        for commit in written
        if commit["events"][0]["type"] == "DispositionAccepted"
    ]
    assert (actor["kind"], actor["id"], actor["role"]) == ("opd", "dinkes", None)


async def test_a_command_said_again_is_done_once(scene: Scene) -> None:
    said = order(settle.AddNote, scene.life, text="Sekali saja.", by=OFFICER)
    subject = t.command_subject(OFFICE, "cli", "disposition", "AddNote")
    before = await histories(scene)
    async with speaking(scene, "cli") as (client, _):
        heard = [await client.request(subject, said, timeout=10)]
        heard += await asyncio.gather(
            *(client.request(subject, said, timeout=10) for _ in range(9))
        )
    answers = [msgspec.json.decode(each.data) for each in heard]

    more = (await histories(scene))[OFFICE][len(before[OFFICE]) :]
    assert {answer["type"] for answer in answers} == {"done"}
    assert len({answer["version"] for answer in answers}) == 1
    assert [kinds(each) for each in more].count("NoteAdded") == 1


async def test_the_id_of_a_command_that_was_done_carries_no_other(scene: Scene) -> None:
    note = settle.AddNote(
        command_id=ids.new_id(), pengaduan_id=scene.life.pengaduan_id, by=OFFICER, text="Satu."
    )
    done = await scene.life.officer.do("disposition", note)
    forged = settle.Close(
        command_id=note.command_id,
        pengaduan_id=note.pengaduan_id,
        by=HEAD,
        outcome="terbukti",
        text="Selesai.",
    )
    async with untouched(scene):
        answer = await scene.life.officer.say("disposition", forged)
    assert (answer["type"], answer["version"]) == ("done", done.version)


async def test_an_opd_closes_no_complaint(scene: Scene) -> None:
    async with untouched(scene), speaking(scene, OPD) as (client, _):
        subject = t.command_subject(OFFICE, OPD, "disposition", "Close")
        heard = await client.request(subject, closing(scene.life), timeout=10)
    assert msgspec.json.decode(heard.data)["code"] == "not_permitted"


async def test_an_opd_is_told_of_no_identity(scene: Scene) -> None:
    asked = order(say.OpenIdentity, scene.life, purpose="menghubungi_pelapor", by=HEAD)
    async with untouched(scene), speaking(scene, OPD) as (client, _):
        subject = t.command_subject(OFFICE, OPD, "intake", "OpenIdentity")
        heard = (await client.request(subject, asked, timeout=10)).data
    assert msgspec.json.decode(heard)["type"] == "refused"
    assert [word for word in WHO if word.encode() in heard] == []


async def test_the_one_who_may_is_told_the_identity(scene: Scene) -> None:
    """Else the refusals above would say nothing."""
    command = say.OpenIdentity(
        command_id=ids.new_id(),
        pengaduan_id=scene.life.pengaduan_id,
        by=HEAD,
        purpose="menghubungi_pelapor",
    )
    answer = await scene.life.officer.say("intake", command)
    assert REPORTER_NAME in str(answer)
