"""What a register shows of the matter: the subject or the beginning, opened for this reading.

The view keeps no words at all, not even sealed; they are read from the first commit of a case.
"""

import asyncio
from collections.abc import Sequence

from engine.commits import Recorded
from engine.store import EventStore
from engine.vault import Found
from schemas.base import Box
from schemas.commit import Commit
from schemas.events.intake import Received
from schemas.plaintexts import ReceivedContent
from services.reporting.cases import Fold, known_of
from services.reporting.known import Known
from services.reporting.opening import Closed, Reader
from services.reporting.viewer import NOT_SHOWN, Viewer

SHOWN = 80
WITHHELD = "[rahasia]"


class Matters:
    """Reads the words of a page of cases."""

    def __init__(self, store: EventStore[Commit], reader: Reader) -> None:
        self._store = store
        self._reader = reader

    async def of(self, folds: Sequence[Fold], viewer: Viewer) -> list[str | None]:
        """The beginning of each case's matter; None where none was written."""
        pages = await asyncio.gather(*(self._store.read(fold.first - 1, 1) for fold in folds))
        firsts = [_received(page) for page in pages]
        boxes = [event.sealed.content for _, event in firsts if event is not None]
        keys = await self._reader.keys(boxes)
        return [
            self._shown(viewer, known_of(fold), *first, keys)
            for fold, first in zip(folds, firsts, strict=True)
        ]

    def _shown(
        self,
        viewer: Viewer,
        known: Known,
        pengaduan_id: str,
        event: Received | None,
        keys: dict[str, Found],
    ) -> str | None:
        box = event.sealed.content if event is not None else None
        if known.visibility == "rahasia":
            return WITHHELD
        if box is None:
            return None
        if viewer.sights(known.visibility).content != "penuh":
            return NOT_SHOWN
        # Erased is erased from that commit on, however soon its keys are destroyed.
        return Closed.ERASED.value if known.erased else self._text(pengaduan_id, box, keys)

    def _text(self, pengaduan_id: str, box: Box, keys: dict[str, Found]) -> str:
        content = self._reader.open(
            box,
            keys,
            pengaduan_id=pengaduan_id,
            name="content",
            event_type=Received.__name__,
            shape=ReceivedContent,
        )
        if isinstance(content, Closed):
            return content.value
        return shortened(content.subject or content.text)


def shortened(text: str) -> str:
    """The first line's worth of a text."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1].rstrip()}…"


def _received(page: Sequence[Recorded[Commit]]) -> tuple[str, Received | None]:
    for recorded in page:
        for event in recorded.commit.events:
            if isinstance(event, Received):
                return recorded.commit.pengaduan_id, event
    return "", None
