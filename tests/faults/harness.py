"""One installation under fault: a real nats-server and the four services as processes."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from nats.aio.client import Client

from policy.load import Loaded, load_all
from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.embedded import embedded
from runtime.home import Home
from runtime.nats_server import NatsServer, ServerNotStartedError
from runtime.topology import SERVICES
from tests.faults.journal import Journal
from tests.faults.supervisor import Supervised, environment_of

SERVER: Final = "nats-server"
_START_TRIES: Final = 5


@dataclass(slots=True)
class Rig:
    """What runs, and how to break it.

    Attributes:
        services: The four, by name.
        clients: A connection as `cli` for each office.
    """

    home: Home
    server: NatsServer
    journal: Journal
    offices: dict[str, Loaded]
    services: dict[str, Supervised] = field(default_factory=dict)
    clients: dict[str, Client] = field(default_factory=dict)

    async def ready(self, target: str) -> None:
        """Return once it answers, so that killing it ends some work."""
        if target != SERVER:
            await self.services[target].ready()

    async def all_ready(self) -> None:
        """Return once all services answer."""
        for service in self.services.values():
            await service.ready()

    async def kill(self, target: str) -> None:
        """Kill the server or a service with -9; it is started again at once."""
        if target != SERVER:
            service = self.services[target]
            pid = await service.ready()
            self.journal.write("nemesis", "kill", "info", key=target, value={"pid": pid})
            service.kill(pid)
            return
        self.journal.write("nemesis", "kill", "info", key=SERVER, value={"pid": self.server.pid})
        self.server.kill()
        await self._start_server()
        self.journal.write("nemesis", "started", "info", key=SERVER, value={"pid": self.server.pid})

    async def _start_server(self) -> None:
        for left in reversed(range(_START_TRIES)):
            try:
                await self.server.start()
            except ServerNotStartedError:
                if not left:
                    raise
            else:
                return


@asynccontextmanager
async def rig(root: Path, journal: Journal) -> AsyncIterator[Rig]:
    """An installation in a folder of its own; everything that it started is ended after it."""
    home = Home(root / "home")
    home.prepare()
    offices = load_all()
    home.credentials.ensure(offices)
    async with AsyncExitStack() as stack:
        server = embedded(home.nats, home.credentials, offices)
        await server.start()
        stack.callback(server.kill)
        made = Rig(home, server, journal, offices)
        for office in offices:
            admin = await connect(server.url, home.credentials, office, ADMIN)
            await apply(admin, office)
            await admin.close()
        environment = environment_of(server.url, server.monitor_url)
        for name in SERVICES:
            made.services[name] = Supervised(name, home.root, environment, journal)
        await stack.enter_async_context(_running(list(made.services.values())))
        for office in offices:
            client = await connect(server.url, home.credentials, office, "cli")
            stack.push_async_callback(client.close)
            made.clients[office] = client
        yield made


@asynccontextmanager
async def _running(services: Sequence[Supervised]) -> AsyncIterator[None]:
    """Keep services running, and end them however this ends; one that cannot run ends it."""
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(service.run(), name=service.service) for service in services]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
