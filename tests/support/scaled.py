"""The topology of compose.yaml as processes on loopback, told what compose.yaml tells it."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import NamedTuple

from cli.up import Endpoint
from policy.load import load_all
from runtime import monitor
from runtime.credentials import Credentials
from runtime.nats_config import LOOPBACK
from runtime.nats_server import NatsServer, Ports
from runtime.ports import free_ports
from runtime.scaled import EVERYWHERE, NODES, STORE
from tests.support.compose import Compose
from tests.support.postgresql import PostgreSQL
from tests.support.processes import ServiceProcess, serving
from tests.support.system import ROOT

SERVED = ("intake", "intake", "disposition", "sla_monitor", "reporting", "reporting")
DATABASES = ("postgres", "vault")
# One server stands for both databases here, so their one user has one password.
PASSWORD = "sama-untuk-keduanya"


class Ended(NamedTuple):
    """How a command line ended."""

    code: int
    output: bytes
    complaint: str


class Scaled:
    """Where the parts of compose.yaml lie on this machine."""

    def __init__(self, folder: Path) -> None:
        self.compose = Compose()
        self.folder = folder
        self.home = folder / "home"
        self.secrets = folder / "secrets"
        self.postgresql = PostgreSQL(free_ports(1)[0])
        self.nodes: list[NatsServer] = []
        self.services: list[ServiceProcess] = []
        self.portal_port = free_ports(1)[0]
        self._ports = {
            node: dict(zip((4222, 8222, 6222), free_ports(3), strict=True)) for node in NODES
        }

    @property
    def endpoint(self) -> Endpoint:
        """Where an officer finds it."""
        told = self.environment("cli")
        return Endpoint(
            told["TUNTAS_NATS_URL"],
            told["TUNTAS_MONITOR_URL"],
            Credentials(self.secrets / "nats"),
            tuple(load_all()),
            started=False,
        )

    def environment(self, service: str) -> dict[str, str]:
        """What compose.yaml tells a container, with the places of this machine."""
        told = self.compose.environment(service)
        return {name: self._here(value) for name, value in told.items()}

    async def run(self, service: str, *arguments: str) -> Ended:
        """Run what a container runs, or another command line in its place."""
        words = arguments or [self._here(word) for word in self.compose.command(service)]
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", *words),
            cwd=ROOT,
            env=os.environ | self.environment(service),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        async with asyncio.timeout(180):
            output, complaint = await process.communicate()
        return Ended(process.returncode or 0, output, complaint.decode())

    async def start(self, stack: AsyncExitStack) -> None:
        """Bring it up in the order of compose.yaml."""
        self._choose_passwords()
        await self._succeed("setup")
        self._point_passwords_here()
        await asyncio.to_thread(self._start_postgresql)
        stack.callback(self.postgresql.stop)
        await self._start_nodes(stack)
        await self._succeed("apply")
        assert {*SERVED} == {*map(self._served, SERVED)}
        told = self.environment(SERVED[0])
        assert all(self.environment(service) == told for service in SERVED)
        self.services = await stack.enter_async_context(serving(SERVED, self.folder, told))

    @asynccontextmanager
    async def portal(self) -> AsyncIterator[str]:
        """The portal of compose.yaml; where it answers."""
        told = self.environment("portal")
        async with serving((self._served("portal"),), self.folder, told):
            yield f"http://{told['TUNTAS_PORTAL']}"

    def node(self, name: str) -> NatsServer:
        return self.nodes[NODES.index(name)]

    def _served(self, service: str) -> str:
        serve, name = self.compose.command(service)
        assert serve == "serve"
        return name

    async def _succeed(self, service: str) -> None:
        ended = await self.run(service)
        assert ended.code == 0, ended

    def _choose_passwords(self) -> None:
        self.secrets.mkdir(mode=0o700)
        for name in DATABASES:
            path = self.secrets / f"{name}_password"
            path.touch(mode=0o600)
            path.write_text(PASSWORD)

    def _point_passwords_here(self) -> None:
        passfile = self.secrets / "pgpass"
        passfile.write_text(self._here(passfile.read_text()))

    def _start_postgresql(self) -> None:
        self.postgresql.start()
        told = [self.environment(name) for name in DATABASES]
        for user in {each["POSTGRES_USER"] for each in told}:
            self.postgresql.execute(f"CREATE ROLE {user} LOGIN PASSWORD '{PASSWORD}'")
        for each in told:
            database, user = each["POSTGRES_DB"], each["POSTGRES_USER"]
            self.postgresql.execute(f"CREATE DATABASE {database} OWNER {user}")

    async def _start_nodes(self, stack: AsyncExitStack) -> None:
        for name in NODES:
            _, configuration = self.compose.command(name)
            text = self._node_here(name, Path(self._here(configuration)).read_text())
            ports = Ports(self._ports[name][4222], self._ports[name][8222])
            node = NatsServer(
                self.folder / name, lambda _, text=text: text, ports, name=name, tls=True
            )  # type: ignore[misc]
            stack.push_async_callback(node.stop)
            self.nodes.append(node)
            await node.launch()
        monitor.trust(self.folder / "configuration" / "ca.pem")
        for node in self.nodes:
            await node.healthy()

    def _node_here(self, name: str, text: str) -> str:
        for port, here in self._ports[name].items():
            text = text.replace(f"{EVERYWHERE}:{port}", f"{LOOPBACK}:{here}")
        return self._here(text).replace(str(STORE), str(self.folder / name / "store"))

    def _here(self, text: str) -> str:
        for node, ports in self._ports.items():
            for port, here in ports.items():
                text = text.replace(f"{node}:{port}", f"{LOOPBACK}:{here}")
        for database in DATABASES:
            text = text.replace(f"{database}:5432", f"{LOOPBACK}:{self.postgresql.port}")
        text = text.replace("/etc/tuntas-secrets", str(self.secrets))
        text = text.replace("/etc/tuntas", str(self.folder / "configuration"))
        text = text.replace(f"{EVERYWHERE}:8080", f"{LOOPBACK}:{self.portal_port}")
        return text.replace("/var/lib/tuntas", str(self.home))


@asynccontextmanager
async def scaled_topology(folder: Path) -> AsyncIterator[Scaled]:
    """Everything up and ready; ended afterwards, part by part."""
    topology = Scaled(folder)
    async with AsyncExitStack() as stack:
        await topology.start(stack)
        yield topology
