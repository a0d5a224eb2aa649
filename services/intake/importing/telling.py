"""Fits a report into an answer: what the asker may read of it, and no more than a message holds."""

import datetime as dt
from collections.abc import Iterable
from typing import Final

import msgspec
from msgspec.structs import replace

from policy.permissions.roles import Role
from schemas.commands.register import ImportLine, ImportReport

LARGEST: Final = 200_000
WITHHELD: Final = "[disamarkan]"
# What a register says of people stands in its cells, so only who keeps registers reads them.
_READS_CELLS: Final[frozenset[Role | None]] = frozenset({"petugas", "ketua_tim"})
_encode = msgspec.json.Encoder().encode


def told_to(role: Role | None, report: ImportReport) -> ImportReport:
    """The report as this role may read it."""
    if role in _READS_CELLS:
        return report
    return replace(
        report,
        problems=tuple(replace(each, cells=()) for each in report.problems),
        differences=tuple(
            replace(each, before=WITHHELD, now=WITHHELD) for each in report.differences
        ),
    )


def fitted(report: ImportReport) -> ImportReport:
    """The report with as many lines of each kind as one message holds, and how many it left out."""
    lines = (report.problems, report.doubts, report.differences)
    most, told = max(map(len, lines)), report
    while len(_encode(told)) > LARGEST and most:
        most //= 2
        told = replace(
            report,
            problems=report.problems[:most],
            doubts=report.doubts[:most],
            differences=report.differences[:most],
            left_out=sum(max(0, len(each) - most) for each in lines),
        )
    return told


def latest_first(reports: Iterable[ImportReport]) -> list[ImportReport]:
    """By when they were begun; those of which nobody noted it come last."""
    unknown = dt.datetime.min.replace(tzinfo=dt.UTC)
    return sorted(reports, key=lambda report: report.begun_at or unknown, reverse=True)


def line_of(report: ImportReport) -> ImportLine:
    """The report in figures."""
    return ImportLine(
        import_id=report.import_id,
        state=report.state,
        file=report.file,
        by=report.by,
        begun_at=report.begun_at,
        rows=report.rows,
        done=report.done,
        added=report.added,
        unchanged=report.unchanged,
        refused=len(report.problems),
        doubts=len(report.doubts),
        differences=_rows(each.row for each in report.differences),
        voided=report.voided,
        kept=report.kept,
    )


def _rows(rows: Iterable[int]) -> int:
    """How many rows: one row may differ in several columns."""
    return len(set(rows))
