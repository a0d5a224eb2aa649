"""How people reach the portal: at which address, and through whose hands."""

import ipaddress
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from litestar.connection import ASGIConnection

CLIENT_BITS: Final = 64
"""Whoever has one IPv6 address has all that begin with the same half."""


@dataclass(frozen=True, slots=True)
class Front:
    """What stands between people and the portal.

    Attributes:
        url: The address that people type, as `https://pengaduan.example.go.id`; empty where
            nothing stands between.
        proxies: The addresses and networks whose `X-Forwarded-For` and `X-Forwarded-Proto`
            are believed; nobody else's are.
    """

    url: str = ""
    proxies: tuple[str, ...] = ()

    @property
    def secure(self) -> bool:
        """Whether people come by TLS."""
        return self.url.startswith("https://")


def front_of(url: str, proxies: str) -> Front:
    """Read both as they are written in the environment.

    Raises:
        ValueError: One of them is none; it is the error's only argument.
    """
    base = url.strip().rstrip("/")
    parts = urlsplit(base)
    if base and (parts.scheme not in {"http", "https"} or not parts.hostname or parts.path):
        raise ValueError(url)
    named = tuple(each.strip() for each in proxies.split(",") if each.strip())
    for each in named:
        if not _is_network(each):
            raise ValueError(each)
    return Front(base, named)


def client_of(connection: "ASGIConnection[Any, Any, Any, Any]") -> str:
    """For whom tries are counted: an address, or a whole network of IPv6."""
    host = connection.client.host if connection.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if address.version == 4 or address.ipv4_mapped is not None:
        return host
    return str(ipaddress.ip_network((address, CLIENT_BITS), strict=False))


def _is_network(text: str) -> bool:
    try:
        ipaddress.ip_network(text)
    except ValueError:
        return False
    return True
