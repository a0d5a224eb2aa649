"""The bare protocol: each thing said is told apart, and what the server says of it."""

import asyncio
import base64
import json
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import nkeys

VIOLATION = b"-ERR 'Permissions Violation for "
TOGETHER = 500
SECONDS = 30


class TurnedAwayError(Exception):
    """The server lets nobody in with these words."""


@dataclass(slots=True)
class Wire:
    """One connection, by one key."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def refused(self, said: Iterable[bytes]) -> list[bool]:
        """Say each of these, and hear for each whether the server refuses it."""
        lines = list(said)
        verdicts: list[bool] = []
        for start in range(0, len(lines), TOGETHER):
            verdicts += await self._some(lines[start : start + TOGETHER])
        return verdicts

    async def _some(self, lines: list[bytes]) -> list[bool]:
        # The answer to a ping comes after what the server has to say of the line before it.
        self.writer.write(b"".join(line + b"PING\r\n" for line in lines))
        await self.writer.drain()
        verdicts = [False] * len(lines)
        async with asyncio.timeout(SECONDS):
            for index in range(len(lines)):
                while (heard := await self._line()) != b"PONG":
                    assert heard.startswith(VIOLATION), heard
                    verdicts[index] = True
        return verdicts

    async def _line(self) -> bytes:
        """The next thing that is said of what we said; what is told to us goes by."""
        while True:
            line = (await self.reader.readline()).rstrip()
            if not line:
                raise TurnedAwayError("gone")
            match line.split(b" ", 1)[0]:
                case b"MSG" | b"HMSG":
                    await self.reader.readexactly(int(line.rsplit(b" ", 1)[1]) + 2)
                case b"PING":
                    self.writer.write(b"PONG\r\n")
                case b"INFO":
                    pass
                case _:
                    return line


def publishing(subject: str) -> bytes:
    """Say a word that no request of the server's API consists of, so that it changes nothing."""
    return f"PUB {subject} 1\r\n!\r\n".encode()


def subscribing(subject: str) -> bytes:
    """Begin to listen, and leave it again; a queue may stand behind the subject."""
    return f"SUB {subject} 1\r\nUNSUB 1\r\n".encode()


@asynccontextmanager
async def wire(host: str, port: int, seed: str | None) -> AsyncIterator[Wire]:
    """Lend a connection.

    Raises:
        TurnedAwayError: The server does not let it in.
    """
    reader, writer = await asyncio.open_connection(host, port)
    try:
        nonce = json.loads((await reader.readline()).removeprefix(b"INFO "))["nonce"]
        hello = {"verbose": False, "pedantic": False, "headers": True, "no_responders": True}
        writer.write(b"CONNECT " + json.dumps(hello | _signed(seed, nonce)).encode() + b"\r\n")
        line = Wire(reader, writer)
        writer.write(b"PING\r\n")
        async with asyncio.timeout(SECONDS):
            if (heard := await line._line()) != b"PONG":
                raise TurnedAwayError(heard.decode())
        yield line
    finally:
        writer.close()


def _signed(seed: str | None, nonce: str) -> dict[str, str]:
    if seed is None:
        return {}
    key = nkeys.from_seed(seed.encode())
    signature = base64.urlsafe_b64encode(key.sign(nonce.encode())).rstrip(b"=").decode()
    return {"nkey": key.public_key.decode(), "sig": signature}
