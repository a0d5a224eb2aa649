"""The whole embedded system on a real server, and somebody who asks it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from nats.aio.client import Client

from cli.up import Endpoint, started
from runtime import ids, topology
from runtime.connect import connect
from runtime.home import Home
from schemas.answers import Done
from schemas.base import Position
from schemas.commands import register
from schemas.commands.base import Command
from schemas.queries import Query
from schemas.views import Answer

ROOT = Path(__file__).parents[2]
BENGKALIS = ROOT / "examples" / "bengkalis-register-2023.csv"
BANTEN = ROOT / "examples" / "banten-evaluasi-2021-tw1.csv"
PATIENCE = 120.0
"""How long a busy machine may take, in seconds; what is waited for is a condition."""
A = TypeVar("A")
_answer: "msgspec.json.Decoder[Answer]" = msgspec.json.Decoder(Answer)


class Officer:
    """Speaks to one office as the command line does."""

    def __init__(self, client: Client, office: str) -> None:
        self._client = client
        self.office = office

    async def send(self, service: str, command: str, payload: bytes) -> dict[str, Any]:
        subject = topology.command_subject(self.office, "cli", service, command)
        message = await self._client.request(subject, payload, timeout=PATIENCE)
        answer: dict[str, Any] = msgspec.json.decode(message.data)
        return answer

    async def say(self, service: str, command: msgspec.Struct) -> dict[str, Any]:
        return await self.send(service, type(command).__name__, msgspec.json.encode(command))

    async def do(self, service: str, command: Command) -> Done:
        """Say something that must be done."""
        answer = await self.say(service, command)
        assert answer["type"] == "done", answer
        return msgspec.convert(answer, Done)

    async def ask(self, query: msgspec.Struct) -> dict[str, Any]:
        answer: dict[str, Any] = msgspec.json.decode(
            await self.ask_raw(type(query).__name__, msgspec.json.encode(query))
        )
        return answer

    async def ask_raw(self, query: str, payload: bytes) -> bytes:
        subject = topology.query_subject(self.office, "cli", query)
        return (await self._client.request(subject, payload, timeout=PATIENCE)).data

    async def see(self, query: Query, expected: type[A]) -> A:
        """Ask what must be answered with that kind of view."""
        found = _answer.decode(await self.ask_raw(type(query).__name__, msgspec.json.encode(query)))
        assert isinstance(found, expected), found
        return found

    async def see_when(self, query: Query, expected: type[A], holds: Callable[[A], bool]) -> A:
        """Ask until the answer is as it must become: a follower of the stream may be behind."""
        found = await self.see(query, expected)
        try:
            async with asyncio.timeout(PATIENCE):
                while not holds(found):
                    found = await self.see(query, expected)
        except TimeoutError:
            raise AssertionError(found) from None
        return found

    async def import_register(self, data: bytes, file: str = "register.csv") -> dict[str, Any]:
        digest = hashlib.sha256(data).hexdigest()
        import_id = ids.derived_id("import", self.office, digest)
        size = register.PART_SIZE
        parts = [data[start : start + size] for start in range(0, len(data), size)]
        for index, part in enumerate(parts):
            await self.say(
                "intake", register.UploadPart(import_id=import_id, index=index, data=part)
            )
        report = await self.say(
            "intake",
            register.RunImport(import_id=import_id, parts=len(parts), digest=digest, file=file),
        )
        async with asyncio.timeout(PATIENCE):
            while report.get("state") == "running":
                report = await self.say("intake", register.ShowImport(import_id=import_id))
        return report


@asynccontextmanager
async def officer_of(endpoint: Endpoint, office: str) -> AsyncIterator[Officer]:
    client = await connect(endpoint.url, endpoint.credentials, office, "cli")
    try:
        yield Officer(client, office)
    finally:
        await client.close()


@asynccontextmanager
async def running_system(root: Path) -> AsyncIterator[Endpoint]:
    async with started(Home(root), say=lambda _: None) as endpoint:
        yield endpoint


def end_of(report: dict[str, Any]) -> Position:
    """Where a view must be to show all of an import."""
    return Position(stream=report["stream"], sequence=report["sequence"])
