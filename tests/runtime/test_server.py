"""The server as a child: it starts, keeps what it has, and can be killed."""

import asyncio
import os
import select
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import nats.errors
import pytest
from nats.js.api import PubAck

from runtime.credentials import Credentials
from runtime.nats_binary import ServerMissingError, ServerTooOldError
from runtime.nats_server import NatsServer, ServerNotStartedError
from runtime.topology import event_stream, event_subject
from tests.support.servers import OFFICES, OfficeCluster, OfficeServer, connected, eventually

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


async def test_a_started_server_stays_the_same_process(server: OfficeServer) -> None:
    before = server.nats.pid
    await server.nats.start()
    assert server.nats.pid == before


async def test_a_stopped_server_has_no_process(server: OfficeServer) -> None:
    await server.nats.stop()
    assert server.nats.pid is None


async def test_a_configuration_that_the_server_rejects_is_told(tmp_path: Path) -> None:
    wrong = NatsServer(tmp_path, lambda _: "no such thing: [")
    with pytest.raises(ServerNotStartedError) as failed:
        await wrong.start()
    assert failed.value.log.read_text()


async def test_an_older_server_is_refused(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.nats.stop()
    old = tmp_path / "old-server"
    old.write_text("#!/bin/sh\necho nats-server: v2.14.5\n")
    old.chmod(0o700)
    monkeypatch.setenv("NATS_SERVER", str(old))
    with pytest.raises(ServerTooOldError) as refused:
        await server.nats.start()
    assert refused.value.found == "2.14.5"


async def test_a_server_that_is_not_installed_is_told(
    server: OfficeServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await server.nats.stop()
    monkeypatch.setenv("NATS_SERVER", str(tmp_path / "nothing"))
    with pytest.raises(ServerMissingError):
        await server.nats.start()


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of others does not offer it")
async def test_the_server_dies_with_its_parent(
    nats_folder: Path, nats_credentials: Credentials
) -> None:
    parent = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", PARENT, nats_folder, nats_credentials.folder, *OFFICES),
        stdout=PIPE,
    )
    assert parent.stdout is not None
    child = int(await parent.stdout.readline())
    gone = os.pidfd_open(child)
    parent.kill()
    await parent.wait()
    ended, _, _ = await asyncio.to_thread(select.select, [gone], [], [], 10)
    os.close(gone)
    assert ended == [gone]


PARENT = """
import asyncio, sys
from pathlib import Path
from runtime.credentials import Credentials
from runtime.embedded import embedded

async def main():
    server = embedded(Path(sys.argv[1]), Credentials(Path(sys.argv[2])), sys.argv[3:])
    await server.start()
    print(server.pid, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.cluster
async def test_a_cluster_goes_on_without_one_node(cluster: OfficeCluster) -> None:
    cluster.kill(0)
    async with connected(cluster, "kampar", "intake") as client:

        async def publish() -> PubAck:
            subject = event_subject("kampar", "without-one")
            return await client.jetstream().publish(subject, b"first")

        answer = await eventually(publish, despite=nats.errors.Error)
    assert answer.stream == event_stream("kampar")
