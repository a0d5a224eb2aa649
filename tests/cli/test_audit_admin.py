"""What an administrator's key does is told to an auditor, wholly and in order."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.js.api import ConsumerConfig
from nats.js.errors import APIError

from cli.audit.admin import UNREADABLE, AdminFound, AdminLine, AdminReader
from cli.audit.asking import admin_acts
from cli.commands import audit as commands
from cli.exits import OK
from cli.print.audit_admin import audit_admin_parts
from runtime.apply import apply
from runtime.credentials import ADMIN
from runtime.snapshots import restore_snapshot, take_snapshot
from runtime.stream_scan import Scanned
from runtime.streams import streams
from runtime.topology import audit_stream, event_stream, report_stream, timer_stream
from tests.cli.audit_kit import Desk, desk_at, untold
from tests.cli.kit import WIB, printed
from tests.support.servers import OfficeCluster, OfficeServer, connected, eventually
from tests.verify.histories import OFFICE, Writer

real = pytest.mark.real
EVENTS, REPORTS, TIMERS = event_stream(OFFICE), report_stream(OFFICE), timer_stream(OFFICE)
MORNING = dt.datetime(2026, 11, 22, 1, tzinfo=dt.UTC)


@pytest.fixture
def desk(server: OfficeServer, tmp_path: Path) -> Desk:
    return desk_at(tmp_path / "auditor", server.nats.url, server.credentials, OFFICE)


@pytest_asyncio.fixture
async def admin(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, ADMIN) as client:
        yield client


async def asked(desk: Desk, since: str | None = None, until: str | None = None) -> AdminFound:
    found, _ = await admin_acts(
        desk.session, desk.door, OFFICE, since=since, until=until, progress=untold
    )
    return found


async def new_acts(desk: Desk, known: AdminFound) -> list[AdminLine]:
    return [line for line in (await asked(desk)).lines if line.sequence > known.position]


def told(lines: list[AdminLine]) -> list[tuple[str, str, bool]]:
    return [(line.act, line.target, line.refused is None) for line in lines]


@real
async def test_a_day_of_privileged_acts_stands_there_wholly_and_in_order(
    server: OfficeServer, desk: Desk, admin: Client
) -> None:
    known = await asked(desk)
    jetstream = admin.jetstream()
    declared = streams(OFFICE)[0]
    async with connected(server, OFFICE, "intake") as intake:
        await Writer(intake).register("a")

    await jetstream.update_stream(declared.evolve(max_age=3600.0))
    with pytest.raises(APIError):
        await jetstream.purge_stream(EVENTS)
    with pytest.raises(APIError):
        await jetstream.delete_msg(EVENTS, 1)
    await apply(admin, OFFICE)
    pieces: list[bytes] = []
    snapshot = await take_snapshot(admin, REPORTS, pieces.append)
    await jetstream.delete_stream(REPORTS)
    await restore_snapshot(admin, REPORTS, snapshot, iter(pieces))
    await jetstream.add_consumer(EVENTS, ConsumerConfig(durable_name="spy"))
    await jetstream.delete_consumer(EVENTS, "spy")
    await jetstream.delete_consumer(TIMERS, "sla_monitor")
    await apply(admin, OFFICE)

    lines = await new_acts(desk, known)
    assert told(lines) == [
        ("STREAM.UPDATE", EVENTS, True),
        ("STREAM.PURGE", EVENTS, False),
        ("STREAM.MSG.DELETE", EVENTS, False),
        ("STREAM.UPDATE", EVENTS, True),
        ("STREAM.SNAPSHOT", REPORTS, True),
        ("STREAM.DELETE", REPORTS, True),
        ("STREAM.RESTORE", REPORTS, True),
        ("CONSUMER.DURABLE.CREATE", f"{EVENTS}/spy", True),
        ("CONSUMER.DELETE", f"{EVENTS}/spy", True),
        ("CONSUMER.DELETE", f"{TIMERS}/sla_monitor", True),
        ("CONSUMER.DURABLE.CREATE", f"{TIMERS}/sla_monitor", True),
    ]
    key = server.credentials.public(OFFICE, ADMIN)
    assert {(line.key, line.host) for line in lines} == {(key, "127.0.0.1")}
    assert [line.departs for line in lines[:4]] == [
        (f"max_age: {3600 * 10**9}",),
        (),
        (),
        (),
    ]
    assert "10110" in str(lines[1].refused)
    times = [line.at for line in lines if line.at]
    assert times == sorted(times)
    assert len(times) == len(lines)


@real
@pytest.mark.cluster
async def test_a_cluster_tells_it_whichever_node_was_asked(
    cluster: OfficeCluster, tmp_path: Path
) -> None:
    at = desk_at(tmp_path / "auditor", ",".join(cluster.urls), cluster.credentials, OFFICE)
    known = await asked(at)
    async with connected(cluster, OFFICE, ADMIN) as client:
        jetstream = client.jetstream()
        declared = streams(OFFICE, cluster.replicas)[0]
        await jetstream.update_stream(declared.evolve(max_msgs=10**6))
        await jetstream.add_consumer(EVENTS, ConsumerConfig(durable_name="spy"))
        await jetstream.delete_consumer(EVENTS, "spy")
        await apply(client, OFFICE, cluster.replicas)

    async def whole() -> list[AdminLine]:
        lines = await new_acts(at, known)
        assert [line.act for line in lines if line.called] == [
            "STREAM.UPDATE",
            "CONSUMER.DURABLE.CREATE",
            "CONSUMER.DELETE",
            "STREAM.UPDATE",
        ]
        return lines

    # Each node tells what it answered, and that comes to the stream's leader on its own way.
    lines = await eventually(whole, AssertionError)
    key = cluster.credentials.public(OFFICE, ADMIN)
    assert {line.key for line in lines if line.called} == {key}


@real
async def test_what_a_service_reads_and_writes_is_no_act(
    server: OfficeServer, desk: Desk, admin: Client
) -> None:
    known = await asked(desk)
    async with connected(server, OFFICE, "intake") as intake:
        await Writer(intake).register("a", "b")
    await apply(admin, OFFICE)

    assert await new_acts(desk, known) == []


@real
async def test_the_making_of_the_streams_is_the_first_that_is_told(desk: Desk) -> None:
    found = await asked(desk)

    made = [line.target for line in found.lines if line.act == "STREAM.CREATE"]
    assert made[0] == audit_stream(OFFICE)
    assert set(made) == {str(stream.name) for stream in streams(OFFICE)}
    assert found.findings == ()
    page = printed(audit_admin_parts(found, WIB), width=240)
    assert "Membuat penyimpanan" in page
    assert f"{OFFICE}/admin" in page


@real
async def test_only_the_asked_time_is_told(desk: Desk) -> None:
    found = await asked(desk)
    [day] = {f"{line.at:%Y-%m-%d}" for line in found.lines if line.at}

    assert (await asked(desk, since="2000-01-01", until="2000-12-31")).lines == ()
    since = await asked(desk, since=day)
    assert {line.sequence for line in since.lines} == {line.sequence for line in found.lines}


@real
async def test_the_command_prints_a_page_or_json(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    for as_json in (False, True):
        code = await commands.admin(OFFICE, door=desk.door, as_json=as_json, session=desk.session)
        assert code == OK
        said = capsys.readouterr().out
        assert (audit_stream(OFFICE) in said, said.startswith("{")) == (True, as_json)


def advisory(kind: str, seconds: int, **said: object) -> bytes:
    at = MORNING + dt.timedelta(seconds=seconds)
    type_ = f"io.nats.jetstream.advisory.v1.{kind}"
    return msgspec.json.encode({"type": type_, "timestamp": at, **said})


def read(*payloads: bytes) -> list[tuple[str, str, str | None]]:
    reader = AdminReader(OFFICE, None, None)
    for sequence, payload in enumerate(payloads, start=1):
        reader.take(Scanned(sequence, "$JS.EVENT.ADVISORY.API", payload), "")
    return [(line.act, line.target, line.key) for line in reader.lines()]


def call(verb: str, seconds: int, response: str = "{}") -> bytes:
    client = {"user": "UKEY", "name": "kampar/admin"}
    return advisory(
        "api_audit", seconds, client=client, subject=f"$JS.API.{verb}", response=response
    )


def test_what_the_server_did_without_a_call_is_told_as_such() -> None:
    gone = advisory("stream_action", 0, stream=EVENTS, action="delete")

    assert read(gone) == [("STREAM.DELETE", EVENTS, None)]
    assert read(gone, call(f"STREAM.DELETE.{EVENTS}", 1)) == [("STREAM.DELETE", EVENTS, "UKEY")]
    assert len(read(gone, gone, call(f"STREAM.DELETE.{EVENTS}", 1))) == 2


def test_a_refused_call_does_not_stand_for_what_happened() -> None:
    gone = advisory("stream_action", 0, stream=EVENTS, action="delete")
    refused = call(f"STREAM.DELETE.{EVENTS}", 1, '{"error":{"err_code":1,"description":"no"}}')

    assert [key for _, _, key in read(gone, refused)] == [None, "UKEY"]


def test_a_call_that_nobody_knows_is_an_act_and_a_look_is_none() -> None:
    looks = [call(f"STREAM.INFO.{EVENTS}", 0), call("INFO", 0), call("STREAM.NAMES", 0)]

    assert read(*looks, call(f"STREAM.NEWVERB.{EVENTS}", 0)) == [
        (f"STREAM.NEWVERB.{EVENTS}", "", "UKEY")
    ]


def test_what_cannot_be_read_is_told() -> None:
    assert [act for act, _, _ in read(b"no advisory")] == [UNREADABLE]
