"""How far a report's making is, and its files in parts that fit a message."""

import msgspec

from schemas.base import Position
from schemas.report_formats import ReportFormat
from schemas.reports import MadeOf

PART_SIZE = 120_000
"""Bytes of a file in one part: well below the payload limit when written as base64."""


class ReportFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file that is ready; `digest` is the SHA-256 of its bytes."""

    format: ReportFormat
    name: str
    size: int
    digest: str
    parts: int


class ReportJob(msgspec.Struct, frozen=True, kw_only=True, tag="report_job", tag_field="type"):
    """How far it is.

    Attributes:
        state: `running`, `done` or `failed`.
        kind: `penanganan`, `evaluasi` …; `ralat` for a list of corrections.
        period: Of which period.
        done: Complaints read and files written so far, of `total`.
        figures: The digest of the report's figures.
        checks: How many complaints a person must look at before it is signed.
        failure: The code of what went wrong.
    """

    report_id: str
    state: str
    done: int
    total: int
    milliseconds: int
    kind: str = ""
    period: str = ""
    failure: str | None = None
    title: str | None = None
    made_of: MadeOf | None = None
    figures: str | None = None
    checks: int = 0
    files: tuple[ReportFile, ...] = ()


class ReportNoted(msgspec.Struct, frozen=True, kw_only=True, tag="report_noted", tag_field="type"):
    """What was typed for the reports of a period is kept."""

    period: str
    position: Position


class NoteView(msgspec.Struct, frozen=True, kw_only=True, tag="report_note", tag_field="type"):
    """What was typed last for the reports of a period.

    Attributes:
        position: Where it stands; null where nothing was typed.
    """

    period: str
    period_label: str
    obstacles: tuple[str, ...] = ()
    efforts: tuple[str, ...] = ()
    position: Position | None = None


class ReportPart(msgspec.Struct, frozen=True, kw_only=True, tag="report_part", tag_field="type"):
    """One part of a file, from 0."""

    report_id: str
    format: ReportFormat
    part: int
    data: bytes
