"""The doctor says what answers, what is broken and what is promised."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from nats.aio.client import Client

from cli.print.doctoring import doctor_parts
from engine.boxes import DataKey
from engine.sql import Database, open_database
from engine.vault import Vault
from runtime.connect import settle
from runtime.credentials import ADMIN
from runtime.doctor import look_at_disk, look_at_office, look_at_servers
from runtime.doctor_report import DoctorReport, OfficeLine, promises, report
from runtime.marks import MarkFile
from runtime.streams import streams
from runtime.topology import (
    SLA_CONSUMER,
    commands_of,
    event_stream,
    stream_names,
    timer_stream,
)
from runtime.verify import verify_and_remember
from tests.support.samples import MOMENT
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

pytestmark = pytest.mark.real
EVENTS = event_stream(OFFICE)


@pytest.fixture
async def cli(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, "cli") as client:
        yield client


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'vault.sqlite'}", full_sync=True)
    yield opened
    await opened.close()


def answering(line: OfficeLine) -> list[str]:
    return [service.service for service in line.services if service.answers]


async def whole(server: OfficeServer, line: OfficeLine, folder: Path) -> DoctorReport:
    servers = await look_at_servers(server.monitor_urls)
    return report(servers, (line,), look_at_disk(folder), replicas=1)


async def test_streams_are_counted(
    server: OfficeServer, auditor: Client, cli: Client, writer: Writer
) -> None:
    await writer.register("a", "b")

    line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)

    (events, numbers, *_) = line.streams
    assert (events.name, events.messages, events.last_seq, events.deleted) == (EVENTS, 6, 6, 0)
    assert (numbers.messages, line.gate) == (1, ())


async def test_without_services_none_answers(
    server: OfficeServer, auditor: Client, cli: Client, tmp_path: Path
) -> None:
    line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)
    seen = await whole(server, line, tmp_path)

    assert (answering(line), line.view, seen.sound, seen.damaged) == ([], None, False, False)


async def test_whoever_answers_a_command_is_there(
    server: OfficeServer, auditor: Client, cli: Client
) -> None:
    async with connected(server, OFFICE, "intake_jawab") as client:
        subscription = await client.subscribe(commands_of(OFFICE, "intake"), queue="intake")
        await settle(client)

        async def answer() -> None:
            message = await subscription.next_msg(timeout=30)
            await message.respond(b"{}")

        answered = asyncio.create_task(answer())
        line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)
        await answered

    assert answering(line) == ["intake"]


async def test_a_monitor_is_known_by_its_waiting(
    server: OfficeServer, auditor: Client, cli: Client
) -> None:
    async with connected(server, OFFICE, SLA_CONSUMER) as client:
        due = await client.jetstream().pull_subscribe_bind(SLA_CONSUMER, timer_stream(OFFICE))
        waiting = asyncio.create_task(due.fetch(1, timeout=30))
        line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)
        waiting.cancel()

    assert answering(line) == [SLA_CONSUMER]


async def test_a_tail_cut_since_the_last_check_is_damage(
    server: OfficeServer, auditor: Client, cli: Client, writer: Writer, tmp_path: Path
) -> None:
    await writer.register("a")
    file = MarkFile(tmp_path, OFFICE)
    await verify_and_remember(auditor, OFFICE, file)
    async with connected(server, OFFICE, ADMIN) as admin:
        await admin.jetstream().delete_stream(EVENTS)
        await admin.jetstream().add_stream(streams(OFFICE)[0])

    marks = file.read()
    line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls, marks=marks)

    assert [one.code for one in line.gate] == ["stream_replaced", "tail_gone"]
    assert line.verified_at == max(mark.checked_at for mark in marks.values())
    assert (await whole(server, line, tmp_path)).damaged


async def test_a_missing_stream_is_named_and_the_rest_is_shown(
    server: OfficeServer, auditor: Client, cli: Client
) -> None:
    async with connected(server, OFFICE, ADMIN) as admin:
        await admin.jetstream().delete_stream(EVENTS)

    line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)

    assert [each.name for each in line.streams] == list(stream_names(OFFICE))
    assert line.streams[0].messages is None
    assert [one.code for one in line.gate] == ["stream_missing"]


async def test_keys_are_counted_without_the_office_key(
    server: OfficeServer, auditor: Client, cli: Client, database: Database
) -> None:
    vault = Vault(database, bytes(32))
    await vault.prepare()
    await vault.put([DataKey("a", bytes(32)), DataKey("b", bytes(32))])
    await vault.shred(["b"], MOMENT)

    line = await look_at_office(
        auditor, cli, OFFICE, monitor_urls=server.monitor_urls, vault=database
    )

    assert line.keys is not None
    assert (line.keys.usable, line.keys.shredded) == (1, 1)


async def test_a_silent_server_is_a_line_and_no_crash() -> None:
    (line,) = await look_at_servers(["http://127.0.0.1:1"])

    assert (line.version, line.sync_always) == (None, None)
    assert line.failure


async def test_the_whole_of_it_can_be_printed(
    server: OfficeServer, auditor: Client, cli: Client, tmp_path: Path
) -> None:
    line = await look_at_office(auditor, cli, OFFICE, monitor_urls=server.monitor_urls)

    printed = " ".join(map(str, doctor_parts(await whole(server, line, tmp_path))))

    assert "Layanan TIDAK menjawab: intake, disposition, sla_monitor, reporting" in printed
    assert "Hanya ada satu salinan" in printed


def test_nothing_is_promised_without_writing_at_once() -> None:
    (only,) = promises(synced=False, replicas=3)

    assert "BELUM ADA JANJI" in only


def test_three_copies_promise_the_loss_of_one() -> None:
    assert "Ada 3 salinan" in promises(synced=True, replicas=3)[1]
