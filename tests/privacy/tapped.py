"""A way to a server that keeps every byte that comes back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit


class Tap:
    """What a client was sent, to the last byte."""

    def __init__(self, url: str) -> None:
        self.received = bytearray()
        self._there = urlsplit(url)
        self._ways: set[asyncio.Task[None]] = set()

    async def carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Be the server to one client."""
        there, back = await asyncio.open_connection(self._there.hostname, self._there.port)
        ways = (self._pass(reader, back, None), self._pass(there, writer, self.received))
        try:
            async with asyncio.TaskGroup() as tasks:
                for way in ways:
                    self._ways.add(tasks.create_task(way))
        finally:
            for end in (back, writer):
                end.close()

    async def _pass(
        self, come: asyncio.StreamReader, go: asyncio.StreamWriter, kept: bytearray | None
    ) -> None:
        with suppress(ConnectionError):
            while data := await come.read(1 << 16):
                if kept is not None:
                    kept += data
                go.write(data)
                await go.drain()
        go.close()


@asynccontextmanager
async def tapped(url: str) -> AsyncIterator[tuple[str, Tap]]:
    """Lend the address of a way to a server, and what came back on it."""
    tap = Tap(url)
    server = await asyncio.start_server(tap.carry, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"nats://127.0.0.1:{port}", tap
    finally:
        server.close()
        await server.wait_closed()
