"""A whole run leaves no word of its reporter in logs, files, headers or subjects."""

import base64
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_asyncio

from cli.up import Endpoint
from runtime import ids
from runtime.connect import connect
from runtime.credentials import AUDITOR
from runtime.topology import event_subject, stream_names
from schemas import queries as ask
from schemas.commands import intake as say
from schemas.views import CaseList, HistoryView, ViewStatus
from tests.support.life import REPORTER, Life, whole_life
from tests.support.streams import stored_in
from tests.support.system import BANTEN, BENGKALIS, Officer, end_of, officer_of, running_system
from tests.support.values import (
    REPORTER_ADDRESS,
    REPORTER_EMAIL,
    REPORTER_NAME,
    REPORTER_NIK,
    REPORTER_PHONE,
    REPORTER_TEXT,
)

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
STOPPED = ("view_halted", "relay_stopped", "monitor_stopped", "shredder_stopped")
SAID = (REPORTER_NAME, REPORTER_NIK, REPORTER_TEXT, REPORTER_ADDRESS, REPORTER_EMAIL)
# However it is written: with the country's code, and by its single words.
SPELLED = (REPORTER_PHONE[1:], "0812-7555-0143", "812 7555 0143", "rahmawati", "gang melur")
REGISTER = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan\n"
    f'1,Website {REPORTER_NAME} {REPORTER_PHONE},"2 Januari 2023 {REPORTER_TEXT}",'
    "3 Januari 2023 Diperiksa,Dijawab,-,Selesai\n"
    f'2,Website,"31 Februari 2023 {REPORTER_TEXT} {REPORTER_NIK}",,,,\n'
)


def needles() -> list[bytes]:
    """What must not be found, in small letters; also as base64 would hide it."""
    plain = [text.lower().encode() for text in (*SAID, *SPELLED)]
    return [*plain, *(part.lower() for text in SAID for part in _in_base64(text.encode()))]


def _in_base64(text: bytes) -> Iterator[bytes]:
    # Three places where it may begin; the ends depend on what stands around it.
    for shift in range(3):
        yield base64.b64encode(b"x" * shift + text)[4:-4]


def leaks_in(data: bytes) -> list[str]:
    found = data.lower()
    return [needle.decode() for needle in needles() if needle in found]


class Run(NamedTuple):
    """Where a run has left its traces."""

    root: Path
    endpoint: Endpoint


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def run(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Run]:
    root = tmp_path_factory.mktemp("home")
    async with running_system(root) as endpoint:
        for office, register in (("bengkalis", BENGKALIS), ("banten", BANTEN)):
            async with officer_of(endpoint, office) as officer:
                await officer.import_register(register.read_bytes())
        async with officer_of(endpoint, OFFICE) as officer:
            await everything(officer)
        yield Run(root, endpoint)


async def everything(officer: Officer) -> None:
    """Import, live, be refused, be asked for, break, be erased."""
    report = await officer.import_register(REGISTER.encode(), f"{REPORTER_NAME}.csv")
    assert (report["added"], len(report["problems"])) == (1, 1)
    query = ask.Search(text=REPORTER_NAME, min_position=end_of(report))
    assert (await officer.see(query, CaseList)).total == 1
    original = Life(officer)
    await original.begin(say.IdentityGiven(name="Tengku Contoh", phone="081299900011"))
    kept = await whole_life(officer, original)
    gone = await whole_life(officer, original)
    await be_refused(officer, kept)
    for text in (REPORTER_NAME, REPORTER_PHONE, REPORTER_NIK, REPORTER_EMAIL, REPORTER_TEXT):
        await officer.ask(ask.Search(text=text[:500]))
        await officer.ask(ask.ShowCase(number=text[:500]))
        await officer.ask(ask.Rekap(period=text[:20]))
    await gone.erase()
    shown = ask.ShowCase(number=gone.number, min_position=gone.done[-1].position)
    assert (await officer.see(shown, HistoryView)).case.erased


async def be_refused(officer: Officer, life: Life) -> None:
    """Say what is not allowed, what cannot be read, and what no handler survives."""
    again = say.Receive(
        command_id=ids.new_id(),
        pengaduan_id=life.pengaduan_id,
        channel="website",
        text=REPORTER_TEXT,
        identity=REPORTER,
    )
    assert (await officer.say("intake", again))["code"] == "already_received"
    words = ", ".join((*SAID, REPORTER_PHONE)).encode()
    for service, name in (
        ("intake", "Receive"),
        ("intake", "UploadPart"),
        ("disposition", "Close"),
    ):
        for payload in broken(name.encode(), words):
            assert (await officer.send(service, name, payload))["type"] == "refused"
    for payload in broken(b"Search", words):
        await officer.ask_raw("Search", payload)


