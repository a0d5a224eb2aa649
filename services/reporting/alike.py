"""Finds complaints that may be the same as one that is being entered; it only ever suggests."""

import asyncio
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import or_

from engine.cache import Cache
from engine.keyed import Keyed
from engine.store import EventStore
from runtime.clock import day_in
from schemas.alike import AlikeLine, AlikeView, FindAlike, Likeness
from schemas.commit import Commit
from schemas.events.intake import Received
from schemas.plaintexts import ReceivedContent
from services.reporting.cases import CASES, Fold, known_of
from services.reporting.filters import GOES_ON
from services.reporting.likeness import number_of, score_of, words_of
from services.reporting.lines import case_line
from services.reporting.matters import Matters
from services.reporting.office import Office
from services.reporting.opening import Closed, Reader
from services.reporting.phones import is_phone
from services.reporting.searching import search
from services.reporting.snapshot import Snapshot, Values
from services.reporting.viewer import Viewer
from services.reporting.views import ViewKeeper

COMPARED: Final = 400
"""So many of the latest open and recent complaints are compared, however many there are."""
RECENT: Final = dt.timedelta(days=180)


@dataclass(slots=True)
class Candidate:
    """A complaint that may be the same, and why."""

    subject: str
    fold: Fold
    by: list[Likeness] = field(default_factory=list)
    score: int | None = None


class AlikeAnswers:
    """Looks through one office's complaints.

    Args:
        office: The office's words and codes.
        keeper: The view.
        reader: Opens the boxes.
        keyed: The secret that phones are looked up by.
    """

    def __init__(self, office: Office, keeper: ViewKeeper, reader: Reader, keyed: Keyed) -> None:
        self._office = office
        self._keeper = keeper
        self._reader = reader
        self._keyed = keyed
        self._matters = Matters(keeper.store, reader)
        # What was received never changes; it is kept as it is stored, sealed.
        self._received: Cache[int, tuple[str, Received]] = Cache(2 * COMPARED)

    async def find(self, query: FindAlike, viewer: Viewer) -> AlikeView:
        """The likely ones, as far as the one who asks may see what is alike in them."""
        candidates: dict[str, Candidate] = {}
        async with self._keeper.snapshot() as snapshot:
            called = await self._of_phone(snapshot, query.phone)
            recent = await self._recent(snapshot) if _has_words(query) else []
        for subject, fold in called:
            if viewer.sights(known_of(fold).visibility).contact == "penuh":
                candidates[subject] = Candidate(subject, fold, ["phone"])
        read = [pair for pair in recent if _may_read(pair[1], viewer)]
        words = await self._words([fold for _, fold in read])
        compared = await asyncio.to_thread(_compared, query, words)
        for (subject, fold), (by, score) in zip(read, compared, strict=True):
            if by:
                found = candidates.setdefault(subject, Candidate(subject, fold))
                found.by += by
                found.score = score
        likely = sorted(candidates.values(), key=_first)[: query.limit]
        return AlikeView(cases=await self._lines(likely, viewer))

    async def _of_phone(self, snapshot: Snapshot, phone: str | None) -> list[tuple[str, Fold]]:
        if phone is None or not is_phone(phone):
            return []
        rows = await search(snapshot, self._keyed, phone)
        return _standing(rows[:COMPARED])

    async def _recent(self, snapshot: Snapshot) -> list[tuple[str, Fold]]:
        columns = snapshot.table.c
        since = day_in(self._office.zone, self._keeper.clock.now()) - RECENT
        condition = or_(columns.report_status == GOES_ON, columns.received_on >= since.isoformat())
        return _standing(await snapshot.some(condition, limit=COMPARED))

    async def _words(self, folds: Sequence[Fold]) -> list[ReceivedContent | None]:
        firsts = await asyncio.gather(
            *(self._first(self._keeper.store, fold.first) for fold in folds)
        )
        keys = await self._reader.keys(
            first[1].sealed.content for first in firsts if first is not None
        )
        found: list[ReceivedContent | None] = []
        for first in firsts:
            box = first[1].sealed.content if first is not None else None
            if first is None or box is None:
                found.append(None)
                continue
            content = self._reader.open(
                box,
                keys,
                pengaduan_id=first[0],
                name="content",
                event_type=Received.__name__,
                shape=ReceivedContent,
            )
            found.append(None if isinstance(content, Closed) else content)
        return found

    async def _first(self, store: EventStore[Commit], sequence: int) -> tuple[str, Received] | None:
        known = self._received.get(sequence)
        if known is not None:
            return known
        for recorded in await store.read(sequence - 1, 1):
            for event in recorded.commit.events:
                if isinstance(event, Received):
                    found = (recorded.commit.pengaduan_id, event)
                    self._received.put(sequence, found)
                    return found
        return None

    async def _lines(self, likely: Sequence[Candidate], viewer: Viewer) -> tuple[AlikeLine, ...]:
        texts = await self._matters.of([each.fold for each in likely], viewer)
        return tuple(
            AlikeLine(
                case=case_line(self._office, each.subject, each.fold, text),
                by=tuple(each.by),
                score=each.score,
            )
            for each, text in zip(likely, texts, strict=True)
        )


def _has_words(query: FindAlike) -> bool:
    return bool(query.permit_number or query.subject or query.text)


def _standing(rows: Sequence[Values]) -> list[tuple[str, Fold]]:
    """Those that were not entered by mistake and not erased."""
    pairs = [(subject, CASES.load(fold)) for subject, fold in rows]
    return [
        (subject, fold)
        for subject, fold in pairs
        if not (known_of(fold).voided or known_of(fold).erased)
    ]


def _may_read(fold: Fold, viewer: Viewer) -> bool:
    return viewer.sights(known_of(fold).visibility).content == "penuh"


def _compared(
    query: FindAlike, contents: Sequence[ReceivedContent | None]
) -> list[tuple[list[Likeness], int | None]]:
    number = number_of(query.permit_number)
    asked = words_of(f"{query.subject or ''} {query.text or ''}")
    found: list[tuple[list[Likeness], int | None]] = []
    for content in contents:
        by: list[Likeness] = []
        score = None
        if content is not None:
            if number and number_of(content.permit_number) == number:
                by.append("permit_number")
            score = score_of(asked, words_of(f"{content.subject or ''} {content.text}"))
            by += ["text"] if score is not None else []
        found.append((by, score))
    return found


def _first(candidate: Candidate) -> tuple[int, int]:
    """A number that is the same weighs as much as words that are; of equals the later is first."""
    same = sum(by != "text" for by in candidate.by)
    return -(100 * same + (candidate.score or 0)), -candidate.fold.first
