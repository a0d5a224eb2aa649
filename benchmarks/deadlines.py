"""Deadlines by the ten thousand: all due in one second, and all open when the monitor starts."""

import asyncio
import datetime as dt
import sqlite3
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import msgspec
from nats.aio.client import Client

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
from benchmarks.commands import raw_publishes
from benchmarks.start import resident
from benchmarks.watched import POLICY, received
from policy.deadline import due_of
from policy.load import parse
from policy.rules import get_rule
from runtime import topology
from runtime.describe import find_stream
from runtime.home import Home
from runtime.nats_server import NatsServer

DUE = 20_000
OPEN = 100_000
CLOCKS = 4
LEAD = dt.timedelta(seconds=150)
"""Time to write, start and arm everything before it falls due."""
PATIENCE = 600.0


async def verdicts() -> bool:
    """Print how long it takes until every clock of one second has its verdict."""
    heading(f"{DUE:,} clocks due in the same second, one each of {DUE:,} complaints")
    async with temporary_home() as home, server(home) as nats:
        raw = await raw_publishes(nats, home, DUE // 2)
    async with temporary_home() as home, server(home) as nats:
        due_at = _due_at(dt.datetime.now(dt.UTC) + LEAD - dt.timedelta(hours=1))
        await _write(nats, home, DUE, due_at - dt.timedelta(hours=1))
        async with _watched(nats, home, DUE), _looking(nats, home) as look:
            over_at = due_at + dt.timedelta(seconds=1)
            left = (over_at - dt.datetime.now(dt.UTC)).total_seconds()
            if left <= 0:
                raise RuntimeError("everything was due before it was armed: give it more LEAD")
            await asyncio.sleep(left)
            start = time.perf_counter()
            await _reach(look, topology.event_stream(OFFICE), 3 * DUE)
            took = time.perf_counter() - start
    async with temporary_home() as home, server(home) as nats:
        again = await raw_publishes(nats, home, DUE // 2)
    print(f"   the last verdict was recorded {took:.1f} s after they were over")
    return compare("verdicts to raw guarded publishes", [DUE / took], [raw, again], 0.4)


async def many() -> bool:
    """Print what so many open complaints cost: arming, memory, and starting again."""
    heading(f"{OPEN:,} open complaints with {CLOCKS} clocks each")
    async with temporary_home() as home, server(home) as nats:
        await _write(nats, home, OPEN, dt.datetime.now(dt.UTC))
        start = time.perf_counter()
        async with _watched(nats, home, OPEN):
            took = time.perf_counter() - start
            print(f"   armed: {CLOCKS * OPEN / took:,.0f} clocks/s, {took:.0f} s in all")
            print(f"   resident: server {resident(nats.pid) / 1e6:,.0f} MB, {_monitor(home)}")
        start = time.perf_counter()
        async with _watched(nats, home, OPEN):
            print(f"   the monitor again: {time.perf_counter() - start:.1f} s, {_monitor(home)}")
        start = time.perf_counter()
        nats.kill()
        await nats.restart()
        print(f"   the server again, after kill -9: {time.perf_counter() - start:.1f} s")
    return True


def _due_at(received_at: dt.datetime) -> dt.datetime:
    loaded = parse(POLICY, "policy.toml")
    rule = get_rule(loaded.policy, f"{OFFICE}.verify")
    local = received_at.astimezone(loaded.calendar.zone)
    return due_of(rule, loaded.calendar, local.date(), received_at).due_at


async def _write(nats: NatsServer, home: Home, count: int, received_at: dt.datetime) -> None:
    """So many complaints, as they lie in the stream after they were received."""
    client = await connected(nats, home, "intake")

    async def one(_: int) -> int:
        commit = received(received_at)
        subject = topology.event_subject(OFFICE, commit.pengaduan_id)
        headers = {"Nats-Msg-Id": commit.id, "Nats-Expected-Last-Subject-Sequence": "0"}
        answer = await client.request(
            subject, msgspec.json.encode(commit), timeout=30, headers=headers
        )
        if b'"seq"' not in answer.data:
            raise RuntimeError(answer.data.decode())
        return 1

    try:
        await rate(one, count)
    finally:
        await client.close()


@asynccontextmanager
async def _watched(nats: NatsServer, home: Home, complaints: int) -> AsyncIterator[None]:
    """A monitor in a process of its own that has armed every clock."""
    (home.root / "policy.toml").write_bytes(POLICY)
    async with process("benchmarks.worker", "monitor", str(home.root), nats.url):
        async with _looking(nats, home) as look:
            await _reach(look, topology.event_stream(OFFICE), 2 * complaints)
        await _armed(home, CLOCKS * complaints)
        yield


@asynccontextmanager
async def _looking(nats: NatsServer, home: Home) -> AsyncIterator[Client]:
    client = await connected(nats, home, "auditor")
    try:
        yield client
    finally:
        await client.close()


async def _reach(client: Client, stream: str, last: int) -> None:
    """Wait until the stream's last sequence is that."""
    deadline = time.monotonic() + PATIENCE
    while (await find_stream(client, stream)).state.last_seq < last:
        if time.monotonic() > deadline:
            raise RuntimeError(f"{stream} did not come to {last}")
        await asyncio.sleep(0.02)


async def _armed(home: Home, clocks: int) -> None:
    """Wait until the monitor's table holds the next moments of so many clocks."""
    deadline = time.monotonic() + PATIENCE
    table = home.sql / f"sla_monitor_{OFFICE}.sqlite"
    with closing(sqlite3.connect(f"{table.as_uri()}?mode=ro", uri=True)) as database:
        while database.execute("SELECT count(*) FROM sla_running").fetchone()[0] < clocks:
            if time.monotonic() > deadline:
                raise RuntimeError(f"{clocks} clocks were not armed")
            await asyncio.sleep(0.05)


def _monitor(home: Home) -> str:
    pid = int(Path(home.root / "worker.pid").read_text("ascii"))
    return f"monitor {resident(pid) / 1e6:,.0f} MB"
