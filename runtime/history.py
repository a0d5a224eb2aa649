"""How a complaint's commits are read: bytes, events with their places, annulments."""

import datetime as dt
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from engine.commits import Codec
from engine.decider import Entry
from engine.effective import Annulment
from engine.execute import Head
from runtime.ids import new_id
from schemas.base import OfficeCode, PengaduanId
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled

S = TypeVar("S")
PERSONS = frozenset({"warga", "petugas", "opd"})

CODEC: Codec[Commit] = Codec(msgspec.json.Encoder().encode, msgspec.json.Decoder(Commit).decode)


def entries(commit: Commit) -> tuple[Entry[PengaduanEvent], ...]:
    """The events of a commit with their places."""
    personal = commit.actor.kind in PERSONS
    return tuple(
        Entry(commit.version, index, commit.command_id, personal, event)
        for index, event in enumerate(commit.events)
    )


def annuls(event: PengaduanEvent) -> Annulment | None:
    """What an event undoes."""
    if isinstance(event, Annulled):
        return Annulment(event.target.version, event.target.index)
    return None


def following(
    head: Head[S],
    events: Sequence[PengaduanEvent],
    *,
    now: dt.datetime,
    office: str,
    pengaduan_id: str,
    actor: Actor,
    command_id: str,
    correlation_id: str | None,
    program: str,
) -> Commit:
    """The commit that comes after a head: next version, chained, never recorded before it."""
    return Commit(
        id=new_id(),
        office=OfficeCode(office),
        pengaduan_id=PengaduanId(pengaduan_id),
        version=head.version + 1,
        recorded_at=max(now, head.recorded_at) if head.recorded_at else now,
        actor=actor,
        command_id=command_id,
        correlation_id=correlation_id or command_id,
        program=program,
        prev=head.digest,
        events=tuple(events),
    )
