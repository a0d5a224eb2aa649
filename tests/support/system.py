"""The whole embedded system on a real server, and somebody who asks it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import msgspec
from nats.aio.client import Client

from cli.up import Endpoint, started
from runtime import ids, topology
from runtime.connect import connect
from runtime.home import Home
from schemas.commands import register

ROOT = Path(__file__).parents[2]
BENGKALIS = ROOT / "examples" / "bengkalis-register-2023.csv"
BANTEN = ROOT / "examples" / "banten-evaluasi-2021-tw1.csv"


class Officer:
    """Speaks to one office as the command line does."""

    def __init__(self, client: Client, office: str) -> None:
        self._client = client
        self.office = office

    async def send(self, service: str, command: str, payload: bytes) -> dict[str, Any]:
        subject = topology.command_subject(self.office, "cli", service, command)
        message = await self._client.request(subject, payload, timeout=10)
        answer: dict[str, Any] = msgspec.json.decode(message.data)
        return answer

    async def say(self, service: str, command: msgspec.Struct) -> dict[str, Any]:
        return await self.send(service, type(command).__name__, msgspec.json.encode(command))

    async def ask(self, query: msgspec.Struct) -> dict[str, Any]:
        subject = topology.query_subject(self.office, "cli", type(query).__name__)
        message = await self._client.request(subject, msgspec.json.encode(query), timeout=20)
        answer: dict[str, Any] = msgspec.json.decode(message.data)
        return answer

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
        async with asyncio.timeout(30):
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
