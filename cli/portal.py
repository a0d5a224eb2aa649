"""The portal beside the services: where it listens, and who may sign in."""

import errno
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Final

from cli.errors import CommandError
from policy.load import Loaded
from runtime.home import Home, Running

if TYPE_CHECKING:
    from portal.front import Front
    from portal.serving import Served

ADDRESS: Final = "127.0.0.1:8080"
VARIABLE: Final = "TUNTAS_PORTAL"
URL: Final = "TUNTAS_PORTAL_URL"
PROXIES: Final = "TUNTAS_PROXIES"


class PortalAddressError(CommandError):
    """The portal cannot listen where it was told to."""

    code = "portal_address"
    exit_code = 3

    def __init__(self, address: str, reason: str) -> None:
        super().__init__(
            f"Portal tidak dapat memakai alamat {address} ({reason}): "
            f"sebut alamat lain dalam {VARIABLE}, misalnya 127.0.0.1:8081."
        )
        self.address = address


class PortalFrontError(CommandError):
    """What the environment says of how people reach the portal cannot be read."""

    code = "portal_front"
    exit_code = 3

    def __init__(self, written: str) -> None:
        super().__init__(
            f"{written!r} tidak dapat dipakai: {URL} menyebut alamat yang diketik orang, misalnya "
            f"https://pengaduan.example.go.id, dan {PROXIES} alamat atau jaringan perantara, "
            "misalnya 127.0.0.1,10.0.0.0/8."
        )
        self.written = written


def address() -> tuple[str, int]:
    """Host and port that the environment names, else the loopback's 8080.

    Raises:
        PortalAddressError: It is none.
    """
    named = os.environ.get(VARIABLE, ADDRESS)
    host, _, port = named.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise PortalAddressError(named, "bentuknya HOST:PORT")
    return host, int(port)


def front() -> "Front":
    """How people reach the portal, as the environment says.

    Raises:
        PortalFrontError: It cannot be read.
    """
    from portal.front import front_of  # noqa: PLC0415 - keeps `--help` quick

    try:
        return front_of(os.environ.get(URL, ""), os.environ.get(PROXIES, ""))
    except ValueError as error:
        raise PortalFrontError(str(error.args[0])) from error


@asynccontextmanager
async def portal(
    home: Home, at: Running, offices: Mapping[str, Loaded], *, demo: bool = False
) -> AsyncIterator["Served"]:
    """The portal of these offices.

    Raises:
        PortalAddressError: It cannot listen there.
        PortalFrontError: How people reach it cannot be read.
    """
    # It takes longer to import than all services together, so they answer before.
    from portal.serving import serving  # noqa: PLC0415

    host, port = address()
    servers = tuple(at.url.split(","))
    reached = front()
    taken = VARIABLE not in os.environ and _is_taken(host, port)
    try:
        async with serving(
            home, servers, offices, host=host, port=0 if taken else port, front=reached, demo=demo
        ) as served:
            yield served
    except OSError as error:
        if error.errno not in {errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES}:
            raise
        raise PortalAddressError(f"{host}:{port}", error.strerror or "") from error


def _is_taken(host: str, port: int) -> bool:
    import socket  # noqa: PLC0415 - keeps `--help` quick

    with socket.socket() as probe:
        return probe.connect_ex((host, port)) == 0
