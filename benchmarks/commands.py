"""Commands through the intake service: request, load, decide, seal, append, answer."""

import asyncio

import msgspec
from nats.aio.client import Client
from nats.errors import NoRespondersError

from benchmarks.bench import (
    OFFICE,
    compare,
    connected,
    heading,
    process,
    rate,
    server,
    temporary_home,
)
from runtime import ids, topology
from runtime.home import Home
from runtime.nats_server import NatsServer
from schemas.commands import intake as say

COMPLAINTS = 1500
ROUNDS = 3
TEXT = "Izin apotek saya sudah sebulan tidak terbit, mohon penjelasan kapan selesai. " * 4


async def run() -> bool:
    """Print what a service does beside an empty handler and beside raw publishes."""
    heading("commands through a service")
    ours: list[float] = []
    empty: list[float] = []
    raw: list[float] = []
    for _ in range(ROUNDS):
        async with temporary_home() as home, server(home) as nats:
            async with process("benchmarks.worker", "empty", str(home.root), nats.url):
                empty.append(await _requests(nats, home))
            async with process("benchmarks.worker", "intake", str(home.root), nats.url):
                ours.append(await _requests(nats, home))
            raw.append(await raw_publishes(nats, home, 4 * COMPLAINTS))
    compare("commands to raw guarded publishes", ours, raw, None)
    return compare("commands to an empty handler", ours, empty, 0.4)


async def _requests(nats: NatsServer, home: Home) -> float:
    client = await connected(nats, home, "cli")

    async def complaint(_: int) -> int:
        commands = intake_life(ids.new_id())
        for command in commands:
            await _say(client, command)
        return len(commands)

    try:
        await _heard(client)
        await rate(complaint, 100)
        return await rate(complaint, COMPLAINTS)
    finally:
        await client.close()


async def _heard(client: Client) -> None:
    """Wait until the server knows the subscription of a process that says it is ready."""
    subject = topology.command_subject(OFFICE, "cli", "intake", "Verify")
    while True:
        try:
            await client.request(subject, b"{}", timeout=30)
        except NoRespondersError:
            await asyncio.sleep(0.01)
        else:
            return


async def _say(client: Client, command: msgspec.Struct) -> None:
    subject = topology.command_subject(OFFICE, "cli", "intake", type(command).__name__)
    answer = await client.request(subject, msgspec.json.encode(command), timeout=30)
    if b'"refused"' in answer.data:
        raise RuntimeError(answer.data.decode())


def intake_life(pengaduan_id: str) -> list[msgspec.Struct]:
    common = {"pengaduan_id": pengaduan_id}
    who = say.IdentityGiven(
        name="Nama Contoh", phone="081200000000", address="Jalan Contoh 1", email="a@contoh.example"
    )
    return [
        say.Receive(command_id=ids.new_id(), **common, channel="website", text=TEXT, identity=who),
        say.AddMessage(command_id=ids.new_id(), **common, channel="website", text=TEXT),
        say.Verify(command_id=ids.new_id(), **common, text="Data lengkap."),
        say.Classify(
            command_id=ids.new_id(),
            **common,
            severity="ringan",
            kind="permintaan_informasi",
            category=CATEGORY,
        ),
    ]


CATEGORY = "pelayanan_masyarakat"


async def raw_publishes(nats: NatsServer, home: Home, count: int, size: int = 1300) -> float:
    """Guarded publishes of messages of that size, each to a new subject, by bare nats-py."""
    client = await connected(nats, home, "intake")
    payload = b"x" * size

    async def publish(_: int) -> int:
        name = ids.new_id()
        headers = {"Nats-Msg-Id": name, "Nats-Expected-Last-Subject-Sequence": "0"}
        subject = topology.event_subject(OFFICE, name)
        answer = await client.request(subject, payload, timeout=30, headers=headers)
        if b'"seq"' not in answer.data:
            raise RuntimeError(answer.data.decode())
        return 1

    try:
        return await rate(publish, count)
    finally:
        await client.close()
