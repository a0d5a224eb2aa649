"""A small office to ask questions of: a store, a vault, a view and a desk, all real."""

import datetime as dt
from collections import defaultdict
from dataclasses import replace
from typing import Any, TypeVar

import msgspec

from engine.boxes import DataKey, seal
from engine.commits import Recorded
from engine.keyed import Keyed
from engine.log import MemoryLog
from engine.memory import MemoryStore
from engine.sql import Database
from engine.vault import Vault
from policy.load import OFFICES, load_office
from runtime.clock import FixedClock
from runtime.history import CODEC
from runtime.ids import number_of
from runtime.topology import event_stream, event_subject, query_subject
from schemas import queries as ask
from schemas.base import Box, BoxName, Occurred, PengaduanId, Position, Sealed, associated_data
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.intake import Source
from schemas.plaintexts import Identity, ReceivedContent
from schemas.views import Answer
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.queries import QueryDesk
from services.reporting.skm.log import MemorySurveys
from services.reporting.terms import CaseTerms
from services.reporting.views import ViewKeeper
from tests.support import samples

A = TypeVar("A")
NOW = dt.datetime(2026, 11, 22, 3, 0, tzinfo=dt.UTC)
KEYED = Keyed(b"k" * 32)
REGISTER = Source(
    import_id="019f3b5c-7ffe-7d01-8f00-5a5a5a5a0005",
    digest="d1" * 32,
    layout="rekapitulasi",
    row=2,
    row_digest="0f" * 32,
)


def pengaduan_id(n: int) -> PengaduanId:
    return PengaduanId(f"019f3b5c-7c00-7a31-8f00-{n:012x}")


def day(text: str) -> Occurred:
    return Occurred(on=dt.date.fromisoformat(text))


class World:
    """One office with everything that answers for it."""

    def __init__(self, database: Database, vault: Vault, office: str = "bengkalis") -> None:
        self.office = Office.of(load_office(OFFICES / f"{office}.toml"), "tuntas 0.1.0")
        self.vault = vault
        self.database = database
        self.clock = FixedClock(NOW)
        self.store: MemoryStore[Commit] = MemoryStore(event_stream(office), CODEC)
        self.policies = MemoryLog()
        self.facts = MemoryLog()
        self.surveys = MemorySurveys()
        terms = CaseTerms(Reader(office, vault), KEYED)
        self.keeper = ViewKeeper(
            database, self.store, terms, holder="test", clock=self.clock, page=3
        )
        self.files = MemoryLog()
        self.desk = self._desk()
        self._keys: dict[str, DataKey] = {}
        self._heads: dict[str, list[Recorded[Commit]]] = defaultdict(list)

    def _desk(self) -> QueryDesk:
        return QueryDesk(
            self.office,
            self.keeper,
            self.vault,
            KEYED,
            self.policies,
            files=self.files,
            facts=self.facts,
            surveys=self.surveys,
            tracking=KEYED,
        )

    def update(self, program: str) -> None:
        """Another version of the program answers from now on."""
        self.office = replace(self.office, program=program)
        self.desk = self._desk()

    def subject(self, n: int) -> str:
        return event_subject(self.office.code, pengaduan_id(n))

    async def say(
        self, n: int, *events: PengaduanEvent, recorded_at: dt.datetime = NOW, **changes: Any
    ) -> Recorded[Commit]:
        """Append one commit to complaint `n`."""
        history = self._heads[self.subject(n)]
        version = len(history) + 1
        commit = samples.commit(
            *events,
            id=f"{n}-{version}",
            office=self.office.code,
            pengaduan_id=pengaduan_id(n),
            version=version,
            recorded_at=recorded_at,
            prev=history[-1].digest if history else "",
            **changes,
        )
        expected = history[-1].sequence if history else 0
        history.append(await self.store.append(self.subject(n), commit, expected=expected))
        return history[-1]

    async def sealed(
        self,
        n: int,
        event_type: str,
        *,
        identity: Identity | None = None,
        content: msgspec.Struct | None = None,
    ) -> Sealed:
        return Sealed(
            identity=await self._box(n, event_type, "identity", identity),
            content=await self._box(n, event_type, "content", content),
        )

    async def received(self, n: int, on: str, **changes: Any) -> PengaduanEvent:
        """A receipt with words and, if given, an identity."""
        identity = changes.pop("identity", None)
        text = changes.pop("text", "Izin belum terbit")
        given = {
            "number": number_of("BKS", 2023, n),
            "channel": "meja",
            "source": None,
            "occurred": day(on),
            "sealed": await self.sealed(
                n, "Received", identity=identity, content=ReceivedContent(text=text)
            ),
        }
        return samples.received(**{**given, **changes})

    async def shred(self, n: int) -> list[str]:
        keys = [key.id for key in self._keys.values() if key.id.startswith(f"{n}-")]
        await self.vault.shred(keys, NOW)
        return keys

    async def ask(self, query: ask.ReportingQuery, expected: type[A]) -> A:
        """Ask as the command line does, and check the kind of answer."""
        subject = query_subject(self.office.code, "cli", type(query).__name__)
        reply = await self.desk.answer(subject, msgspec.json.encode(query))
        found = msgspec.json.decode(reply, type=Answer)
        assert isinstance(found, expected), found
        return found

    async def position(self) -> Position:
        return Position(stream=self.store.stream, sequence=await self.store.last_sequence())

    async def _box(
        self, n: int, event_type: str, name: BoxName, plain: msgspec.Struct | None
    ) -> Box | None:
        if plain is None:
            return None
        id_ = f"{n}-{name}"
        if id_ not in self._keys:
            self._keys[id_] = DataKey.new(id_)
            await self.vault.put([self._keys[id_]])
        bound = associated_data(self.office.code, pengaduan_id(n), name, event_type)
        closed = seal(msgspec.json.encode(plain), self._keys[id_], bound)
        return Box(key=closed.key, nonce=closed.nonce, data=closed.data)
