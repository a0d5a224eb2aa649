"""What follows from the steps of a case: dates, classes, holder, clocks, doubts."""

import datetime as dt
from dataclasses import dataclass, field

UNSURE = frozenset({"answered_before_received", "date_in_future"})
"""Doubts that leave no duration to be counted on."""


@dataclass(slots=True)
class Clock:
    """A running or judged deadline; `late` while a missed one still goes on."""

    due_on: str
    verdict: str = "running"
    late: bool = False


@dataclass(slots=True)
class Known:
    """A case as its effective history tells it."""

    number: str | None = None
    channel: str | None = None
    visibility: str = "terbuka"
    received_on: dt.date | None = None
    layout: str | None = None
    import_id: str | None = None
    row: int | None = None
    waiting: bool = False
    awaited: set[str] = field(default_factory=set)
    verified: bool = False
    rejected: bool = False
    voided: bool = False
    withdrawn: bool = False
    classes: tuple[str | None, ...] = (None,) * 5
    classified: bool = False
    dispositions: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    answered: bool = False
    answered_on: dt.date | None = None
    closed: bool = False
    closed_on: dt.date | None = None
    closings: int = 0
    outcome: str | None = None
    reopened: bool = False
    clarified: bool = False
    duplicate_of: str | None = None
    erased: bool = False
    doubts: dict[tuple[str, str | None], None] = field(default_factory=dict)
    clocks: dict[str, Clock] = field(default_factory=dict)

    @property
    def holder(self) -> tuple[str, str] | None:
        """Who alone holds the time: kind and code of the open `utama`."""
        for role, kind, code in self.dispositions.values():
            if role == "utama":
                return kind, code
        return None

    @property
    def awaits_reporter(self) -> bool:
        """Whether it cannot go on before the reporter has done something."""
        return "reporter" in self.awaited

    @property
    def awaits_outside(self) -> bool:
        """The same of an authority beyond the office's reach."""
        return "outside" in self.awaited

    @property
    def duration_days(self) -> int | None:
        """Calendar days to the answer in an imported register, to the closing otherwise."""
        by_register = self.layout is not None and not self.reopened
        end = self.answered_on if by_register else self.closed_on
        if self.received_on is None or end is None:
            return None
        if any(code in UNSURE for code, _ in self.doubts):
            return None
        days = (end - self.received_on).days
        return days if days >= 0 else None
