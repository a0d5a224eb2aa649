"""The server as a child: it starts, keeps what it has, and can be killed."""

import nats.errors
import pytest
from nats.js.api import PubAck

from runtime.topology import event_stream, event_subject
from tests.support.servers import OfficeCluster, OfficeServer, connected, eventually

pytestmark = pytest.mark.real
SUBJECT = event_subject("bengkalis", "a1")
STREAM = event_stream("bengkalis")


async def test_a_restart_keeps_what_was_acknowledged(server: OfficeServer) -> None:
    async with connected(server, "bengkalis", "intake") as client:
        await client.jetstream().publish(SUBJECT, b"first")
        await server.nats.restart()
        stored = await client.jetstream().get_last_msg(STREAM, SUBJECT)
    assert stored.data == b"first"


async def test_a_kill_keeps_what_was_acknowledged(server: OfficeServer) -> None:
    async with connected(server, "bengkalis", "intake") as client:
        await client.jetstream().publish(SUBJECT, b"first")
        server.nats.kill()
        await server.nats.start()
        stored = await client.jetstream().get_last_msg(STREAM, SUBJECT)
    assert stored.data == b"first"


async def test_an_unexpected_end_is_told_by_its_status(server: OfficeServer) -> None:
    server.nats.kill()
    assert await server.nats.wait() == -9


@pytest.mark.cluster
async def test_a_cluster_goes_on_without_one_node(cluster: OfficeCluster) -> None:
    cluster.kill(0)
    async with connected(cluster, "kampar", "intake") as client:

        async def publish() -> PubAck:
            subject = event_subject("kampar", "without-one")
            return await client.jetstream().publish(subject, b"first")

        answer = await eventually(publish, despite=nats.errors.Error)
    assert answer.stream == event_stream("kampar")
