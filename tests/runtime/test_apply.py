"""Streams are brought to their declaration."""

import pytest

from runtime.apply import Change, FewerCopiesError, apply
from runtime.credentials import ADMIN
from runtime.streams import streams
from runtime.topology import audit_stream, event_stream, timer_stream
from tests.support.servers import OfficeCluster, OfficeServer, connected

pytestmark = pytest.mark.real
EVENTS = event_stream("kampar")


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
        assert await apply(admin, "kampar") == [Change("stream_updated", EVENTS, ("max_msgs",))]


async def test_a_lost_consumer_is_made_again(server: OfficeServer) -> None:
    timers = timer_stream("kampar")
    async with connected(server, "kampar", ADMIN) as admin:
        await admin.jetstream().delete_consumer(timers, "sla_monitor")
        changes = await apply(admin, "kampar")
    assert changes == [Change("consumer_created", f"{timers}/sla_monitor")]
