"""The text of a nats-server configuration: an account an office, allow-lists only."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from runtime.apart_config import apart_account, apart_exports
from runtime.credentials import SYSTEM, SYSTEM_USER, Credentials
from runtime.nats_text import LIMITS, quoted, user
from runtime.opd_config import opd_account, opd_exports
from runtime.permissions import APART, Permissions, office_users
from runtime.topology import inbox

LOOPBACK: Final = "127.0.0.1"


class Address(msgspec.Struct, frozen=True):
    """Where one listener of a server is."""

    host: str
    port: int

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class TLSFiles(msgspec.Struct, frozen=True):
    """The certificate, its key and the authority that signed all of them."""

    certificate: Path
    key: Path
    authority: Path


class Cluster(msgspec.Struct, frozen=True):
    """How a node finds the others."""

    name: str
    listen: Address
    peers: tuple[Address, ...]


class ServerSettings(msgspec.Struct, frozen=True, kw_only=True):
    """What a server is told, apart from its users."""

    name: str
    store: Path
    client: Address
    monitor: Address
    offices: tuple[str, ...]
    volumes: int = 1
    max_file_store: int = 0
    cluster: Cluster | None = None
    tls: TLSFiles | None = None
    sync_always: bool = True


def render(settings: ServerSettings, credentials: Credentials) -> str:
    """Write the whole configuration, ready for `nats-server -c`."""
    lines = [
        f"server_name: {quoted(settings.name)}",
        f"listen: {quoted(settings.client)}",
        f"{'https' if settings.tls else 'http'}: {quoted(settings.monitor)}",
        *_LIMITS,
        *_jetstream(settings),
        *(_tls(settings.tls, first=True) if settings.tls else ()),
        *(_cluster(settings, settings.cluster, credentials) if settings.cluster else ()),
        f"system_account: {SYSTEM}",
        "accounts {",
        *_system_account(credentials),
    ]
    for office in settings.offices:
        lines += _office_account(office, settings.volumes, credentials)
        for opd in credentials.opds.of(office):
            lines += opd_account(opd)
    return "\n".join([*lines, "}", ""])


# A payload is one commit; attachments never travel in events. A subject with its
# permissions fits a control line of 4 KB.
_LIMITS: Final = (
    "max_payload: 256KB",
    "max_pending: 32MB",
    "max_control_line: 4KB",
    "max_connections: 1024",
    "max_subscriptions: 10000",
    'write_deadline: "5s"',
    'ping_interval: "20s"',
    'lame_duck_duration: "30s"',
    'lame_duck_grace_period: "2s"',
)


def _jetstream(settings: ServerSettings) -> Iterator[str]:
    yield "jetstream {"
    yield f"  store_dir: {quoted(settings.store)}"
    yield "  max_memory_store: 64MB"
    if settings.max_file_store:
        yield f"  max_file_store: {settings.max_file_store}"
    if settings.sync_always:
        # The server's default acknowledges up to two minutes before it writes to disk.
        yield "  sync_interval: always"
    yield "}"


def _tls(files: TLSFiles, indent: str = "", *, first: bool = False) -> Iterator[str]:
    yield f"{indent}tls {{"
    yield f"{indent}  cert_file: {quoted(files.certificate)}"
    yield f"{indent}  key_file: {quoted(files.key)}"
    yield f"{indent}  ca_file: {quoted(files.authority)}"
    if first:
        # Nothing is said in clear, so that nobody between can talk a client out of TLS.
        yield f"{indent}  handshake_first: true"
    yield f"{indent}}}"


def _cluster(settings: ServerSettings, cluster: Cluster, credentials: Credentials) -> Iterator[str]:
    secret = credentials.route_secret()
    yield "cluster {"
    yield f"  name: {quoted(cluster.name)}"
    yield f"  listen: {quoted(cluster.listen)}"
    # Clients are told every node; a certificate is for its name, not for an address that a
    # node would advertise.
    yield "  no_advertise: true"
    yield f'  authorization {{ user: route, password: "{secret}", timeout: 2 }}'
    routes = ", ".join(quoted(f"nats-route://route:{secret}@{peer}") for peer in cluster.peers)
    yield f"  routes: [{routes}]"
    if settings.tls:
        yield from _tls(settings.tls, "  ")
    yield "}"


def _system_account(credentials: Credentials) -> Iterator[str]:
    permissions = Permissions(("$SYS.>",), ("$SYS.>", f"{inbox(SYSTEM_USER)}.>"))
    yield f"  {SYSTEM} {{ users: ["
    yield from user(credentials.public(SYSTEM, SYSTEM_USER), permissions)
    yield "  ] }"


def _office_account(office: str, volumes: int, credentials: Credentials) -> Iterator[str]:
    users = office_users(office, volumes)
    apart = {name: users.pop(name) for name in APART}
    yield f"  {quoted(office)} {{"
    yield "    jetstream: enabled"
    yield f"    {LIMITS}"
    yield "    users: ["
    for name, permissions in users.items():
        yield from user(credentials.public(office, name), permissions)
    yield "    ]"
    yield "    exports: ["
    yield from apart_exports(office, apart)
    yield from opd_exports(credentials.opds.of(office))
    yield "    ]"
    yield "  }"
    for name, permissions in apart.items():
        yield from apart_account(office, name, credentials.public(office, name), permissions)
