"""What a service needs of its surroundings, for one office."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from faststream.nats import NatsBroker
from nats.aio.client import Client
from sqlalchemy.engine import make_url
from sqlalchemy.schema import CreateSchema

from engine.jetstream import JetStreamStore
from engine.keyed import Keyed
from engine.sql import Database, open_database
from engine.vault import Vault
from runtime import topology
from runtime.broken import Broken
from runtime.clock import Clock
from runtime.connect import broker, connect
from runtime.credentials import answering
from runtime.history import CODEC
from runtime.home import Home
from runtime.program import PROGRAM
from runtime.secrets import OfficeSecrets, office_keys, office_secrets
from runtime.steady import steady_clock
from schemas.commit import Commit

EMBEDDED = "embedded"
KEYS_IN_MEMORY = 4096


@dataclass(slots=True)
class Office:
    """One office as one service sees it; what is opened here is closed by `close`.

    Attributes:
        code: The office.
        servers: Addresses of NATS.
        home: Secrets and data.
        gate: What keeps the gate closed at the moment; nothing when it is open.
        copy: The name of this process among the copies of a service. The embedded one is
            alone and always the same, so after a crash it need not wait for its own lease.
        clock: Tells the time; the same for all offices and services of this process.
        program: As written into commits.
    """

    code: str
    servers: tuple[str, ...]
    home: Home
    gate: Callable[[], Sequence[Broken]] = tuple
    copy: str = EMBEDDED
    clock: Clock = field(default_factory=steady_clock)
    program: str = PROGRAM
    _clients: list[Client] = field(default_factory=list)
    _databases: list[Database] = field(default_factory=list)

    @property
    def secrets(self) -> OfficeSecrets:
        """The office's secrets."""
        return office_secrets(self.home.secrets, self.code)

    def keyed(self, name: str) -> Keyed:
        """Keyed digests: `lookup` or `tracking`."""
        return Keyed(getattr(self.secrets, name))

    async def connect(self, user: str) -> Client:
        """A connection for reading and appending."""
        client = await connect(self.servers, self.home.credentials, self.code, user)
        self._clients.append(client)
        return client

    def broker(self, service: str) -> NatsBroker:
        """The connection on which a service answers, apart from the one it appends with."""
        return broker(self.servers, self.home.credentials, self.code, answering(service))

    def store(self, client: Client) -> JetStreamStore[Commit]:
        """The office's event stream, for one reader."""
        stream = topology.event_stream(self.code)
        return JetStreamStore(client, stream, topology.bells_of(self.code), CODEC)

    async def database(self, kind: str) -> Database:
        """A database for what can be built again from the events."""
        return await self._open(kind, full_sync=False)

    async def vault(self, *, cache: int = KEYS_IN_MEMORY) -> Vault:
        """The office's keys, so many of them kept open in memory."""
        database = await self._open("vault", full_sync=True)
        # Read anew while it runs, because the office key can be rotated meanwhile.
        keys = office_keys(self.home.secrets, self.code)
        vault = Vault(database, keys, cache=cache)
        await vault.prepare(self.clock.now())
        return vault

    async def close(self) -> None:
        """Close what was opened."""
        for client in self._clients:
            await client.close()
        for database in self._databases:
            await database.close()

    async def _open(self, kind: str, *, full_sync: bool) -> Database:
        url = self.home.database_url(self.code, kind)
        database = open_database(url, full_sync=full_sync)
        self._databases.append(database)
        if make_url(url).get_backend_name() == "postgresql":
            async with database.write() as connection:
                schema = CreateSchema(f"{self.code}_{kind}", if_not_exists=True)
                await connection.execute(schema)
        return database
