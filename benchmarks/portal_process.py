"""The portal in a process of its own, with one officer who may sign in."""

import asyncio
import datetime as dt
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import uvloop

from benchmarks.bench import OFFICE, ROOT
from benchmarks.worker import told_to_stop
from policy.load import load_all
from portal.accounts import Account
from portal.serving import serving
from runtime.garbage import look_seldom
from runtime.home import Home
from runtime.logs import log_to

NAME, PASSWORD = "siti", "kata-sandi-ukur-1"


@asynccontextmanager
async def portal_process(home: Home, nats: str) -> AsyncIterator[tuple[str, int]]:
    """Its address and process id."""
    child = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "benchmarks.portal_process",
        str(home.root),
        nats,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    )
    assert child.stdout is not None
    try:
        url = (await child.stdout.readline()).decode().strip()
        if not url:
            raise RuntimeError("the portal did not start")
        yield url, child.pid
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


async def main(home: Home, nats: str) -> None:
    """Serve until told to stop."""
    offices = {OFFICE: load_all()[OFFICE]}
    at = {"host": "127.0.0.1", "port": 0}
    async with serving(home, (nats,), offices, limited=False, **at) as served:
        siti = Account(NAME, "Siti", ("petugas",))
        accounts = served.desks[OFFICE].accounts
        await accounts.put(siti, PASSWORD, by="bench", at=dt.datetime.now(dt.UTC))
        print(served.url, flush=True)
        look_seldom()
        await told_to_stop()


if __name__ == "__main__":
    place = Home(Path(sys.argv[1]))
    log_to(place.logs / "portal.log")
    uvloop.run(main(place, sys.argv[2]))
