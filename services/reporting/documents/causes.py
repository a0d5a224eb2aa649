"""Which events were recorded between the cut-offs of two reports."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple, get_args

from schemas.commit import Commit
from schemas.events.disposition import DispositionRead, NoteAdded
from schemas.events.intake import AttachmentAdded, IdentityErased, IdentityOpened, MessageAdded
from schemas.events.sla import SLAEvent
from services.reporting.documents.making import Making
from services.reporting.titles import title

CHUNK = 500
# They change no figure and no word of a report.
_SILENT: tuple[type, ...] = (
    MessageAdded,
    AttachmentAdded,
    IdentityOpened,
    NoteAdded,
    DispositionRead,
)
_TIMED = "kinerja"


class Cause(NamedTuple):
    """One event, as it is named in a ralat.

    Attributes:
        number: The complaint's, or the place of a record of the survey.
        version: The complaint's after it; None in the survey.
    """

    number: str
    version: int | None
    title: str
    occurred_on: dt.date | None
    recorded_at: dt.datetime
    erases: bool


async def causes(
    kind: str, first: Making, second: Making, numbers: Collection[str]
) -> dict[str, list[Cause]]:
    """By complaint, what was recorded after the first cut-off and by the second."""
    wanted = sorted(numbers)
    found: dict[str, list[Cause]] = {}
    for start in range(0, len(wanted), CHUNK):
        subjects = await second.snapshot.subjects(wanted[start : start + CHUNK])
        for number, subject in sorted(subjects.items()):
            seen = {recorded.sequence for recorded in await first.history(subject)}
            later = [
                recorded.commit
                for recorded in await second.history(subject)
                if recorded.sequence not in seen
            ]
            found[number] = _bearing(kind, number, later)
    return found


def _bearing(kind: str, number: str, commits: list[Commit]) -> list[Cause]:
    """What may have moved a figure; all there is where nothing else did."""
    every = [(commit, event) for commit in commits for event in commit.events]
    silent = _SILENT if kind == _TIMED else (*_SILENT, *get_args(SLAEvent))
    told = [(commit, event) for commit, event in every if not isinstance(event, silent)]
    return [
        Cause(
            number=number,
            version=commit.version,
            title=title(type(event).__name__),
            occurred_on=event.occurred.on if event.occurred else None,
            recorded_at=commit.recorded_at,
            erases=isinstance(event, IdentityErased),
        )
        for commit, event in told or every
    ]
