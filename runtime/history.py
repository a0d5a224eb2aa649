"""How a complaint's commits are read: bytes, events with their places, annulments."""

import msgspec

from engine.commits import Codec
from engine.decider import Entry
from engine.effective import Annulment
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled

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
