"""What is written about the survey, with who wrote it and when."""

from dataclasses import dataclass
from typing import NamedTuple

import msgspec

from runtime.clock import Clock
from schemas.surveys import SurveyCommit, SurveyEvent
from services.reporting.office import Office


class Author(NamedTuple):
    """Who writes; never a name."""

    id: str
    role: str


REPORTER = Author("-", "warga")
"""Whose complaint it was is not kept."""


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes commits of one office."""

    office: Office
    clock: Clock

    def written(
        self,
        id_: str,
        events: tuple[SurveyEvent, ...],
        author: Author,
        *,
        period: str | None = None,
    ) -> bytes:
        """One commit as it is stored."""
        return msgspec.json.encode(
            SurveyCommit(
                id=id_,
                office=self.office.code,
                period=period,
                recorded_at=self.clock.now(),
                author=author.id,
                role=author.role,
                program=self.office.program,
                events=events,
            )
        )
