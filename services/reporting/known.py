"""What follows from the steps of a case: dates, classes, holder, clocks, doubts."""

import datetime as dt
from dataclasses import dataclass, field

UNSURE = frozenset({"answered_before_received", "date_in_future"})
"""Doubts that leave no duration to be counted on."""


def is_promise(clock: str) -> bool:
    """Whether a clock of that name, without its round, is the office's to keep.

    What the reporter lets pass is no failure of the office, and a silence is an alarm only.
    """
    return clock != "completion" and not clock.startswith("silence")


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
    tracking: str | None = None
    received_on: dt.date | None = None
    layout: str | None = None
    import_id: str | None = None
    row: int | None = None
    waiting: bool = False
    awaited: set[str] = field(default_factory=set)
    verified: bool = False
    rejected: bool = False
    rejection: str | None = None
    voided: bool = False
    withdrawn: bool = False
    ended_on: dt.date | None = None
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
    # By clock and level: before which role it was brought, what is to be done, on which day.
    unseen: dict[tuple[str, int], tuple[str, str, dt.date | None]] = field(default_factory=dict)

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
    def by_register(self) -> bool:
        """Whether all that is known of its end is what a register's row says."""
        return self.layout is not None and not self.reopened

    @property
    def ends(self) -> tuple[dt.date, dt.date] | None:
        """From the receipt to the answer in an imported register, to the closing otherwise."""
        end = self.answered_on if self.by_register else self.closed_on
        if self.received_on is None or end is None or end < self.received_on:
            return None
        if any(code in UNSURE for code, _ in self.doubts):
            return None
        return self.received_on, end

    @property
    def duration_days(self) -> int | None:
        """Calendar days between these two."""
        ends = self.ends
        return None if ends is None else (ends[1] - ends[0]).days
