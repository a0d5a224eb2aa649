"""Whatever an administrator does to a stream closes the gate with a sentence that names it."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.js.api import RetentionPolicy, StreamConfig

from runtime.broken import Broken, GateClosedError
from runtime.credentials import ADMIN
from runtime.gate import PERIOD_SECONDS, Findings, Gate, GateWatch
from runtime.gatehouse import Gatehouse
from runtime.streams import streams
from runtime.topology import event_stream, event_subject, stream_names
from tests.support.logged import capture_logs
from tests.support.servers import OfficeServer, connected, eventually

real = pytest.mark.real
OFFICE = "kampar"
EVENTS = event_stream(OFFICE)
DRIFTS: dict[str, dict[str, Any]] = {
    "max_msgs": {"max_msgs": 5},
    "max_bytes": {"max_bytes": 1_000_000},
    "max_age": {"max_age": 3600.0},
    "max_msgs_per_subject": {"max_msgs_per_subject": 1},
    "discard": {"discard": "old"},
    "retention": {"retention": RetentionPolicy.INTEREST},
    "allow_msg_ttl": {"allow_msg_ttl": True},
    "duplicate_window": {"duplicate_window": 1.0},
    "allow_direct": {"allow_direct": False},
    "subjects": {"subjects": ["pengaduan.kampar.1.*", "elsewhere"]},
}


def declared(name: str = EVENTS) -> StreamConfig:
    return next(stream for stream in streams(OFFICE) if stream.name == name)


@pytest_asyncio.fixture
async def admin(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, ADMIN) as client:
        yield client


@pytest_asyncio.fixture
async def gate(server: OfficeServer) -> AsyncIterator[Gate]:
    async with connected(server, OFFICE, "intake") as intake:
        await intake.jetstream().publish(event_subject(OFFICE, "p1"), b"{}")
        yield Gate(intake, server.monitor_urls, OFFICE)


def test_the_gate_looks_at_least_once_a_minute() -> None:
    assert PERIOD_SECONDS <= 60


@real
@pytest.mark.parametrize("setting", DRIFTS)
async def test_a_changed_setting_closes_the_gate_and_is_named(
    admin: Client, gate: Gate, setting: str
) -> None:
    seen = await gate.assert_open()
    await admin.jetstream().update_stream(declared().evolve(**DRIFTS[setting]))

    with pytest.raises(GateClosedError, match=rf"{EVENTS}\.{setting} ") as closed:
        await gate.assert_open(seen)
    # Where the setting removes messages, that is said too.
    changed = [one.where for one in closed.value.broken if one.code == "stream_changed"]
    assert changed == [f"{EVENTS}.{setting}"]


@real
@pytest.mark.parametrize("name", stream_names(OFFICE))
async def test_no_stream_is_changed_unseen(admin: Client, gate: Gate, name: str) -> None:
    await admin.jetstream().update_stream(declared(name).evolve(max_msgs=7))

    assert await gate.check() == [Broken("stream_changed", f"{name}.max_msgs", "-1", "7")]


@real
@pytest.mark.parametrize("name", stream_names(OFFICE))
async def test_no_stream_is_deleted_and_made_again_unseen(
    admin: Client, gate: Gate, name: str
) -> None:
    seen = await gate.assert_open()
    await admin.jetstream().delete_stream(name)
    assert [(one.code, one.where) for one in await gate.check(seen)] == [("stream_missing", name)]
    await admin.jetstream().add_stream(declared(name))

    assert ("stream_replaced", name) in {(one.code, one.where) for one in await gate.check(seen)}


@real
async def test_a_watch_raises_the_alarm_once_and_says_when_it_is_over(
    server: OfficeServer, admin: Client, gate: Gate
) -> None:
    looked: asyncio.Queue[Findings] = asyncio.Queue()
    watch = GateWatch(gate, looked.put)
    await watch.once()
    with capture_logs() as log:
        await admin.jetstream().update_stream(declared().evolve(max_age=3600.0))
        await watch.once()
        await watch.once()
        await admin.jetstream().update_stream(declared())
        await watch.once()

    told = [(line["event"], line["log_level"]) for line in log if line["event"] != "server_silent"]
    assert told == [("gate_broken", "critical"), ("gate_open", "info")]
    assert f"{EVENTS}.max_age" in log[0]["sentence"]


@real
async def test_a_gate_closed_at_the_start_raises_the_alarm_too(
    server: OfficeServer, admin: Client, tmp_path: Path
) -> None:
    await admin.jetstream().update_stream(declared().evolve(max_msgs=5))
    async with connected(server, OFFICE, "intake") as intake:
        gatehouse = Gatehouse(intake, server.monitor_urls, OFFICE, tmp_path / "gate")
        with capture_logs() as log, pytest.raises(GateClosedError):
            await gatehouse.open()
    assert ("gate_broken", "critical") in {(line["event"], line["log_level"]) for line in log}


@real
async def test_a_gate_that_nobody_keeps_any_more_is_closed(
    server: OfficeServer, tmp_path: Path
) -> None:
    notes = tmp_path / "gate"
    async with connected(server, OFFICE, "intake") as intake:
        gatehouse = Gatehouse(intake, server.monitor_urls, OFFICE, notes, period=0)
        await gatehouse.open()
        # A folder in the place of its notes: nothing can be written down any more.
        (notes / f"{OFFICE}.json").unlink(missing_ok=True)
        notes.rename(tmp_path / "elsewhere")
        notes.write_bytes(b"")

        async def codes() -> list[str]:
            assert gatehouse.closed
            return [one.code for one in gatehouse.closed]

        assert await eventually(codes, AssertionError) == ["gate_unwatched"]
        await gatehouse.close()


@real
async def test_an_open_gate_leaves_no_trace_where_administrators_are_watched(
    server: OfficeServer, gate: Gate
) -> None:
    async def told() -> int:
        seen = await gate.assert_open()
        return seen[f"AUDIT_{OFFICE}"].last_seq

    before = await told()
    for _ in range(5):
        await gate.assert_open()
    assert await told() == before
