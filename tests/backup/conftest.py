"""A server to copy from, an empty one to restore into, and a vault beside each."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from nats.aio.client import Client

from engine.sql import Database, open_database
from engine.vault import Vault
from runtime.credentials import ADMIN, AUDITOR, Credentials
from runtime.embedded import embedded
from runtime.nats_server import NatsServer, Ports
from tests.support.servers import OFFICES, OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

OFFICE_KEY = bytes(range(32))


def copying(nats: NatsServer) -> NatsServer:
    """Let the admin move chunks of snapshots as well as ask for them."""
    configure = nats._configure

    def wider(ports: Ports) -> str:
        asked = 'allow: ["$JS.API.>"]'
        return configure(ports).replace(asked, 'allow: ["$JS.API.>", "$JS.SNAPSHOT.>"]')

    nats._configure = wider
    return nats


@pytest.fixture
async def server(nats_folder: Path, nats_credentials: Credentials) -> AsyncIterator[OfficeServer]:
    nats = copying(embedded(nats_folder, nats_credentials, OFFICES))
    await nats.start()
    yield OfficeServer(nats, nats_credentials)
    await nats.stop()


@pytest.fixture
async def empty(tmp_path: Path, nats_credentials: Credentials) -> AsyncIterator[OfficeServer]:
    """A server without any stream."""
    folder = tmp_path / "empty"
    folder.mkdir()
    nats = copying(embedded(folder, nats_credentials, OFFICES))
    await nats.start()
    yield OfficeServer(nats, nats_credentials)
    await nats.stop()


@pytest.fixture
async def writer(server: OfficeServer) -> AsyncIterator[Writer]:
    async with connected(server, OFFICE, "intake") as client:
        yield Writer(client)


@pytest.fixture
async def admin(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, ADMIN) as client:
        yield client


@pytest.fixture
async def auditor(server: OfficeServer) -> AsyncIterator[Client]:
    async with connected(server, OFFICE, AUDITOR) as client:
        yield client


@pytest.fixture
async def empty_admin(empty: OfficeServer) -> AsyncIterator[Client]:
    async with connected(empty, OFFICE, ADMIN) as client:
        yield client


@pytest.fixture
async def empty_auditor(empty: OfficeServer) -> AsyncIterator[Client]:
    async with connected(empty, OFFICE, AUDITOR) as client:
        yield client


@pytest.fixture
def vault_database(safe_database: Database) -> Database:
    """The database of a vault to copy from, once on each dialect."""
    return safe_database


@pytest.fixture
async def empty_database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = open_database(f"sqlite+aiosqlite:///{tmp_path / 'new.sqlite'}", full_sync=True)
    yield opened
    await opened.close()


@pytest.fixture
async def vault(vault_database: Database) -> Vault:
    made = Vault(vault_database, OFFICE_KEY)
    await made.prepare()
    return made
