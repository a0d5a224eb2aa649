"""From nothing running to the first answer, and what the idle system holds in memory."""

import asyncio
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec

from benchmarks.bench import OFFICE, ROOT, heading, temporary_home
from runtime import topology
from runtime.connect import connect
from runtime.home import Home, Running
from schemas.queries import Status

ROUNDS = 3
IDLE_SECONDS = 5


async def run() -> bool:
    """Print the cold start of `tuntas up` and its resident memory when idle."""
    heading("cold start and idle memory")
    async with temporary_home() as home:
        first = await _start(home)
        again = [await _start(home) for _ in range(ROUNDS - 1)]
    seconds = [took for took, _ in (first, *again)]
    memory = [held for _, held in (first, *again)]
    print(f"   to the first answer: {', '.join(f'{each:.2f} s' for each in seconds)} (goal 3 s)")
    print(f"   resident when idle: {', '.join(f'{each:.0f} MB' for each in memory)} (goal 300 MB)")
    return max(seconds) < 3 and max(memory) < 300


async def _start(home: Home) -> tuple[float, float]:
    start = time.perf_counter()
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "cli", "up", "--home", str(home.root)),
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        await _first_answer(home, child)
        took = time.perf_counter() - start
        await asyncio.sleep(IDLE_SECONDS)
        return took, resident(child.pid) / 1e6
    finally:
        child.send_signal(signal.SIGINT)
        await child.wait()


async def _first_answer(home: Home, child: asyncio.subprocess.Process) -> None:
    running: Running | None = None
    while running is None:
        if child.returncode is not None:
            raise RuntimeError(f"up ended with {child.returncode}")
        running = home.running()
        await asyncio.sleep(0.01)
    client = await connect(running.url, home.credentials, OFFICE, "cli")
    subject = topology.query_subject(OFFICE, "cli", "Status")
    await client.request(subject, msgspec.json.encode(Status()), timeout=10)
    await client.close()


def resident(pid: int) -> int:
    """Bytes that a process and its children hold."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return pages * 4096 + sum(resident(int(child)) for child in children)
