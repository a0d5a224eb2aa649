"""Histories written on a real server as intake would, whole or not."""

from dataclasses import dataclass, field
from typing import Any

import msgspec
from msgspec.structs import replace
from nats.aio.client import Client

from engine.commits import digest_of
from runtime import ids
from runtime.history import CODEC
from runtime.topology import event_subject, number_subject
from schemas.base import NOTHING_SEALED, Box, Sealed
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.intake import IdentityErased
from tests.support.samples import MOMENT, allotment, commit, note_added, received

OFFICE = "kampar"


@dataclass
class Writer:
    """Appends commits to chains, and spoils them where a test asks for it."""

    client: Client
    digests: dict[str, tuple[int, str]] = field(default_factory=dict)

    async def write(self, subject_id: str, /, *events: PengaduanEvent, **spoilt: Any) -> Commit:
        version, prev = self.digests.get(subject_id, (0, ""))
        whole = commit(
            *(events or (note_added(sealed=NOTHING_SEALED),)),
            office=OFFICE,
            pengaduan_id=subject_id,
            version=version + 1,
            prev=prev,
            recorded_at=MOMENT,
        )
        made = replace(whole, **spoilt)
        await self.raw(subject_id, CODEC.encode(made))
        self.digests[subject_id] = (made.version, digest_of(CODEC.encode(made)))
        return made

    async def raw(self, pengaduan_id: str, payload: bytes) -> None:
        await self.client.jetstream().publish(event_subject(OFFICE, pengaduan_id), payload)

    async def receive(self, pengaduan_id: str, running: int, key: str = "k") -> Commit:
        """The first commit of a complaint, with its number and a box."""
        box = Box(key=f"{key}-{pengaduan_id}", nonce=bytes(12), data=b"sealed")
        number = ids.number_of("KPR", 2026, running)
        event = received(number=number, sealed=Sealed(content=box))
        return await self.write(pengaduan_id, event)

    async def erase(self, pengaduan_id: str, key: str = "k") -> Commit:
        """The erasure of a complaint's key."""
        keys = (f"{key}-{pengaduan_id}",)
        return await self.write(pengaduan_id, IdentityErased(occurred=None, basis="uu", keys=keys))

    async def allot(self, first: int, *pengaduan_ids: str) -> None:
        """Give numbers out."""
        given = allotment(office=OFFICE, first=first, pengaduan_ids=pengaduan_ids)
        payload = msgspec.json.encode(given)
        await self.client.jetstream().publish(number_subject(OFFICE, 2026), payload)

    async def register(self, *pengaduan_ids: str) -> None:
        """Whole histories of some complaints, three commits each."""
        await self.allot(1, *pengaduan_ids)
        for running, pengaduan_id in enumerate(pengaduan_ids, 1):
            await self.receive(pengaduan_id, running)
        for pengaduan_id in pengaduan_ids * 2:
            await self.write(pengaduan_id)
