"""What a report is made with: one moment of one office's view, and the histories behind it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from engine.commits import Recorded
from engine.store import EventStore
from policy.report_settings import LoadedSettings, ReportSettings
from schemas.commit import Commit
from schemas.queries import CaseFilter
from services.reporting.cases import CASES, Fold
from services.reporting.documents.notes import Note
from services.reporting.kept import Kept
from services.reporting.office import Office
from services.reporting.opening import Reader
from services.reporting.periods import Period
from services.reporting.skm.book import NOTHING_READ, Read
from services.reporting.snapshot import Snapshot

PAGE = 500
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Making:
    """One report in the making.

    Attributes:
        snapshot: The view at the cut-off.
        as_of: The day by whose end it was recorded, None for all of it.
        note: What the officer typed for the period.
        survey: The satisfaction survey at the cut-off.
        progress: Told how many of its cases were read.
    """

    office: Office
    loaded: LoadedSettings
    snapshot: Snapshot
    store: EventStore[Commit]
    reader: Reader
    kept: Kept
    period: Period
    as_of: dt.date | None
    progress: Progress
    note: Note | None = None
    survey: Read = NOTHING_READ

    @property
    def settings(self) -> ReportSettings:
        return self.loaded.settings

    @property
    def base(self) -> CaseFilter:
        """The cases of the period."""
        return CaseFilter(period=self.period.text)

    @property
    def end(self) -> dt.date:
        """The last day of the period: what happened later is not in the report."""
        return self.period.last_on

    async def cases(self, filter_: CaseFilter) -> list[tuple[str, Fold]]:
        """Subject and fold of every case of a filter, in the order of the register."""
        found: list[tuple[str, Fold]] = []
        while page := await self.snapshot.page(filter_, PAGE, len(found)):
            found += [(subject, CASES.load(fold)) for subject, fold in page]
            if len(page) < PAGE:
                break
        return found

    async def history(self, subject: str) -> list[Recorded[Commit]]:
        """A case's commits up to the cut-off."""
        return [recorded for recorded in await self.store.load(subject) if self._seen(recorded)]

    def _seen(self, recorded: Recorded[Commit]) -> bool:
        position = self.snapshot.position
        if position is None or recorded.sequence > position.sequence:
            return False
        return self.as_of is None or recorded.commit.recorded_at < self.office.end_of(self.as_of)
