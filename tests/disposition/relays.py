"""Event streams and notice streams, in memory and on a real server, for one test."""

from abc import ABC, abstractmethod
from dataclasses import dataclass, field

import msgspec
from nats.aio.client import Client

from engine.jetstream import JetStreamLog, JetStreamStore
from engine.log import GuardedLog, MemoryLog
from engine.memory import MemoryStore
from engine.store import EventStore
from runtime.history import CODEC
from runtime.topology import bells_of, event_stream, relay_stream
from schemas.commit import Commit
from schemas.records import DispositionNotice
from tests.support import samples as s

_notice = msgspec.json.Decoder(DispositionNotice)
Told = tuple[str, str, int, int]


class Wire(ABC):
    """Where events come from and notices go to."""

    @abstractmethod
    def store(self) -> EventStore[Commit]:
        """The event stream for one more reader."""

    @abstractmethod
    def log(self) -> GuardedLog:
        """The notice stream for one more writer."""

    @abstractmethod
    async def stored(self) -> list[tuple[str, bytes]]:
        """Every notice that was ever stored, with its subject, in order."""

    async def notices(self) -> list[DispositionNotice]:
        return [_notice.decode(payload) for _, payload in await self.stored()]

    async def told(self) -> list[Told]:
        """The OPD, what it was told, of which disposition, by which version."""
        pairs = zip(await self.stored(), await self.notices(), strict=True)
        return [
            (subject.split(".")[2], n.state, n.disposition_id, n.version)
            for (subject, _), n in pairs
        ]


class KeptLog(MemoryLog):
    """The log in memory, which also remembers what was overtaken."""

    def __init__(self) -> None:
        super().__init__()
        self.all: list[tuple[str, bytes]] = []

    async def append(self, subject: str, payload: bytes, *, expected: int) -> int:
        before = self._sequence
        sequence = await super().append(subject, payload, expected=expected)
        if self._sequence > before:
            self.all.append((subject, payload))
        return sequence


@dataclass
class MemoryWire(Wire):
    events: MemoryStore[Commit] = field(
        default_factory=lambda: MemoryStore(event_stream(s.OFFICE), CODEC)
    )
    kept: KeptLog = field(default_factory=KeptLog)

    def store(self) -> EventStore[Commit]:
        return self.events

    def log(self) -> GuardedLog:
        return self.kept

    async def stored(self) -> list[tuple[str, bytes]]:
        return self.kept.all


@dataclass
class NatsWire(Wire):
    client: Client
    stores: list[JetStreamStore[Commit]] = field(default_factory=list)

    def store(self) -> EventStore[Commit]:
        made: JetStreamStore[Commit] = JetStreamStore(
            self.client, event_stream(s.OFFICE), bells_of(s.OFFICE), CODEC
        )
        self.stores.append(made)
        return made

    def log(self) -> JetStreamLog:
        return JetStreamLog(self.client, relay_stream(s.OFFICE))

    async def stored(self) -> list[tuple[str, bytes]]:
        found: list[tuple[str, bytes]] = []
        while (message := await self.log().get({"seq": len(found) + 1})) is not None:
            found.append((message.subject, message.data))
        return found

    async def close(self) -> None:
        for store in self.stores:
            await store.close()
