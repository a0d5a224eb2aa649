"""A disposition desk with what stands around it, and commits of other services."""

import datetime as dt
from dataclasses import dataclass

import msgspec

from engine.commits import Recorded, digest_of
from engine.store import EventStore
from policy.load import Loaded
from policy.model import Wait
from runtime.desk import Desk
from runtime.history import CODEC
from runtime.ids import new_id
from runtime.sealing import Opener
from runtime.topology import command_subject, event_subject
from schemas.answers import Done, Outcome, Refused
from schemas.base import NOTHING_SEALED, PengaduanId
from schemas.commands.disposition import DispositionCommand
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.disposition.order import Order
from services.disposition.state import State
from tests.support import samples as s

WAITS = (
    Wait(code="menunggu_dokumen", label="Menunggu dokumen pelapor", party="reporter"),
    Wait(code="menunggu_konfirmasi", label="Menunggu konfirmasi pelapor", party="reporter"),
    Wait(code="menunggu_instansi", label="Menunggu instansi lain", party="outside"),
)
NOW = dt.datetime(2026, 7, 10, 3, 0, tzinfo=dt.UTC)
_outcome = msgspec.json.Decoder(Outcome)


@dataclass
class Counter:
    """The desk with what stands around it."""

    store: EventStore[Commit]
    desk: Desk[DispositionCommand, Order, State]
    opener: Opener

    async def say(self, command: DispositionCommand, caller: str = "cli") -> Done | Refused:
        subject = command_subject(s.OFFICE, caller, "disposition", type(command).__name__)
        answer = await self.desk.answer(subject, msgspec.json.encode(command))
        return _outcome.decode(answer)

    async def history(self, pengaduan_id: str = s.PENGADUAN_ID) -> list[Commit]:
        found = await self.store.load(event_subject(s.OFFICE, pengaduan_id))
        return [recorded.commit for recorded in found]

    async def write(
        self, *events: PengaduanEvent, pengaduan_id: str = s.PENGADUAN_ID
    ) -> Recorded[Commit]:
        return await write(self.store, *events, pengaduan_id=pengaduan_id)


def waiting(loaded: Loaded) -> Loaded:
    """The same policy with three reasons to wait."""
    return msgspec.structs.replace(
        loaded, policy=msgspec.structs.replace(loaded.policy, waits=WAITS)
    )


async def write(
    store: EventStore[Commit], *events: PengaduanEvent, pengaduan_id: str = s.PENGADUAN_ID
) -> Recorded[Commit]:
    """Append a commit of another service, without words."""
    subject = event_subject(s.OFFICE, pengaduan_id)
    before = await store.load(subject)
    last = before[-1] if before else None
    bare = [msgspec.structs.replace(event, sealed=NOTHING_SEALED) for event in events]
    commit = s.commit(
        *bare,
        id=new_id(),
        command_id=new_id(),
        pengaduan_id=PengaduanId(pengaduan_id),
        version=len(before) + 1,
        prev=digest_of(CODEC.encode(last.commit)) if last else "",
    )
    return await store.append(subject, commit, expected=last.sequence if last else 0)
