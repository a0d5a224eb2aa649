"""A service in a process of its own: intake, the monitor, or a handler that does nothing."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import uvloop
from faststream.nats import NatsMessage

from benchmarks.bench import OFFICE
from policy.load import load_all, load_office
from runtime import topology
from runtime.answering import WORKERS
from runtime.connect import broker
from runtime.garbage import look_seldom
from runtime.home import Home
from runtime.logs import log_to
from runtime.office import Office
from services.intake.service import IntakeService
from services.sla_monitor.service import MonitorService


async def empty(home: Home, url: str) -> None:
    """The ceiling: the same broker and workers, and no work."""
    hears = broker(url, home.credentials, OFFICE, "intake_jawab")

    @hears.subscriber(
        topology.commands_of(OFFICE, "intake"), queue="intake", max_workers=WORKERS, decoder=raw
    )
    async def on_request(_: bytes) -> bytes:
        return b"{}"

    await hears.start()
    await told_to_stop()
    await hears.stop()


async def raw(message: NatsMessage) -> bytes:
    return message.body


async def intake(home: Home, url: str) -> None:
    """The service as it runs."""
    service = IntakeService(Office(OFFICE, (url,), home), load_all()[OFFICE])
    await service.start()
    look_seldom()
    await told_to_stop()
    await service.stop()


async def monitor(home: Home, url: str) -> None:
    """The monitor, under the policy that lies in the home."""
    loaded = load_office(home.root / "policy.toml")
    (home.root / "worker.pid").write_text(str(os.getpid()), "ascii")
    service = MonitorService(Office(OFFICE, (url,), home), loaded)
    await service.start()
    look_seldom()
    await told_to_stop()
    await service.stop()


async def told_to_stop() -> None:
    print("ready", flush=True)
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    await stopped.wait()


def main() -> None:
    what, root, url = sys.argv[1:]
    home = Home(Path(root))
    log_to(home.logs / f"{what}.log")
    uvloop.run({"empty": empty, "intake": intake, "monitor": monitor}[what](home, url))


if __name__ == "__main__":
    main()
