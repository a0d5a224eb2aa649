"""Reaches a system to look at, copy or check, even where its gate keeps the services away."""

import os
from collections.abc import AsyncIterator, Iterable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, Final

from nats.aio.client import Client
from sqlalchemy.engine import make_url

from cli.errors import UnknownOfficeError
from engine.sql import Database, open_database
from runtime.broken import GateClosedError
from runtime.connect import connect
from runtime.home import Home

if TYPE_CHECKING:
    from cli.session import Session
    from cli.up import Endpoint
    from runtime.home import Running

COPIES: Final = 3


@asynccontextmanager
async def even_if_closed(session: "Session") -> AsyncIterator["Endpoint"]:
    """The system as any command reaches it; its event store alone where the gate is closed.

    Raises:
        HomeInUseError: Another process runs this home and does not answer yet.
    """
    from cli.screen import complain  # noqa: PLC0415 - only what is printed needs it

    async with AsyncExitStack() as stack:
        try:
            endpoint = await stack.enter_async_context(session.system())
        except GateClosedError as error:
            complain(str(error))
            endpoint = await stack.enter_async_context(_without_services(session.home))
        yield endpoint


@asynccontextmanager
async def event_store(session: "Session") -> AsyncIterator["Endpoint"]:
    """The NATS that runs; where none does, this home's, without any service.

    Raises:
        HomeInUseError: Another process runs this home and does not answer yet.
    """
    runs = "TUNTAS_NATS_URL" in os.environ or session.home.running() is not None
    async with session.system() if runs else _without_services(session.home) as endpoint:
        yield endpoint


@asynccontextmanager
async def _without_services(home: Home) -> AsyncIterator["Endpoint"]:
    from cli.policies import policies_of  # noqa: PLC0415 - it parses every policy
    from cli.up import Endpoint  # noqa: PLC0415 - it imports every service
    from runtime.bare import bare_server  # noqa: PLC0415 - the same

    offices = tuple(policies_of(home))
    async with bare_server(home, offices) as server:
        yield Endpoint(server.url, server.monitor_url, home.credentials, offices, started=True)


@asynccontextmanager
async def as_user(endpoint: "Endpoint", office: str, user: str) -> AsyncIterator[Client]:
    """Lend a connection of one user.

    Raises:
        UnknownOfficeError: The system does not serve the office.
    """
    if office not in endpoint.offices:
        raise UnknownOfficeError(office, endpoint.offices)
    client = await connect(endpoint.url.split(","), endpoint.credentials, office, user)
    try:
        yield client
    finally:
        await client.close()


@asynccontextmanager
async def vault_at_hand(home: Home, office: str) -> AsyncIterator[Database | None]:
    """Lend an office's vault, None where this machine has none."""
    async with _at_hand(home, office, "vault", full_sync=True) as vault:
        yield vault


@asynccontextmanager
async def databases_at_hand(
    home: Home, office: str, services: Iterable[str]
) -> AsyncIterator[dict[str, Database]]:
    """Lend the databases of an office's services, those that this machine has."""
    async with AsyncExitStack() as stack:
        found = {}
        for service in services:
            database = await stack.enter_async_context(_at_hand(home, office, service))
            if database is not None:
                found[service] = database
        yield found


@asynccontextmanager
async def _at_hand(
    home: Home, office: str, kind: str, *, full_sync: bool = False
) -> AsyncIterator[Database | None]:
    url = home.database_url(office, kind)
    address = make_url(url)
    if address.get_backend_name() == "sqlite" and not os.path.exists(str(address.database)):  # noqa: ASYNC240, PTH110 - one look
        yield None
        return
    database = open_database(url, full_sync=full_sync)
    try:
        yield database
    finally:
        await database.close()


def replicas_of(system: "Endpoint | Running") -> int:
    """How many copies every stream must have there: three where so many nodes are named."""
    return COPIES if len(system.url.split(",")) >= COPIES else 1


def monitors_of(system: "Endpoint | Running") -> tuple[str, ...]:
    """The monitoring addresses of all nodes."""
    return tuple(url for url in system.monitor_url.split(",") if url)
