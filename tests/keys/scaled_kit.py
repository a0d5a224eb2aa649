"""Services as processes of their own, and the command line beside them."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from cli.up import Endpoint
from policy.load import load_all
from runtime.apply import apply
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.embedded import embedded
from runtime.home import Home
from runtime.nats_server import NatsServer
from tests.support.processes import ServiceProcess, serving
from tests.support.system import ROOT

SERVED = ("intake", "intake", "disposition", "sla_monitor", "reporting")


class Said(NamedTuple):
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def answer(self) -> Any:
        return msgspec.json.decode(self.out)


class Installation(NamedTuple):
    """A NATS with five processes around it, and the folder that they share."""

    home: Home
    server: NatsServer
    endpoint: Endpoint
    processes: list[ServiceProcess]
    variables: dict[str, str]

    async def tuntas(self, *arguments: str) -> Said:
        """One command of the program, in a process of its own."""
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "cli", *arguments),
            cwd=ROOT,
            env={**os.environ, **self.variables},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        return Said(process.returncode or 0, out.decode(), err.decode())


@asynccontextmanager
async def installation(root: Path, logs: Path) -> AsyncIterator[Installation]:
    home = Home(root)
    home.prepare()
    offices = tuple(load_all())
    home.credentials.ensure(offices)
    server = embedded(home.nats, home.credentials, offices)
    await server.start()
    try:
        for office in offices:
            admin = await connect(server.url, home.credentials, office, ADMIN)
            await apply(admin, office)
            await admin.close()
        variables = {
            "TUNTAS_HOME": str(home.root),
            "TUNTAS_NATS_URL": server.url,
            "TUNTAS_MONITOR_URL": server.monitor_url,
        }
        endpoint = Endpoint(
            server.url, server.monitor_url, home.credentials, offices, started=False
        )
        async with serving(SERVED, logs, variables) as processes:
            yield Installation(home, server, endpoint, processes, variables)
    finally:
        await server.stop()
