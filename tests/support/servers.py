"""A real nats-server, one node or three, for tests."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
import pytest_asyncio
from nats.aio.client import Client

from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN, Credentials
from runtime.embedded import embedded
from runtime.nats_config import LOOPBACK, Address, Cluster, ServerSettings, render
from runtime.nats_server import NatsServer, Ports
from runtime.ports import free_ports

T = TypeVar("T")
OFFICES = ("bengkalis", "kampar", "banten")


@dataclass
class OfficeServer:
    """One node with the accounts and streams of the three offices."""

    nats: NatsServer
    credentials: Credentials
    offices: tuple[str, ...] = OFFICES
    replicas: int = 1

    @property
    def urls(self) -> list[str]:
        return [self.nats.url]

    @property
    def monitor_urls(self) -> list[str]:
        return [self.nats.monitor_url]


@dataclass
class OfficeCluster:
    """Three nodes on loopback with the same accounts and streams of three replicas."""

    nodes: list[NatsServer]
    credentials: Credentials
    offices: tuple[str, ...] = OFFICES
    replicas: int = 3
    urls: list[str] = field(default_factory=list)
    monitor_urls: list[str] = field(default_factory=list)

    def kill(self, index: int) -> None:
        """End one node as a crash would."""
        self.nodes[index].kill()

    async def restart(self, index: int) -> None:
        """Start one node again and wait until it is healthy."""
        await self.nodes[index].restart()

    async def whole(self) -> None:
        """Start what was killed and wait until all are healthy."""
        for node in self.nodes:
            await node.launch()
        for node in self.nodes:
            await node.healthy()


@asynccontextmanager
async def connected(
    server: OfficeServer | OfficeCluster, office: str, user: str
) -> AsyncIterator[Client]:
    """Lend a connection of one user, closed afterwards."""
    client = await connect(server.urls, server.credentials, office, user)
    try:
        yield client
    finally:
        await client.close()


async def eventually(
    check: Callable[[], Awaitable[T]], despite: type[Exception], within: float = 120.0
) -> T:
    """Try until it succeeds; a cluster needs seconds to choose a new leader."""
    async with asyncio.timeout(within):
        while True:
            try:
                return await check()
            except despite:
                await asyncio.sleep(0.05)


async def apply_all(server: OfficeServer | OfficeCluster) -> None:
    for office in server.offices:
        async with connected(server, office, ADMIN) as admin:
            await apply(admin, office, server.replicas)


@pytest.fixture(scope="session")
def nats_credentials(tmp_path_factory: pytest.TempPathFactory) -> Credentials:
    """Keys of all users of the three offices, made once a run."""
    credentials = Credentials(tmp_path_factory.mktemp("nats") / "credentials")
    credentials.ensure(OFFICES)
    return credentials


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def nats_template(
    tmp_path_factory: pytest.TempPathFactory, nats_credentials: Credentials
) -> Path:
    """A stopped server's folder in which all streams exist and are empty."""
    folder = tmp_path_factory.mktemp("template") / "nats"
    folder.mkdir()
    server = OfficeServer(embedded(folder, nats_credentials, OFFICES), nats_credentials)
    await server.nats.start()
    try:
        await apply_all(server)
    finally:
        await server.nats.stop()
    return folder


@pytest.fixture
def nats_folder(tmp_path: Path, nats_template: Path) -> Iterator[Path]:
    """A folder of one test's own, with the streams in it."""
    folder = tmp_path / "nats"
    shutil.copytree(nats_template, folder)
    yield folder
    shutil.rmtree(folder)


@pytest_asyncio.fixture
async def server(nats_folder: Path, nats_credentials: Credentials) -> AsyncIterator[OfficeServer]:
    """A server of one test's own, with every office's streams, empty."""
    running = OfficeServer(embedded(nats_folder, nats_credentials, OFFICES), nats_credentials)
    await running.nats.start()
    yield running
    await running.nats.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def office_server(
    tmp_path_factory: pytest.TempPathFactory, nats_template: Path, nats_credentials: Credentials
) -> AsyncIterator[OfficeServer]:
    """One server for the whole run, for tests that need ids of their own only."""
    folder = tmp_path_factory.mktemp("shared") / "nats"
    shutil.copytree(nats_template, folder)
    running = OfficeServer(embedded(folder, nats_credentials, OFFICES), nats_credentials)
    await running.nats.start()
    yield running
    await running.nats.stop()
    shutil.rmtree(folder)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def three_nodes(
    tmp_path_factory: pytest.TempPathFactory, nats_credentials: Credentials
) -> AsyncIterator[OfficeCluster]:
    """A cluster for the whole run; tests ask for `cluster`."""
    nodes = _nodes(tmp_path_factory.mktemp("cluster"), nats_credentials)
    cluster = OfficeCluster(nodes, nats_credentials)
    try:
        await cluster.whole()
        cluster.urls = [node.url for node in nodes]
        cluster.monitor_urls = [node.monitor_url for node in nodes]
        await apply_all(cluster)
        yield cluster
    finally:
        for node in nodes:
            await node.stop()
        shutil.rmtree(nodes[0].folder.parent)


@pytest_asyncio.fixture
async def cluster(three_nodes: OfficeCluster) -> AsyncIterator[OfficeCluster]:
    """Three healthy nodes, made whole again afterwards; their streams are shared."""
    yield three_nodes
    await three_nodes.whole()


def _nodes(folder: Path, credentials: Credentials) -> list[NatsServer]:
    ports = free_ports(9)
    routes = tuple(Address(LOOPBACK, port) for port in ports[6:])
    return [
        _node(folder / f"node-{number}", number, ports, routes, credentials) for number in range(3)
    ]


def _node(
    folder: Path,
    number: int,
    ports: tuple[int, ...],
    routes: tuple[Address, ...],
    credentials: Credentials,
) -> NatsServer:
    def configure(at: Ports) -> str:
        settings = ServerSettings(
            name=f"node-{number}",
            store=folder / "jetstream",
            client=Address(LOOPBACK, at.client),
            monitor=Address(LOOPBACK, at.monitor),
            offices=OFFICES,
            cluster=Cluster("tuntas", routes[number], routes),
        )
        return render(settings, credentials)

    at = Ports(ports[number], ports[3 + number])
    return NatsServer(folder, configure, at, name=f"node-{number}")
