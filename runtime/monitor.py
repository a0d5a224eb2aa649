"""Asks a server's monitoring port, which speaks plain HTTP on loopback."""

import asyncio
from typing import Any, Final
from urllib.parse import urlsplit

import msgspec

PATIENCE_SECONDS: Final = 2.0


class MonitorUnreachableError(OSError):
    """The monitoring port does not answer, or not with what it should."""

    code = "monitor_unreachable"

    def __init__(self, url: str, path: str, reason: str) -> None:
        super().__init__(f"{url}{path} tidak menjawab ({reason}): periksa apakah NATS berjalan.")
        self.url = url
        self.path = path
        self.reason = reason


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
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        # HTTP/1.0 keeps the answer free of chunks and the connection short.
        writer.write(f"GET {path} HTTP/1.0\r\nHost: {parts.netloc}\r\n\r\n".encode())
        await writer.drain()
        answer = await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), body
