"""What happened to a complaint as its reporter is told it: no names, and only words meant for them."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from engine.commits import Recorded
from engine.vault import Found
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events import disposition as then
from schemas.events import intake as first
from schemas.plaintexts import AnsweredContent, CorrectedContent, Words, content_type
from schemas.readings import TrackedEvent
from services.reporting.history import erased_keys
from services.reporting.office import Office
from services.reporting.opening import Closed, Reader
from services.reporting.words import Words as Labels

Place = tuple[int, int]
Corrections = Mapping[tuple[Place, str], tuple[Commit, then.Corrected]]
ADDRESSED: Final = (then.Answered, first.CompletionRequested)
"""What the office says to the reporter; everything else is said to somebody else."""


@dataclass(frozen=True, slots=True)
class Telling:
    """Tells reporters.

    Attributes:
        reader: Opens the office's answers.
    """

    office: Office
    reader: Reader

    async def events(self, history: Sequence[Recorded[Commit]]) -> tuple[TrackedEvent, ...]:
        """What happened, in its order; what was undone is left out, what was put right is right."""
        commits = [recorded.commit for recorded in history]
        undone, right = _undone(commits), dict(_corrections(commits))
        boxes = [
            event.sealed.content
            for commit in commits
            for event in commit.events
            if isinstance(event, (*ADDRESSED, then.Corrected))
        ]
        keys = {**await self.reader.keys(boxes), **erased_keys(history)}
        return tuple(
            self._told((commit.version, index), commit, event, right, keys)
            for commit in commits
            for index, event in enumerate(commit.events)
            if (commit.version, index) not in undone and title_of(self.office.words, event)
        )

    def _told(
        self,
        place: Place,
        commit: Commit,
        event: PengaduanEvent,
        right: Corrections,
        keys: dict[str, Found],
    ) -> TrackedEvent:
        occurred, moved = event.occurred, right.get((place, "occurred.on"))
        on, at = (occurred.on, occurred.at) if occurred else (None, None)
        if moved is not None and moved[1].new is not None:
            on, at = dt.date.fromisoformat(moved[1].new), None
        text = None
        if isinstance(event, ADDRESSED):
            said_in, said = right.get((place, "content.text"), (commit, event))
            text = self._text(said_in, said, keys)
        title = title_of(self.office.words, event) or ""
        return TrackedEvent(title=title, on=on, at=at, text=text)

    def _text(self, commit: Commit, event: PengaduanEvent, keys: dict[str, Found]) -> str | None:
        if event.sealed.content is None:
            return None
        plain = self.reader.open(
            event.sealed.content,
            keys,
            pengaduan_id=commit.pengaduan_id,
            name="content",
            event_type=type(event).__name__,
            shape=content_type(type(event)),
        )
        match plain:
            case Closed():
                return plain.value
            case CorrectedContent(new=text) | AnsweredContent(text=text) | Words(text=text):
                return text
            case _:
                return None


def title_of(words: Labels, event: PengaduanEvent) -> str | None:
    """What happened in the reporter's words; None where it is nothing to them."""
    match event:
        case first.CompletionRequested(missing=missing):
            labels = ", ".join(words.label("field", code).lower() for code in missing)
            return f"Anda diminta melengkapi: {labels}"
        case first.Rejected(reason=reason):
            return f"Tidak dapat ditindaklanjuti: {words.label('rejection', reason).lower()}"
        case then.Disposed(to=to):
            return f"Diteruskan kepada {words.holder(to.kind, to.code)}"
        case then.Forwarded(agency=str(agency)):
            return f"Diteruskan ke {words.label('agency', agency)}"
        case then.WaitingStarted(reason=reason):
            return words.pause(reason)
        case then.Closed(outcome=outcome):
            return f"Pengaduan ditutup: {words.label('outcome', outcome).lower()}"
        case _:
            return TITLES.get(type(event).__name__)


TITLES: Final = {
    "Received": "Pengaduan diterima",
    "MessageAdded": "Pesan tambahan Anda diterima",
    "AttachmentAdded": "Berkas dilampirkan",
    "Completed": "Data dilengkapi",
    "Verified": "Data diperiksa dan diterima untuk ditangani",
    "Voided": "Dibatalkan karena salah catat",
    "IdentityErased": "Identitas dan isi pengaduan dihapus",
    "DispositionReturned": "Dikembalikan kepada kantor",
    "DispositionRecalled": "Ditarik kembali oleh kantor",
    "Clarified": "Unit yang memeriksa sudah memberi penjelasan kepada kantor",
    "Answered": "Kantor menjawab",
    "Forwarded": "Diteruskan ke instansi lain",
    "WaitingEnded": "Dilanjutkan",
    "Confirmed": "Anda menyatakan puas",
    "Disputed": "Anda menyatakan tidak puas",
    "WithdrawalRequested": "Anda meminta pencabutan",
    "Withdrawn": "Pengaduan dicabut",
    "Reopened": "Pengaduan dibuka kembali",
}


def _undone(commits: Sequence[Commit]) -> set[Place]:
    return {
        (event.target.version, event.target.index)
        for commit in commits
        for event in commit.events
        if isinstance(event, then.Annulled)
    }


def _corrections(
    commits: Sequence[Commit],
) -> Iterator[tuple[tuple[Place, str], tuple[Commit, then.Corrected]]]:
    """The last correction of each field of each event."""
    for commit in commits:
        for event in commit.events:
            if isinstance(event, then.Corrected):
                place = (event.target.version, event.target.index)
                yield (place, event.field), (commit, event)
