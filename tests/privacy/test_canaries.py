"""Two hundred reporters come in by every way, and no word of them comes out by a wrong one."""

import asyncio
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_asyncio

from cli.audit.asking import bundle
from cli.audit.bundle import Selection
from cli.audit.door import HERE
from cli.commands.backup import backup
from cli.commands.opd import opd
from cli.session import Session
from cli.up import Endpoint
from runtime import ids
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.topology import stream_names
from schemas import queries as ask
from schemas.answers import Done
from schemas.commands import disposition as settle
from schemas.commands import intake as say
from schemas.views import CaseList
from tests.cli.audit_kit import untold
from tests.opd.kit import SECONDS, Outsider, outsider
from tests.privacy.crowd import (
    CHANNELS,
    IMPORTED,
    SAID,
    Reporter,
    people_in,
    receive_all,
    register_of,
    words_in,
)
from tests.privacy.tapped import tapped
from tests.support.life import HEAD
from tests.support.streams import stored_in
from tests.support.system import Officer, end_of, officer_of, running_system

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
OPD = "dinkes"
SPEAKERS = [Reporter(n) for n in range(SAID)]
LISTED = [Reporter(n) for n in range(SAID, SAID + IMPORTED)]
SUMMARY = "Izin belum terbit menurut pelapor."
SUMMED, GRANTED = SPEAKERS[:20], SPEAKERS[20:30]
MONITORED = ("varz", "connz?subs=1&auth=1", "subsz?subs=1", "jsz?streams=1&consumers=1&config=1")


class Heard(NamedTuple):
    """All that an account of an OPD was sent."""

    by_summary: bytes
    by_content: bytes
    texts: list[str]


class Run(NamedTuple):
    """Where a run has left its traces."""

    root: Path
    endpoint: Endpoint
    heard: Heard
    out: Path


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def run(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Run]:
    root, out = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("out")
    session = Session(root)
    async with running_system(root) as endpoint, officer_of(endpoint, OFFICE) as officer:
        await opd("add", OFFICE, OPD, to=out / "seed.nk", session=session)
        seed = (out / "seed.nk").read_text().strip()
        report = await officer.import_register(register_of(LISTED))
        assert report["added"] == IMPORTED
        done = await receive_all(officer, SPEAKERS)
        by_summary, _ = await heard(endpoint, seed, officer, [done[each] for each in SUMMED])
        by_content, texts = await heard(
            endpoint, seed, officer, [done[each] for each in GRANTED], grant="content"
        )
        query = ask.Search(text=LISTED[0].name, min_position=end_of(report))
        assert (await officer.see(query, CaseList)).total == 1
        selection = Selection(period=None, number=None)
        await bundle(session, HERE, OFFICE, to=out / "bundle", selection=selection, progress=untold)
        assert await backup(to=out / "backup", session=session) == 0
        yield Run(root, endpoint, Heard(by_summary, by_content, texts), out)


async def heard(
    endpoint: Endpoint, seed: str, officer: Officer, done: list[Done], **fields: Any
) -> tuple[bytes, list[str]]:
    """Dispose them to an OPD that takes, reads and listens to all it can."""
    async with (
        tapped(endpoint.url) as (url, tap),
        outsider(url, OFFICE, OPD, seed) as listener,
    ):
        await listener.client.subscribe(">")
        assert "permissions violation" in await listener.complaint()
        inbox = await listener.inbox()
        for each in done:
            await disposed(officer, each, **fields)
        taken = 0
        while taken < len(done):
            for notice in await inbox.fetch(len(done) - taken, timeout=SECONDS):
                await notice.ack_sync()
                taken += 1
        answers = [await read(listener, each) for each in done]
        await listener.say("ReadDisposition", text=SUMMARY)
    texts = [content["text"] for each in answers if (content := each.get("content"))]
    return bytes(tap.received), texts


async def disposed(officer: Officer, done: Done, **fields: Any) -> None:
    about: dict[str, Any] = {"pengaduan_id": done.pengaduan_id, "by": HEAD}
    steps = (
        ("intake", say.Verify(command_id=ids.new_id(), documents=("ktp",), **about)),
        (
            "intake",
            say.Classify(
                command_id=ids.new_id(), severity="sedang", kind="permintaan_informasi", **about
            ),
        ),
        (
            "disposition",
            settle.Dispose(
                command_id=ids.new_id(),
                to=settle.To(kind="opd", code=OPD),
                summary=SUMMARY,
                **about,
                **fields,
            ),
        ),
    )
    for service, command in steps:
        await officer.do(service, command)


async def read(listener: Outsider, done: Done) -> dict[str, Any]:
    answer = await listener.say(
        "ReadDisposition",
        command_id=ids.new_id(),
        pengaduan_id=done.pengaduan_id,
        disposition_id=1,
    )
    assert answer["type"] == "done", answer
    shown: dict[str, Any] = answer["disposition"]
    assert shown["summary"] == SUMMARY
    return shown


def words_of(folder: Path) -> dict[str, list[str]]:
    """What is found in which file, in its name or in its bytes."""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, folder
    return {
        path.name: words
        for path in files
        if (words := words_in(str(path.relative_to(folder)).encode() + path.read_bytes()))
    }


async def test_they_came_by_every_way(run: Run) -> None:
    assert {each.n % len(CHANNELS) for each in SPEAKERS} == set(range(len(CHANNELS)))
    assert len({*SPEAKERS, *LISTED}) == 200


async def test_an_opd_reads_summaries_and_no_word_of_theirs(run: Run) -> None:
    assert run.heard.by_summary.count(SUMMARY.encode()) == len(SUMMED)
    assert words_in(run.heard.by_summary) == []


async def test_an_opd_that_is_granted_the_content_learns_nobodys_name(run: Run) -> None:
    assert sorted(run.heard.texts) == sorted(each.text for each in GRANTED)
    assert people_in(run.heard.by_content) == []


@pytest.mark.parametrize("place", ["nats", "log", "sql", "gate"])
async def test_nothing_that_lies_in_the_installation_holds_a_word(run: Run, place: str) -> None:
    assert words_of(run.root / place) == {}


@pytest.mark.parametrize("place", ["bundle", "backup"])
async def test_nothing_that_is_carried_away_holds_a_word(run: Run, place: str) -> None:
    assert words_of(run.out / place) == {}


async def test_no_subject_and_no_header_holds_a_word(run: Run) -> None:
    client = await connect(run.endpoint.url, run.endpoint.credentials, OFFICE, AUDITOR)
    try:
        stored = [
            message
            for stream in stream_names(OFFICE)
            for message in await stored_in(client, stream)
        ]
    finally:
        await client.close()

    assert len(stored) > SAID + IMPORTED
    assert words_in(b"\n".join(each.subject.encode() + each.headers for each in stored)) == []


@pytest.mark.parametrize("page", MONITORED)
async def test_no_page_of_the_servers_monitor_holds_a_word(run: Run, page: str) -> None:
    url = f"{run.endpoint.monitor_url}/{page}"
    shown = await asyncio.to_thread(lambda: urllib.request.urlopen(url, timeout=SECONDS).read())

    assert len(shown) > 100
    assert words_in(shown) == []
