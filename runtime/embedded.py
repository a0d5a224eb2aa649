"""The server of the embedded mode: one node on loopback in a folder of its own."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from runtime.credentials import Credentials
from runtime.nats_config import LOOPBACK, Address, ServerSettings, render
from runtime.nats_server import NatsServer, Ports

# Above this share of the disk the server refuses to write, while there is still room
# for its own work.
_SHARE_OF_DISK: Final = 0.6
NAME: Final = "tuntas"


def embedded(
    folder: Path,
    credentials: Credentials,
    offices: Iterable[str],
    ports: Ports | None = None,
    *,
    volumes: int = 1,
    sync_always: bool = True,
) -> NatsServer:
    """Prepare a server for these offices; nothing runs until `start`."""
    named = tuple(offices)

    def configure(at: Ports) -> str:
        settings = embedded_settings(folder, named, at, volumes=volumes, sync_always=sync_always)
        return render(settings, credentials)

    return NatsServer(folder, configure, ports, name=NAME)


def embedded_settings(
    folder: Path,
    offices: tuple[str, ...],
    at: Ports,
    *,
    volumes: int = 1,
    sync_always: bool = True,
) -> ServerSettings:
    """What such a server is told: it listens on this machine alone."""
    return ServerSettings(
        name=NAME,
        store=folder / "jetstream",
        client=Address(LOOPBACK, at.client),
        monitor=Address(LOOPBACK, at.monitor),
        offices=offices,
        volumes=volumes,
        max_file_store=int(shutil.disk_usage(folder).total * _SHARE_OF_DISK),
        sync_always=sync_always,
    )
