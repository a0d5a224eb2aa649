"""What sealing and permissions cost: commands with both, without either one, and without both.

Four installations stand side by side and are asked in turns, so that whatever slows the machine
for a while slows all of them.
"""

import logging
import re
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

import msgspec
import uvloop
from nats.aio.client import Client

from benchmarks.bench import OFFICE, compare, connected, heading, process, rate, temporary_home
from benchmarks.commands import _heard, _say, intake_life
from benchmarks.worker import intake as sealed_intake
from policy.load import load_all
from runtime.apply import apply
from runtime.case import Case
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.embedded import embedded_settings
from runtime.home import Home
from runtime.ids import new_id
from runtime.logs import log_to
from runtime.nats_config import render
from runtime.nats_server import NatsServer, Ports
from runtime.sealing import Sealer
from schemas.base import Box, Sealed
from schemas.plaintexts import Identity
from services.intake import service as intake_service

COMPLAINTS = 150
WARM = 50
ROUNDS = 12
GOAL = 0.85  # At most 15 % of the commands may be lost to it.
PERMISSIONS = re.compile(r", permissions: \{\n.*\n.*\} \} \}$", re.MULTILINE)
NO_KEY = "tanpa-kunci"


class Kind(NamedTuple):
    """One way of running."""

    name: str
    permissions: bool
    sealing: bool


KINDS = (
    Kind("as it runs", permissions=True, sealing=True),
    Kind("without permissions", permissions=False, sealing=True),
    Kind("without sealing", permissions=True, sealing=False),
    Kind("without both", permissions=False, sealing=False),
)


class NullSealer(Sealer):
    """Puts the words into the boxes as they are; no key is taken, wrapped or written."""

    async def seal(
        self,
        pengaduan_id: str,  # noqa: ARG002 - what it is called with
        event_type: str,  # noqa: ARG002 - the same
        case: Case,  # noqa: ARG002 - the same
        *,
        identity: Identity | None = None,
        content: msgspec.Struct | None = None,
    ) -> Sealed:
        """Make boxes that anybody can read."""
        said = {"identity": identity, "content": content}
        return Sealed(
            **{
                name: Box(key=NO_KEY, nonce=bytes(12), data=msgspec.json.encode(plain))
                for name, plain in said.items()
                if plain is not None
            }
        )


async def run() -> bool:
    """Print commands a second of all four, and what each of the two costs."""
    log_to(None, logging.WARNING)
    heading("what sealing and permissions cost")
    rates: dict[Kind, list[float]] = {kind: [] for kind in KINDS}
    async with AsyncExitStack() as stack:
        clients = {kind: await stack.enter_async_context(_asked(kind)) for kind in KINDS}
        for client in clients.values():
            await _commands(client, WARM)
        for number in range(ROUNDS):
            # Each kind is once the first of a round, so that none always follows another.
            for kind in islice(cycle(KINDS), number, number + len(KINDS)):
                rates[kind].append(await _commands(clients[kind], COMPLAINTS))
    ours = rates[KINDS[0]]
    met = [compare(f"to {kind.name}", ours, rates[kind], GOAL) for kind in KINDS[1:]]
    return all(met)


async def _commands(client: Client, complaints: int) -> float:
    async def complaint(_: int) -> int:
        commands = intake_life(new_id())
        for command in commands:
            await _say(client, command)
        return len(commands)

    return await rate(complaint, complaints)


@asynccontextmanager
async def _asked(kind: Kind) -> AsyncIterator[Client]:
    """An installation of that kind, with a connection to ask it."""
    what = "sealed" if kind.sealing else "unsealed"
    async with AsyncExitStack() as stack:
        home = await stack.enter_async_context(temporary_home())
        nats = await stack.enter_async_context(_server(home, kind))
        worker = process("benchmarks.access", what, str(home.root), nats.url)
        await stack.enter_async_context(worker)
        client = await connected(nats, home, "cli")
        stack.push_async_callback(client.close)
        await _heard(client)
        yield client


@asynccontextmanager
async def _server(home: Home, kind: Kind) -> AsyncIterator[NatsServer]:
    home.prepare()
    offices = load_all()
    home.credentials.ensure(offices)

    def configure(at: Ports) -> str:
        text = render(embedded_settings(home.nats, tuple(offices), at), home.credentials)
        return text if kind.permissions else _let_all_do_all(text)

    nats = NatsServer(home.nats, configure)
    await nats.start()
    try:
        admin = await connect(nats.url, home.credentials, OFFICE, ADMIN)
        await apply(admin, OFFICE)
        await admin.close()
        yield nats
    finally:
        await nats.stop()


def _let_all_do_all(configuration: str) -> str:
    """Take every allow-list out of what the generator writes; accounts and keys stay."""
    text, taken = PERMISSIONS.subn(" }", configuration)
    if not taken or "allow:" in text:
        raise RuntimeError("the configuration is written otherwise than this expects")
    return text


async def _serve(what: str, root: Path, url: str) -> None:
    home = Home(root)
    log_to(home.logs / f"{what}.log")
    if what == "unsealed":
        # The service makes its sealer by this name.
        intake_service.Sealer = NullSealer  # type: ignore[misc]
    await sealed_intake(home, url)


if __name__ == "__main__":
    uvloop.run(_serve(sys.argv[1], Path(sys.argv[2]), sys.argv[3]))
