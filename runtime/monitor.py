"""Asks a server's monitoring port: plain HTTP on loopback, TLS where it leaves the machine."""

import asyncio
import ssl
from pathlib import Path
from typing import Any, Final
from urllib.error import HTTPError
from urllib.request import HTTPSHandler, ProxyHandler, build_opener

import msgspec

PATIENCE_SECONDS: Final = 2.0
_authorities: Final[list[ssl.SSLContext]] = []


class MonitorUnreachableError(OSError):
    """The monitoring port does not answer, or not with what it should."""

    code = "monitor_unreachable"

    def __init__(self, url: str, path: str, reason: str) -> None:
        super().__init__(f"{url}{path} tidak menjawab ({reason}): periksa apakah NATS berjalan.")
        self.url = url
        self.path = path
        self.reason = reason


def trust(authority: Path | None) -> None:
    """Believe ports whose certificate this authority signed; without one, the system's."""
    _authorities[:] = [ssl.create_default_context(cafile=authority)]


async def ask(url: str, path: str) -> tuple[int, Any]:
    """Fetch a page and decode it; the status is 200 where all is well.

    Raises:
        MonitorUnreachableError: No answer, or not JSON.
    """
    try:
        async with asyncio.timeout(PATIENCE_SECONDS):
            status, body = await _get(url, path)
        return status, msgspec.json.decode(body)
    except (OSError, ValueError, IndexError) as error:
        raise MonitorUnreachableError(url, path, type(error).__name__) from error


async def _get(url: str, path: str) -> tuple[int, bytes]:
    # In a thread, since asyncio's own streams complain of how the server ends TLS.
    return await asyncio.to_thread(_fetched, f"{url}{path}")


def _fetched(address: str) -> tuple[int, bytes]:
    handlers = [HTTPSHandler(context=each) for each in _authorities]
    # No proxy stands between: the addresses are the installation's own.
    opener = build_opener(ProxyHandler({}), *handlers)
    try:
        with opener.open(address, timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        with error:
            return error.code, error.read()
