"""Frozen reports: what one was made of and the digests of its files, kept in `LAPORAN_<office>`."""

import datetime as dt

import msgspec

from schemas.base import Instant, Position, keep_in_utc


class FrozenFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that was made of it; `digest` is the SHA-256 of its bytes."""

    format: str
    size: int
    digest: str


class FrozenReport(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it was given out; nothing that a person wrote is in it.

    Attributes:
        v: The form.
        id: Follows from all that the report was made of, so twice is once.
        office: The office's code.
        number: 1, 2, 3 … in the order of freezing.
        kind: `penanganan`, `evaluasi` …
        period: As it is asked for: `2023-S1`.
        position: The last commit that went in; null where there was none.
        upto: When that was written.
        as_of: The day by whose end it was recorded, null for all of it.
        policy: SHA-256 of the policy.
        settings: SHA-256 of the office's file of letterhead and words.
        program: The program that made it.
        view: The view's name and version.
        template: The version of the template.
        note: Where the typed obstacles stand; null where none were.
        figures: SHA-256 of its tables.
        files: The files.
        recorded_at: When it was frozen.
        author: Who froze it, never a name.
        role: The role held at that moment.
    """

    v: int = 1
    id: str
    office: str
    number: int
    kind: str
    period: str
    position: Position | None
    upto: Instant | None
    as_of: dt.date | None
    policy: str
    settings: str
    program: str
    view: str
    template: str
    note: Position | None
    figures: str
    files: tuple[FrozenFile, ...]
    recorded_at: Instant
    author: str
    role: str

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")
        keep_in_utc(self, "upto")


class ReportFrozen(
    msgspec.Struct, frozen=True, kw_only=True, tag="report_frozen", tag_field="type"
):
    """It is kept; `again` says that it was frozen before."""

    report: FrozenReport
    again: bool = False


class FrozenList(msgspec.Struct, frozen=True, kw_only=True, tag="frozen_list", tag_field="type"):
    """Frozen reports in the order of their numbers; `total` is how many there are."""

    total: int
    reports: tuple[FrozenReport, ...]
