"""The composition root: the embedded system in one process, or one service by itself.

This is the only face that imports services.
"""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Protocol

from cli.policies import keep_good, policies_of, take_up
from cli.portal import portal
from cli.reach import monitors_of, replicas_of
from cli.screen import complain
from policy.load import Loaded
from runtime import apply, monitor
from runtime.connect import connect
from runtime.credentials import ADMIN, Credentials
from runtime.embedded import embedded
from runtime.garbage import look_seldom
from runtime.gatehouse import Gatehouse
from runtime.home import Home, Running
from runtime.logs import log_to, logging_to
from runtime.office import EMBEDDED, Office
from services.disposition.service import DispositionService
from services.intake.service import IntakeService
from services.reporting.service import ReportingService
from services.sla_monitor.service import MonitorService

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a system answers.

    Attributes:
        url: NATS.
        monitor_url: The server's monitoring address.
        credentials: The keys to log in with.
        offices: The offices that it serves.
        started: True when this process started it for its own duration.
    """

    url: str
    monitor_url: str
    credentials: Credentials
    offices: tuple[str, ...]
    started: bool


class UnknownServiceError(Exception):
    """There is no service of that name."""

    code = "unknown_service"

    def __init__(self, service: str) -> None:
        super().__init__(f"Layanan {service!r} tidak ada: pilih {', '.join(SERVICES)} atau portal.")


class NothingRunsError(Exception):
    """There is no NATS for a single service."""

    code = "nothing_runs"

    def __init__(self, root: object) -> None:
        super().__init__(
            f"Tidak ada sistem yang berjalan di {root}: jalankan `tuntas up` dahulu, "
            "atau sebut alamat NATS dalam TUNTAS_NATS_URL."
        )


class Service(Protocol):
    """One service of one office."""

    async def start(self) -> None: ...

    async def stop(self) -> None: ...


MAKERS: dict[str, Callable[[Office, Loaded], Service]] = {
    "intake": IntakeService,
    "disposition": DispositionService,
    "sla_monitor": MonitorService,
    "reporting": ReportingService,
}
SERVICES = tuple(MAKERS)
PORTAL = "portal"


@asynccontextmanager
async def system(home: Home, *, say: Say) -> AsyncIterator[Endpoint]:
    """A system to ask: the one that runs here, else one started for this duration.

    Raises:
        HomeInUseError: Another process runs this home and does not answer yet.
    """
    running = _elsewhere() or home.running()
    if running is not None:
        offices = tuple(policies_of(home))
        yield Endpoint(running.url, running.monitor_url, home.credentials, offices, started=False)
    else:
        async with started(home, say=say) as endpoint:
            yield endpoint


def _elsewhere() -> Running | None:
    """The NATS that the environment names."""
    url = os.environ.get("TUNTAS_NATS_URL")
    if url is None:
        return None
    return Running(pid=0, url=url, monitor_url=os.environ.get("TUNTAS_MONITOR_URL", ""))


@asynccontextmanager
async def started(home: Home, *, say: Say) -> AsyncIterator[Endpoint]:
    """Everything in this process: the NATS server as a child, and all services of all offices.

    Raises:
        HomeInUseError: Another process runs this home.
    """
    with home.held(), logging_to(home.logs / "tuntas.log"):
        offices, choices = take_up(home, complain)
        home.credentials.ensure(offices)
        async with AsyncExitStack() as stack:
            server = embedded(home.nats, home.credentials, offices)
            await server.start()
            stack.push_async_callback(server.stop)
            say(f"nats-server {server.url}")
            for code in offices:
                await _prepare(home, server.url, code)
            running = Running(
                pid=os.getpid(),
                url=server.url,
                monitor_url=server.monitor_url,
                offices=tuple(offices),
            )
            await _start_all(stack, home, running, offices)
            keep_good(home, choices)
            home.announce(running)
            stack.callback(home.withdraw)
            yield Endpoint(
                server.url, server.monitor_url, home.credentials, tuple(offices), started=True
            )


async def serve_forever(home: Home, say: Say) -> None:
    """The embedded system with its portal until it is told to stop."""
    async with started(home, say=say) as endpoint:
        at = Running(pid=os.getpid(), url=endpoint.url, monitor_url=endpoint.monitor_url)
        say(f"siap: {', '.join(endpoint.offices)}")
        async with portal(home, at, policies_of(home)) as served:
            say(f"portal: {served.url} (Ctrl-C untuk berhenti)")
            await until_stopped()


async def serve_one(home: Home, service: str, say: Say) -> None:
    """One service of all offices, on a NATS that runs already, until it is told to stop.

    Raises:
        UnknownServiceError: There is no such service.
        NothingRunsError: There is no NATS to connect to.
    """
    if service not in (*SERVICES, PORTAL):
        raise UnknownServiceError(service)
    at = _elsewhere() or home.running()
    if at is None:
        raise NothingRunsError(home.root)
    home.prepare()
    log_to(None)
    offices, choices = take_up(home, complain)
    if service == PORTAL:
        async with portal(home, at, offices) as served:
            say(f"portal: siap di {served.url}")
            await until_stopped()
        return
    async with AsyncExitStack() as stack:
        copy = f"{socket.gethostname()}/{os.getpid()}"
        await _start_all(stack, home, at, offices, only=(service,), copy=copy)
        keep_good(home, choices)
        say(f"{service}: siap")
        await until_stopped()


async def _prepare(home: Home, url: str, office: str) -> None:
    admin = await connect(url, home.credentials, office, ADMIN)
    try:
        await apply.apply(admin, office, opds=home.credentials.opds.codes(office))
    finally:
        await admin.close()


async def _start_all(
    stack: AsyncExitStack,
    home: Home,
    at: Running,
    offices: dict[str, Loaded],
    only: Sequence[str] = SERVICES,
    *,
    copy: str = EMBEDDED,
) -> None:
    """Start services office by office, each office behind its gate."""
    for code, loaded in offices.items():
        gatehouse = await _gatehouse(stack, home, at, code, only[0])
        servers = tuple(at.url.split(","))
        services = []
        for name in only:
            office = Office(code, servers, home, lambda g=gatehouse: g.closed, copy)  # type: ignore[misc]
            # What a service opened is closed also when its start failed half-way.
            stack.push_async_callback(office.close)
            services.append(MAKERS[name](office, loaded))
        begun = await asyncio.gather(*(s.start() for s in services), return_exceptions=True)
        for service, failure in zip(services, begun, strict=True):
            if failure is None:
                stack.push_async_callback(service.stop)
        for failure in begun:
            if failure is not None:
                raise failure
    look_seldom()


async def _gatehouse(
    stack: AsyncExitStack, home: Home, at: Running, office: str, user: str
) -> Gatehouse:
    client = await connect(at.url.split(","), home.credentials, office, user)
    notes = home.root / "gate"
    monitor.trust(home.credentials.authority)
    gatehouse = Gatehouse(client, monitors_of(at), office, notes, replicas=replicas_of(at))
    stack.push_async_callback(gatehouse.close)
    await gatehouse.open()
    return gatehouse


async def until_stopped() -> None:
    """Return when the process is asked to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stopped.set)
    await stopped.wait()
