"""The gate refuses what breaks the promise."""

import asyncio
from pathlib import Path

import pytest

from runtime.broken import SENTENCES, Broken, GateClosedError
from runtime.credentials import ADMIN, AUDITOR, Credentials
from runtime.embedded import embedded
from runtime.gate import Findings, Gate, GateWatch, Seen
from runtime.gate_rules import bearable, server_promises
from runtime.streams import streams
from runtime.topology import event_stream, event_subject, stream_names
from tests.support.servers import OFFICES, OfficeCluster, OfficeServer, connected

pytestmark = pytest.mark.real
EVENTS = event_stream("kampar")


def codes(broken: list[Broken]) -> list[str]:
    return [one.code for one in broken]


async def test_a_server_as_declared_passes(server: OfficeServer) -> None:
    async with connected(server, "kampar", AUDITOR) as auditor:
        seen = await Gate(auditor, server.monitor_urls, "kampar").assert_open()
    assert set(seen) == set(stream_names("kampar"))


@pytest.mark.parametrize("user", ["intake", "disposition", "sla_monitor", "reporting"])
async def test_every_service_may_look(office_server: OfficeServer, user: str) -> None:
    async with connected(office_server, "kampar", user) as client:
        assert await Gate(client, office_server.monitor_urls, "kampar").check() == []


@pytest.mark.cluster
async def test_a_cluster_as_declared_passes(cluster: OfficeCluster) -> None:
    async with connected(cluster, "kampar", AUDITOR) as auditor:
        gate = Gate(auditor, cluster.monitor_urls, "kampar", cluster.replicas)
        assert await gate.check() == []


async def test_a_server_that_does_not_write_at_once_is_refused(
    nats_folder: Path, nats_credentials: Credentials
) -> None:
    nats = embedded(nats_folder, nats_credentials, OFFICES, sync_always=False)
    await nats.start()
    try:
        lax = OfficeServer(nats, nats_credentials)
        async with connected(lax, "kampar", AUDITOR) as auditor:
            with pytest.raises(GateClosedError) as closed:
                await Gate(auditor, lax.monitor_urls, "kampar").assert_open()
    finally:
        await nats.stop()
    assert codes(list(closed.value.broken)) == ["sync_not_always"]


async def test_a_changed_stream_is_noticed(server: OfficeServer) -> None:
    async with (
        connected(server, "kampar", ADMIN) as admin,
        connected(server, "kampar", AUDITOR) as auditor,
    ):
        await admin.jetstream().update_stream(streams("kampar")[0].evolve(max_msgs=7))
        broken = await Gate(auditor, server.monitor_urls, "kampar").check()
    assert broken == [Broken("stream_changed", f"{EVENTS}.max_msgs", "-1", "7")]


async def test_events_cut_by_a_limit_stay_noticed_after_it_is_lifted(server: OfficeServer) -> None:
    declared = streams("kampar")[0]
    async with (
        connected(server, "kampar", ADMIN) as admin,
        connected(server, "kampar", "intake") as intake,
    ):
        for number in range(3):
            await intake.jetstream().publish(event_subject("kampar", f"p{number}"), b"{}")
        await admin.jetstream().update_stream(declared.evolve(max_msgs=1, discard="old"))
        await admin.jetstream().update_stream(declared)
        broken = await Gate(intake, server.monitor_urls, "kampar").check()
    assert codes(broken) == ["first_gone", "messages_gone"]


async def test_a_stream_made_anew_is_noticed(server: OfficeServer) -> None:
    async with (
        connected(server, "kampar", ADMIN) as admin,
        connected(server, "kampar", "intake") as intake,
    ):
        await intake.jetstream().publish(event_subject("kampar", "p1"), b"{}")
        gate = Gate(intake, server.monitor_urls, "kampar")
        seen = await gate.assert_open()
        await admin.jetstream().delete_stream(EVENTS)
        await admin.jetstream().add_stream(streams("kampar")[0])
        assert codes(await gate.check(seen)) == ["stream_replaced", "tail_gone"]


async def test_a_missing_stream_is_noticed(server: OfficeServer) -> None:
    async with (
        connected(server, "kampar", ADMIN) as admin,
        connected(server, "kampar", AUDITOR) as auditor,
    ):
        await admin.jetstream().delete_stream(EVENTS)
        broken = await Gate(auditor, server.monitor_urls, "kampar").check()
    assert broken == [Broken("stream_missing", EVENTS, "", "")]


async def test_a_server_that_is_down_is_a_finding_and_no_crash(server: OfficeServer) -> None:
    async with connected(server, "kampar", AUDITOR) as auditor:
        gate = Gate(auditor, server.monitor_urls, "kampar")
        await auditor.close()
        server.nats.kill()
        assert set(codes(await gate.check())) == {"monitor_unreachable", "stream_silent"}


def test_a_cluster_may_be_without_its_lesser_part() -> None:
    silent = [Broken("monitor_unreachable", f"node-{number}", "", "") for number in range(3)]
    lax = Broken("sync_not_always", "node-3", "", "")

    assert bearable([*silent[:1], lax], 3) == [lax]
    assert bearable(silent[:2], 3) == silent[:2]
    assert bearable(silent[:1], 1) == silent[:1]


async def test_a_watch_remembers_what_it_saw(server: OfficeServer) -> None:
    looked: asyncio.Queue[Findings] = asyncio.Queue()
    async with connected(server, "kampar", "intake") as intake:
        gate = Gate(intake, server.monitor_urls, "kampar")
        watch = GateWatch(gate, looked.put, period=0)
        running = asyncio.create_task(watch.run())
        await looked.get()
        await intake.jetstream().publish(event_subject("kampar", "p1"), b"{}")
        while watch.seen[EVENTS].last_seq < 1:
            await looked.get()
        running.cancel()
    assert isinstance(watch.seen[EVENTS], Seen)


async def test_a_closed_gate_opens_long_before_the_next_period(server: OfficeServer) -> None:
    [declared] = [one for one in streams("kampar") if one.name == EVENTS]
    looked: asyncio.Queue[Findings] = asyncio.Queue()
    async with (
        connected(server, "kampar", ADMIN) as admin,
        connected(server, "kampar", "intake") as intake,
    ):
        await admin.jetstream().update_stream(declared.evolve(max_msgs=10))
        watch = GateWatch(Gate(intake, server.monitor_urls, "kampar"), looked.put, period=3600)
        running = asyncio.create_task(watch.run())
        closed = await looked.get()
        await admin.jetstream().update_stream(declared)
        async with asyncio.timeout(60):
            while (await looked.get()).broken:
                pass
        running.cancel()
    assert codes(list(closed.broken)) == ["stream_changed"]


def test_an_old_server_is_refused() -> None:
    varz = {"version": "2.14.5", "jetstream": {"config": {"sync_always": True}}}
    broken = server_promises("http://127.0.0.1:1", varz)
    assert broken == [Broken("server_too_old", "http://127.0.0.1:1", "2.15.1", "2.14.5")]


@pytest.mark.parametrize("code", SENTENCES)
def test_every_finding_has_a_sentence_for_staff(code: str) -> None:
    assert EVENTS in Broken(code, EVENTS, "1", "2").sentence
