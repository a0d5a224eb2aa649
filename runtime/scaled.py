"""Everything that the nodes and services of the scaled topology read at their start."""

import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from runtime.certificates import Authority
from runtime.credentials import AUTHORITY, Credentials
from runtime.embedded import embedded_settings
from runtime.files import write_whole
from runtime.nats_config import Address, Cluster, ServerSettings, TLSFiles, render
from runtime.nats_server import Ports
from runtime.portal_secret import portal_secret
from runtime.secrets import office_secrets

CLIENT_PORT: Final = 4222
ROUTE_PORT: Final = 6222
MONITOR_PORT: Final = 8222
NODES: Final = ("nats-1", "nats-2", "nats-3")
EVERYWHERE: Final = "0.0.0.0"  # noqa: S104 - within a network of containers; no port is published
STORE: Final = Path("/var/lib/nats")
LOCAL_HOSTS: Final = ("localhost", "127.0.0.1")
# Host, port, database and user of each PostgreSQL, as compose.yaml names them.
POSTGRES: Final = (
    ("postgres", "postgres:5432:tuntas:tuntas"),
    ("vault", "vault:5432:vault:tuntas"),
)
PASSFILE: Final = "pgpass"
ALONE: Final = "nats-server.conf"


def set_up(
    configuration: Path, secret: Path, offices: Iterable[str], nodes: Sequence[str] = NODES
) -> tuple[str, ...]:
    """Make what is missing, keep what is there, and write every node's configuration.

    Args:
        configuration: What every part may read; the nodes see nothing else.
        secret: Seeds, keys and passwords, for the services alone.
        offices: Whose accounts there are.
        nodes: The host names of the NATS nodes.

    Returns:
        The names of what was written anew.
    """
    named = tuple(offices)
    before = _state(configuration, secret)
    configure_cluster(configuration, secret, named, nodes)
    for office in named:
        office_secrets(secret, office)
    portal_secret(secret)
    _passwords(secret)
    return _written_since(before, configuration, secret)


def configure_cluster(
    configuration: Path, secret: Path, offices: Iterable[str], nodes: Sequence[str]
) -> tuple[str, ...]:
    """Write every node's configuration and certificate, with seeds for whom it names.

    Returns:
        The names of what was written anew.
    """
    named = tuple(offices)
    before = _state(configuration, secret)
    _nodes(configuration, secret, _credentials(configuration, secret, named), named, nodes)
    return _written_since(before, configuration, secret)


def configure_alone(
    configuration: Path, secret: Path, offices: Iterable[str], store: Path
) -> tuple[str, ...]:
    """Write the configuration of one server on loopback, as the embedded mode uses it.

    Returns:
        The names of what was written anew.
    """
    named = tuple(offices)
    before = _state(configuration, secret)
    credentials = _credentials(configuration, secret, named)
    at = Ports(CLIENT_PORT, MONITOR_PORT)
    _keep(configuration / ALONE, render(embedded_settings(store, named, at), credentials))
    return _written_since(before, configuration, secret)


def _credentials(configuration: Path, secret: Path, offices: tuple[str, ...]) -> Credentials:
    for folder in (configuration, secret):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    credentials = Credentials(secret / "nats")
    credentials.ensure(offices)
    return credentials


def _nodes(
    configuration: Path,
    secret: Path,
    credentials: Credentials,
    offices: tuple[str, ...],
    nodes: Sequence[str],
) -> None:
    authority = Authority(configuration / "ca.pem", secret / "ca.key")
    authority.ensure()
    # A client of a node needs its seed and this; both lie in one folder.
    _keep(credentials.folder / AUTHORITY, authority.certificate.read_text("ascii"))
    routes = tuple(Address(node, ROUTE_PORT) for node in nodes)
    for node in nodes:
        files = TLSFiles(
            certificate=configuration / f"{node}.pem",
            key=configuration / f"{node}.key",
            authority=authority.certificate,
        )
        authority.issue(files.certificate, files.key, (node, *LOCAL_HOSTS))
        settings = ServerSettings(
            name=node,
            store=STORE,
            client=Address(EVERYWHERE, CLIENT_PORT),
            # The gate of every service asks each node whether it writes at once.
            monitor=Address(EVERYWHERE, MONITOR_PORT),
            offices=offices,
            cluster=Cluster("tuntas", Address(EVERYWHERE, ROUTE_PORT), routes),
            tls=files,
        )
        _keep(configuration / f"{node}.conf", render(settings, credentials))


def _passwords(secret: Path) -> None:
    lines: list[str] = []
    for name, place in POSTGRES:
        path = secret / f"{name}_password"
        if not path.exists():
            write_whole(path, secrets.token_hex(24).encode())
        lines.append(f"{place}:{path.read_text('ascii').strip()}\n")
    _keep(secret / PASSFILE, "".join(lines))


def _keep(path: Path, text: str) -> None:
    """Write a text unless it stands there already, so that nothing is touched in vain."""
    if not path.exists() or path.read_text("utf-8") != text:
        write_whole(path, text.encode())


def _written_since(before: dict[str, tuple[int, int]], *folders: Path) -> tuple[str, ...]:
    after = _state(*folders)
    return tuple(sorted(name for name in after if after[name] != before.get(name)))


def _state(*folders: Path) -> dict[str, tuple[int, int]]:
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files}
