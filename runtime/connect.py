"""Connections to NATS: a client for reading and appending, a broker for answering."""

import asyncio
import ssl
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, Final

import structlog
from fast_depends.msgspec import MsgSpecSerializer
from faststream.nats import NatsBroker, NatsNKey
from nats.aio.client import Client

from runtime.credentials import AUTHORITY, Credentials
from runtime.topology import inbox

RECONNECT_SECONDS: Final = 0.1
PATIENCE_SECONDS: Final = 10.0
CLOSE_SECONDS: Final = 1.0
# While connecting, the client raises its general error class: only the text tells.
_REFUSED: Final = "authorization violation"

log = structlog.get_logger(__name__)


class NatsUnreachableError(ConnectionError):
    """No server answered within the patience."""

    code = "nats_unreachable"

    def __init__(self, office: str, user: str) -> None:
        super().__init__(
            f"NATS tidak terjangkau untuk {user!r} kantor {office!r}: "
            "periksa apakah server berjalan dan alamatnya benar."
        )
        self.office = office
        self.user = user


class CredentialRefusedError(ConnectionError):
    """The server does not know this user's key."""

    code = "credential_refused"

    def __init__(self, office: str, user: str) -> None:
        super().__init__(
            f"NATS menolak kunci {user!r} kantor {office!r}: "
            "samakan folder kunci dengan konfigurasi server, lalu muat ulang server."
        )
        self.office = office
        self.user = user


class CertificateRefusedError(ConnectionError):
    """The server shows a certificate that our authority did not sign for its name."""

    code = "certificate_refused"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"Sertifikat NATS tidak dapat dipercaya ({reason}): periksa alamatnya, dan salin "
            f"{AUTHORITY} yang dibuat `tuntas setup` ke folder kunci."
        )
        self.reason = reason


async def connect(
    servers: str | Sequence[str],
    credentials: Credentials,
    office: str,
    user: str,
    name: str | None = None,
    *,
    patience: float = PATIENCE_SECONDS,
) -> Client:
    """Open a connection that comes back by itself whenever the server does.

    Raises:
        MissingCredentialError: The user has no seed here.
        CredentialRefusedError: The server does not accept it.
        CertificateRefusedError: The server's certificate is not signed by whom we trust.
        NatsUnreachableError: No server answered in time.
    """
    client = Client()
    watch = _Watch(office, user, client)
    seed = credentials.seed(office, user)
    trust = _trust(servers, credentials)
    try:
        async with asyncio.timeout(patience):
            await client.connect(
                _listed(servers),
                nkeys_seed_str=seed,
                tls=trust,
                tls_handshake_first=trust is not None,
                inbox_prefix=inbox(user),
                name=name or f"{office}/{user}",
                **watch.options(),
            )
    except TimeoutError as error:
        raise NatsUnreachableError(office, user) from error
    finally:
        if not client.is_connected:
            await _give_up(client)
    return client


def broker(
    servers: str | Sequence[str],
    credentials: Credentials,
    office: str,
    user: str,
) -> NatsBroker:
    """Make the broker on which a service hears and answers; it declares nothing.

    Raises:
        MissingCredentialError: The user has no seed here.
    """
    watch = _Watch(office, user)
    trust = _trust(servers, credentials)
    return NatsBroker(
        _listed(servers),
        security=NatsNKey.from_seed(
            credentials.seed(office, user),
            ssl_context=trust,
            tls_handshake_first=trust is not None,
        ),
        inbox_prefix=inbox(user),
        name=f"{office}/{user}",
        # A service logs one line a command, answers its own faults and decodes strictly itself.
        logger=None,
        apply_types=False,
        serializer=MsgSpecSerializer(),
        **watch.options(),
    )


async def _give_up(client: Client) -> None:
    # After a refused certificate nats-py 2.16 waits for ever for the connection's end.
    with suppress(TimeoutError):
        async with asyncio.timeout(CLOSE_SECONDS):
            await client.close()


async def settle(client: Client) -> None:
    """Return once the server knows every subscription made so far.

    One `flush` is not enough: in nats-py 2.16 its ping goes straight to the wire and
    overtakes the subscriptions that are still queued. By the answer to the first ping
    they are on the wire too, so the second one comes after them.
    """
    await client.flush()
    await client.flush()


class _Watch:
    """Says what happens to a connection, by ids only."""

    def __init__(self, office: str, user: str, client: Client | None = None) -> None:
        self._was_connected = False
        self._client = client
        self._office = office
        self._user = user
        self._log = log.bind(office=office, user=user)

    def options(self) -> dict[str, Any]:
        return {
            "max_reconnect_attempts": -1,
            "reconnect_time_wait": RECONNECT_SECONDS,
            "connect_timeout": 2,
            "ping_interval": 20,
            "error_cb": self._on_error,
            "disconnected_cb": self._on_disconnected,
            "reconnected_cb": self._on_reconnected,
        }

    async def _on_error(self, error: Exception) -> None:
        # At first connect a refused key would be tried for ever; later it is the
        # server's configuration that may change back.
        if not self._was_connected and _REFUSED in str(error).lower():
            raise CredentialRefusedError(self._office, self._user) from error
        if not self._was_connected and isinstance(error, ssl.SSLCertVerificationError):
            raise CertificateRefusedError(error.verify_message) from error
        # The text of a permissions violation names a subject, which holds ids only.
        self._log.warning("nats_error", error=type(error).__name__, detail=str(error))

    async def _on_disconnected(self) -> None:
        self._was_connected = True
        if self._client is None or not self._client.is_closed:
            self._log.info("nats_disconnected")

    async def _on_reconnected(self) -> None:
        self._log.info("nats_reconnected")


def _trust(servers: str | Sequence[str], credentials: Credentials) -> ssl.SSLContext | None:
    """Trust our own authority where the addresses ask for TLS; without one, the system's."""
    if not any(server.startswith("tls://") for server in _listed(servers)):
        return None
    return ssl.create_default_context(cafile=credentials.authority)


def _listed(servers: str | Sequence[str]) -> list[str]:
    return [servers] if isinstance(servers, str) else list(servers)
