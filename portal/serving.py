"""Serves the portal in this process until it is told to stop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from litestar import Litestar

from engine.keyed import Keyed
from policy.load import Loaded
from portal.app import make_app
from portal.door.knocking import Door
from portal.door.opening import Openings
from portal.front import Front
from portal.offices import Desks, open_desks
from portal.session_rows import SessionRows
from runtime.api_keys import ApiKeys
from runtime.clock import Clock, SystemClock
from runtime.home import Home
from runtime.office import Office
from runtime.portal_secret import portal_secret

GRACE_SECONDS = 3


@dataclass(frozen=True, slots=True)
class Served:
    """A portal that runs: where, and for which offices."""

    url: str
    desks: Desks


@asynccontextmanager
async def serving(
    home: Home,
    servers: tuple[str, ...],
    loaded: Mapping[str, Loaded],
    *,
    host: str,
    port: int,
    front: Front = Front(),  # noqa: B008 - it is frozen
    demo: bool = False,
    limited: bool = True,
    clock: Clock = SystemClock(),  # noqa: B008 - it holds nothing
) -> AsyncIterator["Served"]:
    """The portal at an address, which is told; port 0 takes a free one.

    Raises:
        OSError: The address is taken.
    """
    async with AsyncExitStack() as stack:
        desks = await open_desks(stack, home, servers, loaded)
        app = make_app(
            desks,
            secret=portal_secret(home.secrets),
            sessions=await _sessions(stack, home, clock),
            door=Door(ApiKeys(home.secrets), Keyed(portal_secret(home.secrets).encode())),
            openings=Openings(home.secrets),
            front=front,
            demo=demo,
            limited=limited,
        )
        listening = socket.create_server((host, port))
        stack.callback(listening.close)
        async with _running(app, listening, front):
            yield Served(f"http://{host}:{listening.getsockname()[1]}/", desks)


async def _sessions(stack: AsyncExitStack, home: Home, clock: Clock) -> SessionRows:
    """One table for all offices: which one somebody signed in at stands in the session."""
    place = Office("portal", (), home)
    stack.push_async_callback(place.close)
    rows = SessionRows(await place.database("sesi"), clock)
    await rows.open()
    return rows


@asynccontextmanager
async def _running(app: Litestar, listening: socket.socket, front: Front) -> AsyncIterator[None]:
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
            proxy_headers=bool(front.proxies),
            forwarded_allow_ips=list(front.proxies),
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
    )
    async with _hearing(app):
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield
        finally:
            server.should_exit = True
            for hub in app.state.hubs.values():
                hub.close()
            await serving


@asynccontextmanager
async def _hearing(app: Litestar) -> AsyncIterator[None]:
    """Hear what changes at every office."""
    async with AsyncExitStack() as stack:
        for hub in app.state.hubs.values():
            await stack.enter_async_context(hub.hearing())
        yield


class _Server(uvicorn.Server):
    """Uvicorn without its signal handlers: the process has its own."""

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Capture none."""
        yield
