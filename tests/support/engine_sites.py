"""Where the same tests of a store run: in memory, on one node, on three."""

from collections.abc import AsyncIterator
from contextlib import suppress
from functools import partial
from typing import Protocol

import pytest
import pytest_asyncio
from nats.aio.client import Client
from nats.errors import Error as NatsError

from engine.commits import Codec
from engine.jetstream import JetStreamLog, JetStreamStore
from engine.log import GuardedLog, MemoryLog
from engine.memory import MemoryStore
from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.streams import streams
from runtime.topology import bells_of, event_stream, event_subject
from tests.support.engine import CODEC, AccountCommit, AccountStore, new_id
from tests.support.servers import OfficeCluster, OfficeServer, connected, eventually

OFFICE = "banten"
STREAM = event_stream(OFFICE)


class Site(Protocol):
    """One stream, empty at first, on which any number of stores can be opened."""

    async def open(self) -> AccountStore:
        """Open a store, as another process would."""

    async def open_log(self) -> GuardedLog:
        """Open the log under the store."""

    async def write_raw(self, subject: str, payload: bytes) -> None:
        """Store bytes behind the store's back."""


class MemorySite:
    """A store that everybody shares."""

    def __init__(self) -> None:
        self.store = MemoryStore(STREAM, CODEC)
        self.log = MemoryLog()

    async def open(self) -> AccountStore:
        return self.store

    async def open_log(self) -> GuardedLog:
        return self.log

    async def write_raw(self, subject: str, payload: bytes) -> None:
        self.store._messages.append((subject, payload))
        self.store._places[subject].append(len(self.store._messages))


class JetStreamSite:
    """A stream on real servers from which an administrator can remove messages."""

    def __init__(self, server: OfficeServer | OfficeCluster, *, seconds: float = 15.0) -> None:
        self.server = server
        self.seconds = seconds
        self._clients: list[Client] = []

    async def client(self) -> Client:
        """Connect as one who may append."""
        client = await connect(self.server.urls, self.server.credentials, OFFICE, "intake")
        self._clients.append(client)
        return client

    async def open(self, codec: Codec[AccountCommit] = CODEC) -> JetStreamStore[AccountCommit]:
        client = await self.client()
        wake = bells_of(OFFICE)
        return JetStreamStore(client, STREAM, wake, codec, seconds=self.seconds)

    async def open_log(self) -> JetStreamLog:
        return JetStreamLog(await self.client(), STREAM, seconds=self.seconds)

    async def write_raw(self, subject: str, payload: bytes) -> None:
        await (await self.client()).jetstream().publish(subject, payload)

    async def remove(self, sequence: int) -> None:
        """Remove a message as only an administrator can."""
        async with connected(self.server, OFFICE, ADMIN) as admin:
            await admin.jetstream().delete_msg(STREAM, sequence)

    async def start(self) -> None:
        """Lay the stream out anew, empty and without the flags that forbid removing."""
        wanted = streams(OFFICE, self.server.replicas)[0]
        async with connected(self.server, OFFICE, ADMIN) as admin:
            await admin.jetstream(timeout=30).delete_stream(STREAM)
            await admin.jetstream(timeout=30).add_stream(
                wanted.evolve(deny_delete=False, deny_purge=False)
            )
            await eventually(partial(_led, admin), NatsError)

    async def stop(self) -> None:
        """Close every connection, and leave the stream as it is declared."""
        for client in self._clients:
            # A client that is just connecting again fails to send its last words.
            with suppress(OSError):
                await client.close()
        async with connected(self.server, OFFICE, ADMIN) as admin:
            await admin.jetstream(timeout=30).delete_stream(STREAM)
            await apply(admin, OFFICE, self.server.replicas)


class NoLeaderError(NatsError):
    """The stream was made and its nodes have not found together yet."""


async def _led(admin: Client) -> None:
    cluster = (await admin.jetstream().stream_info(STREAM)).cluster
    if cluster is not None and cluster.replicas:
        together = all(node.current and not node.offline for node in cluster.replicas)
        if not (cluster.leader and together):
            raise NoLeaderError


def subject_of(name: str = "") -> str:
    """Name a subject of the stream, one of its own if no name is given."""
    return event_subject(OFFICE, name or new_id())


@pytest.fixture
def memory() -> MemorySite:
    return MemorySite()


@pytest_asyncio.fixture
async def one_node(office_server: OfficeServer) -> AsyncIterator[JetStreamSite]:
    site = JetStreamSite(office_server)
    await site.start()
    yield site
    await site.stop()


@pytest_asyncio.fixture
async def replicated(cluster: OfficeCluster) -> AsyncIterator[JetStreamSite]:
    site = JetStreamSite(cluster)
    await site.start()
    yield site
    await cluster.whole()
    await site.stop()


MEMORY = pytest.param("memory")
ONE_NODE = pytest.param("one_node", marks=pytest.mark.real)
REPLICATED = pytest.param("replicated", marks=pytest.mark.cluster)


@pytest.fixture(params=[MEMORY, ONE_NODE, REPLICATED])
def site(request: pytest.FixtureRequest) -> Site:
    """Give an empty stream, once of each kind."""
    found: Site = request.getfixturevalue(request.param)
    return found


@pytest.fixture(params=[ONE_NODE, REPLICATED])
def nats_site(request: pytest.FixtureRequest) -> JetStreamSite:
    """Give an empty stream on real servers, on one node and on three."""
    found: JetStreamSite = request.getfixturevalue(request.param)
    return found
