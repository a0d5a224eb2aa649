"""An OPD as it comes in from outside: plain nats-py, and what the server tells it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import msgspec
from nats.aio.client import Client
from nats.js.client import JetStreamContext

from runtime import topology as t

SECONDS = 60


@dataclass(slots=True)
class Outsider:
    """One connection of an OPD.

    Attributes:
        errors: What the server complained of.
        gone: Set when the server cut the connection for good.
    """

    office: str
    code: str
    client: Client
    errors: "asyncio.Queue[Exception]" = field(default_factory=asyncio.Queue)
    gone: asyncio.Event = field(default_factory=asyncio.Event)

    async def say(self, command: str, **fields: Any) -> dict[str, Any]:
        said = msgspec.json.encode({"type": command, **fields})
        subject = t.command_subject(self.office, t.opd_caller(self.code), "disposition", command)
        answer = await self.client.request(subject, said, timeout=SECONDS)
        decoded: dict[str, Any] = msgspec.json.decode(answer.data)
        return decoded

    async def inbox(self) -> JetStreamContext.PullSubscription:
        stream, consumer = t.relay_stream(self.office), t.opd_caller(self.code)
        return await self.client.jetstream().pull_subscribe_bind(consumer, stream)

    async def complaint(self) -> str:
        return str(await asyncio.wait_for(self.errors.get(), SECONDS)).lower()


@asynccontextmanager
async def outsider(url: str, office: str, code: str, seed: str) -> AsyncIterator[Outsider]:
    """Lend a connection with a seed."""
    opd = Outsider(office, code, Client())

    async def closed() -> None:
        opd.gone.set()

    try:
        await opd.client.connect(
            url,
            nkeys_seed_str=seed,
            error_cb=opd.errors.put,
            closed_cb=closed,
            # Else nats-py leaves the connections of its vain attempts open.
            allow_reconnect=False,
        )
        yield opd
    finally:
        await opd.client.close()
