"""The event store of a home without any service: for those who look, copy or restore."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

from runtime.embedded import embedded
from runtime.home import Home
from runtime.nats_server import NatsServer


@asynccontextmanager
async def bare_server(home: Home, offices: Iterable[str]) -> AsyncIterator[NatsServer]:
    """Hold a home that is not running, and start its NATS alone.

    Raises:
        HomeInUseError: Another process runs this home.
        ServerNotStartedError: The server did not become healthy.
    """
    with home.held():
        async with held_server(home, offices) as server:
            yield server


@asynccontextmanager
async def held_server(home: Home, offices: Iterable[str]) -> AsyncIterator[NatsServer]:
    """Start the NATS alone of a home that this process holds.

    Raises:
        ServerNotStartedError: The server did not become healthy.
    """
    named = tuple(offices)
    home.credentials.ensure(named)
    server = embedded(home.nats, home.credentials, named)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()
