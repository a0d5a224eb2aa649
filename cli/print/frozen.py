"""Frozen reports, and what has moved since."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import RenderableType

from cli.print.moments import short_day
from cli.print.tables import apart, heading, small, table, titled
from cli.text import shown
from schemas.frozen import FrozenReport, ReportFrozen
from schemas.reports import Paragraph, Report, Table

DIGEST = 16


def frozen_parts(frozen: ReportFrozen) -> list[RenderableType]:
    """What was kept."""
    report = frozen.report
    told = "sudah dibekukan sebelumnya" if frozen.again else "dibekukan"
    files = table("Berkas", "SHA-256")
    for file in report.files:
        files.add_row(shown(file.format), file.digest)
    return [
        heading(f"Laporan {report.kind} {report.period} {told}: nomor {report.number}"),
        files,
        small(f"Sidik angka {report.figures}"),
    ]


def list_parts(reports: Sequence[FrozenReport]) -> list[RenderableType]:
    """A line each."""
    if not reports:
        return [shown("Belum ada laporan yang dibekukan.")]
    made = table(
        "Nomor", "Jenis", "Periode", "Per tanggal", "Dibekukan (UTC)", "Sidik angka", right=(0,)
    )
    for one in reports:
        made.add_row(
            str(one.number),
            shown(one.kind),
            shown(one.period),
            short_day(one.as_of),
            f"{one.recorded_at:%d-%m-%Y %H.%M}",
            one.figures[:DIGEST],
        )
    return [made]


def ralat_parts(report: Report, paths: Sequence[Path]) -> list[RenderableType]:
    """The tables of a ralat as they stand in its files."""
    parts = [heading(f"{report.title}, {report.subtitle}"), *_blocks(report)]
    parts += [shown(str(path)) for path in paths]
    return apart(parts)


def _blocks(report: Report) -> Iterator[RenderableType]:
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, Paragraph):
                yield shown(block.text)
            elif isinstance(block, Table):
                yield _table(block)


def _table(given: Table) -> RenderableType:
    made = table(*(column.label for column in given.columns))
    for row in given.rows:
        made.add_row(*(shown(cell.text) for cell in row.cells))
    return titled(given.title, made)
