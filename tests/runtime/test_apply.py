"""Streams are brought to their declaration."""

import pytest

from runtime.apply import Change, FewerCopiesError, Setting, apply
from runtime.credentials import ADMIN
from runtime.streams import streams
from runtime.topology import (
    audit_stream,
    event_stream,
    relay_stream,
    report_stream,
    timer_stream,
)
from tests.support.logged import capture_logs
from tests.support.servers import OfficeCluster, OfficeServer, connected

pytestmark = pytest.mark.real
EVENTS = event_stream("kampar")
MENDED = Change("stream_updated", EVENTS, (Setting("max_msgs", "7", "-1"),))


async def test_a_second_run_changes_nothing(server: OfficeServer) -> None:
    async with connected(server, "kampar", ADMIN) as admin:
        assert await apply(admin, "kampar") == []


@pytest.mark.cluster
async def test_a_second_run_on_a_cluster_changes_nothing(cluster: OfficeCluster) -> None:
    async with connected(cluster, "kampar", ADMIN) as admin:
        assert await apply(admin, "kampar", cluster.replicas) == []


@pytest.mark.cluster
async def test_copies_are_never_taken_away(cluster: OfficeCluster) -> None:
    async with connected(cluster, "kampar", ADMIN) as admin:
        with pytest.raises(FewerCopiesError) as refused:
            await apply(admin, "kampar", 1)
    assert (refused.value.stream, refused.value.copies) == (audit_stream("kampar"), 3)


async def test_a_missing_stream_is_made(server: OfficeServer) -> None:
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().delete_stream(EVENTS)
        assert await apply(admin, "kampar") == [Change("stream_created", EVENTS)]


async def test_a_changed_setting_is_set_back(server: OfficeServer) -> None:
    changed = streams("kampar")[0].evolve(max_msgs=7)
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().update_stream(changed)
        with capture_logs() as log:
            assert await apply(admin, "kampar") == [MENDED]
        assert await apply(admin, "kampar") == []
    assert [(line["event"], line["log_level"], line["settings"]) for line in log] == [
        ("stream_updated", "warning", ["max_msgs: 7 -> -1"])
    ]


async def test_a_dry_run_tells_all_of_it_and_touches_nothing(server: OfficeServer) -> None:
    timers = timer_stream("kampar")
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().update_stream(streams("kampar")[0].evolve(max_msgs=7))
        await admin.jetstream().delete_stream(report_stream("kampar"))
        await admin.jetstream().delete_consumer(timers, "sla_monitor")
        for _ in range(2):
            assert await apply(admin, "kampar", opds=["dinkes"], dry_run=True) == [
                MENDED,
                Change("stream_created", report_stream("kampar")),
                Change("consumer_created", f"{timers}/sla_monitor"),
                Change("consumer_created", f"{relay_stream('kampar')}/opd_dinkes"),
            ]


async def test_a_lost_consumer_is_made_again(server: OfficeServer) -> None:
    timers = timer_stream("kampar")
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().delete_consumer(timers, "sla_monitor")
        changes = await apply(admin, "kampar")
    assert changes == [Change("consumer_created", f"{timers}/sla_monitor")]
