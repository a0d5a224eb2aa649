"""What was made: the files, what they rest on, and what must be looked at first."""

from collections.abc import Sequence
from pathlib import Path

from rich.console import RenderableType

from cli.print.tables import heading, small, table
from cli.text import shown
from schemas.report_jobs import ReportJob

KILO = 1000


def report_parts(job: ReportJob, paths: Sequence[Path]) -> list[RenderableType]:
    """A line for each file."""
    made = table("Berkas", "Ukuran", "SHA-256", right=(1,))
    for path, file in zip(paths, job.files, strict=True):
        made.add_row(shown(str(path)), f"{-(-file.size // KILO)} kB", file.digest[:16])
    parts: list[RenderableType] = [heading(job.title or ""), made]
    if job.checks:
        told = f"Perlu diperiksa sebelum ditandatangani: {job.checks} pengaduan (lihat lampiran)."
        parts.append(shown(told, "yellow"))
    parts.append(small(_made_of(job)))
    return parts


def _made_of(job: ReportJob) -> str:
    made_of = job.made_of
    position = made_of.position if made_of else None
    upto = f"{position.stream} nomor {position.sequence}" if position else "belum ada data"
    return f"Dasar: {upto} · sidik angka {(job.figures or '')[:12]} · {job.milliseconds} ms"