def broken(name: bytes, words: bytes) -> list[bytes]:
    nested = b'{"type":"' + name + b'","text":' + b"[" * 3_000
    return [
        words,
        b'{"type":"' + words + b'"}',
        b'{"' + words + b'":1,"type":"' + name + b'"}',
        b'{"type":"' + name + b'","text":"' + words + b"\xff",
        b'{"type":"' + name + b'","command_id":"' + words + b'"}',
        nested + b'"' + words + b'"',
    ]


async def test_no_file_of_the_run_holds_a_word(run: Run) -> None:
    found = {
        str(path.relative_to(run.root)): leaks
        for path in run.root.rglob("*")
        if path.is_file() and (leaks := leaks_in(path.read_bytes()))
    }

    assert found == {}


async def test_the_files_that_were_searched_are_those_of_the_run(run: Run) -> None:
    files = {path.relative_to(run.root).parts[0] for path in run.root.rglob("*") if path.is_file()}

    assert {"nats", "sql", "log", "secrets"} <= files
    assert (run.root / "log" / "tuntas.log").stat().st_size > 0
    assert list(run.root.rglob("*.blk"))


async def test_no_path_of_the_run_holds_a_word(run: Run) -> None:
    paths = "\n".join(str(path.relative_to(run.root)) for path in run.root.rglob("*"))

    assert leaks_in(paths.encode()) == []


@pytest.mark.parametrize("office", ["kampar", "bengkalis", "banten"])
async def test_no_subject_header_or_payload_of_any_stream_holds_a_word(
    run: Run, office: str
) -> None:
    client = await connect(run.endpoint.url, run.endpoint.credentials, office, AUDITOR)
    try:
        stored = [
            message
            for stream in stream_names(office)
            for message in await stored_in(client, stream)
        ]
    finally:
        await client.close()

    assert len(stored) > 16
    for message in stored:
        whole = message.subject.encode() + b"\n" + message.headers + b"\n" + message.payload
        assert leaks_in(whole) == [], message.subject


async def test_the_refusals_were_logged_by_their_codes_alone(run: Run) -> None:
    log = (run.root / "log" / "tuntas.log").read_text()

    for code in ("already_received", "unreadable_command", "unreadable_query", "bad_period"):
        assert code in log
    assert '"level": "error"' not in log


async def test_what_is_searched_for_would_be_found(tmp_path: Path) -> None:
    for text in (
        *SAID,
        f"+62{REPORTER_PHONE[1:]}",
        base64.b64encode(REPORTER_NAME.encode()).decode(),
    ):
        assert leaks_in(f"a{text}b".encode()), text
    shutil.rmtree(tmp_path)


async def test_bytes_that_no_service_can_read_are_logged_by_their_place_alone(run: Run) -> None:
    # The last one: such bytes stop whatever follows the stream.
    words = ", ".join((*SAID, REPORTER_PHONE))
    pengaduan_id = ids.new_id()
    client = await connect(run.endpoint.url, run.endpoint.credentials, "banten", "intake")
    try:
        subject = event_subject("banten", pengaduan_id)
        await client.jetstream().publish(subject, f'{{"v":1,"id":"{words}"}}'.encode())
    finally:
        await client.close()
    async with officer_of(run.endpoint, "banten") as officer:
        void = say.Void(command_id=ids.new_id(), pengaduan_id=pengaduan_id, text="x")
        answers = [
            await officer.say("intake", void),
            await officer.ask(ask.ShowCase(pengaduan_id=pengaduan_id)),
        ]
        log = run.root / "log" / "tuntas.log"
        status = await officer.see_when(
            ask.Status(), ViewStatus, lambda found: bool(found.halted) and all_stopped(log)
        )

    assert {answer["code"] for answer in answers} == {"unreadable_commit"}
    assert status.halted == "unreadable_commit"
    assert leaks_in(log.read_bytes() + str(answers).encode()) == []


def all_stopped(log: Path) -> bool:
    """Whether each that follows the stream has said that it stopped."""
    written = log.read_text()
    return all(event in written for event in STOPPED)
