"""A small server that hands out files as Meta's Graph API does, and fails on demand."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import msgspec

TOKEN = "kunci-graph"
HEAD = "HTTP/1.1 {status} X\r\ncontent-length: {length}\r\nconnection: close\r\n{more}\r\n"


@dataclass(slots=True)
class Graph:
    """What it holds and how it behaves.

    Attributes:
        files: Bytes by the file's id.
        faults: Statuses to answer first, whatever is asked; 0 hangs up.
        elsewhere: Where it says that files lie, in place of itself.
    """

    port: int = 0
    files: dict[str, bytes] = field(default_factory=dict)
    faults: list[int] = field(default_factory=list)
    elsewhere: str | None = None
    asked: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = (await reader.readuntil(b"\r\n\r\n")).decode()
        path = request.split(" ")[1]
        self.asked.append(path)
        status, body = self._found(path, authorized=f"Bearer {TOKEN}" in request)
        if self.faults:
            status, body = self.faults.pop(0), b""
        if status:
            more = "location: http://example.com/\r\n" if status == 302 else ""
            head = HEAD.format(status=status, length=len(body), more=more)
            writer.write(head.encode() + body)
            await writer.drain()
        writer.close()

    def _found(self, path: str, *, authorized: bool) -> tuple[int, bytes]:
        if not authorized:
            return 401, b""
        kind, _, name = path.strip("/").rpartition("/")
        data = self.files.get(name)
        if data is None:
            return 404, b""
        if kind == "berkas":
            return 200, data
        told = {
            "url": self.elsewhere or f"{self.url}/berkas/{name}",
            "sha256": hashlib.sha256(data).hexdigest(),
            "file_size": len(data),
        }
        return 200, msgspec.json.encode(told)


@asynccontextmanager
async def graph() -> AsyncIterator[Graph]:
    """The server while it runs."""
    made = Graph()
    server = await asyncio.start_server(made.answer, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    async with server:
        yield made
