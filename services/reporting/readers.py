"""Who has read what of a complaint, as its history says it."""

from collections.abc import Iterator, Sequence

from engine.commits import Recorded
from runtime.topology import event_stream
from schemas.base import Position
from schemas.commit import Actor, Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import DispositionRead
from schemas.events.intake import IdentityOpened
from schemas.lines import CaseLine
from schemas.readings import ReaderLine, ReadersView
from services.reporting.history import actor_line
from services.reporting.office import Office
from services.reporting.titles import ACTORS

WHAT = {
    "identity": "Identitas",
    "summary": "Ringkasan",
    "content": "Isi pengaduan",
    "attachment": "Lampiran",
}


def readers_view(
    office: Office, history: Sequence[Recorded[Commit]], case: CaseLine
) -> ReadersView:
    """Every reading of a history that is not empty, in its order."""
    last = history[-1]
    return ReadersView(
        pengaduan_id=case.pengaduan_id,
        number=case.number,
        readers=tuple(reader_lines(office, history)),
        version=last.commit.version,
        position=Position(stream=event_stream(office.code), sequence=last.sequence),
    )


def reader_lines(office: Office, history: Sequence[Recorded[Commit]]) -> Iterator[ReaderLine]:
    """The same, line by line."""
    for recorded in history:
        for event in recorded.commit.events:
            what = read_by(event)
            if what is not None:
                yield _line(office, recorded.commit, event, what)


def read_by(event: PengaduanEvent) -> str | None:
    """What was read by an event; None where it is no reading."""
    match event:
        case IdentityOpened():
            return "identity"
        case DispositionRead(what=what):
            return what
        case _:
            return None


def _line(office: Office, commit: Commit, event: PengaduanEvent, what: str) -> ReaderLine:
    words = office.words
    purpose = event.purpose if isinstance(event, IdentityOpened) else None
    return ReaderLine(
        version=commit.version,
        what=what,
        what_label=WHAT.get(what, what),
        recorded_at=commit.recorded_at,
        actor=actor_line(words, commit.actor),
        actor_label=_without_person(office, commit.actor),
        purpose=purpose,
        purpose_label=words.maybe("purpose", purpose),
        disposition_id=event.disposition_id if isinstance(event, DispositionRead) else None,
    )


def _without_person(office: Office, actor: Actor) -> str:
    if actor.kind == "opd":
        return office.words.label("opd", actor.id)
    role = office.words.maybe("role", actor.role) or ACTORS.get(actor.kind, actor.kind)
    return f"{role}, {office.name}"
