"""Lines that several answers are made of: a complaint, a clock, a doubt, who did something."""

import datetime as dt

import msgspec

from schemas.base import Instant


class ActorLine(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it: the kind in Indonesian, the id and the role."""

    kind: str
    label: str
    id: str
    role: str | None
    via: str


class ActionLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something that whoever asks may do with a case; null `why_not` where they can now."""

    action: str
    label: str
    why_not: str | None


class ClockLine(msgspec.Struct, frozen=True, kw_only=True):
    """One clock of a case: its last due day and verdict; `late` while a missed one goes on."""

    clock: str
    label: str
    due_on: dt.date
    verdict: str
    late: bool = False


class DoubtLine(msgspec.Struct, frozen=True, kw_only=True):
    """Something that a person must settle."""

    code: str
    column: str | None
    sentence: str


class CaseLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the register; it shows no identity.

    Attributes:
        text: The subject or the beginning of the matter; `[rahasia]` where the reporter asked
            for secrecy, `[dihapus]` where it was erased.
        duration_days: Received to answered in an imported register, to closed otherwise.
        working_days: The same by the office's calendar.
        row: The line of the imported file.
    """

    pengaduan_id: str
    number: str
    channel: str | None
    channel_label: str
    visibility: str
    received_on: dt.date | None
    status: str
    status_label: str
    report_status: str
    severity: str | None
    category: str | None
    category_label: str | None
    sector: str | None
    sector_label: str | None
    permit_type: str | None
    permit_type_label: str | None
    answered_on: dt.date | None
    closed_on: dt.date | None
    closings: int
    outcome: str | None
    outcome_label: str | None
    duration_days: int | None
    working_days: int | None
    holder: str | None
    holder_label: str | None
    open_dispositions: int
    doubts: tuple[DoubtLine, ...]
    clocks: tuple[ClockLine, ...]
    overdue: bool
    duplicate_of: str | None
    import_id: str | None
    row: int | None
    erased: bool
    recorded_at: Instant
    text: str | None
