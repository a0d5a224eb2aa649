"""Serves the portal in this process until it is told to stop."""

import asyncio
import socket
from collections.abc import AsyncIterator, Generator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass

import uvicorn
from litestar import Litestar

from policy.load import Loaded
from portal.app import make_app
from portal.offices import Desks, open_desks
from portal.secret import portal_secret
from runtime.home import Home

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
    secure: bool = False,
    demo: bool = False,
    limited: bool = True,
) -> AsyncIterator["Served"]:
    """The portal at an address, which is told; port 0 takes a free one.

    Raises:
        OSError: The address is taken.
    """
    async with AsyncExitStack() as stack:
        desks = await open_desks(stack, home, servers, loaded)
        app = make_app(
            desks,
            secret=portal_secret(home),
            sessions=home.root / "portal" / "sesi",
            secure=secure,
            demo=demo,
            limited=limited,
        )
        listening = socket.create_server((host, port))
        stack.callback(listening.close)
        async with _running(app, listening):
            yield Served(f"http://{host}:{listening.getsockname()[1]}/", desks)


@asynccontextmanager
async def _running(app: Litestar, listening: socket.socket) -> AsyncIterator[None]:
    server = _Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            server_header=False,
            date_header=False,
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
