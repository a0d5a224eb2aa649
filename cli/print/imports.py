"""The report of an import, as the officer reads it."""

from collections.abc import Iterator, Sequence
from typing import Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from cli.importing import Imported
from cli.print.tables import apart, heading, small, table, titled
from cli.text import one_line, shown
from schemas.commands.register import ImportReport, RowDifference, RowDoubt, RowProblem

_CELL_LENGTH: Final = 200
_CONTEXT: Final = 40


def import_parts(office: str, imported: Imported) -> list[RenderableType]:
    """What went in, what was there, what could not be read, what to look at."""
    return apart(_parts(office, imported))


def undo_parts(report: ImportReport) -> list[RenderableType]:
    """What an undoing took out, and what it left."""
    lines = [f"{report.voided} pengaduan dibatalkan; nomornya tetap, hitungannya tidak."]
    if report.kept:
        lines.append(f"{report.kept} dibiarkan: sudah dikerjakan petugas sejak diimpor.")
    return [
        heading("Impor dibatalkan"),
        shown("\n".join(lines)),
        small(f"Impor {report.import_id}"),
    ]


def _parts(office: str, imported: Imported) -> Iterator[RenderableType]:
    report = imported.report
    yield Group(heading(f"Impor register ke {office}"), _summary(imported))
    if report.problems:
        yield _problems(report.problems)
    if report.doubts:
        yield _doubts(report.doubts)
    if report.differences:
        yield _differences(report.differences)
    yield small(f"Impor {report.import_id} · batalkan dengan --undo")


def _summary(imported: Imported) -> Text:
    report = imported.report
    if report.state == "undone":
        return shown(
            f"Impor berkas ini sudah dibatalkan ({report.voided} pengaduan). Tidak ada yang masuk: "
            "pengaduan yang dibatalkan tidak dapat masuk lagi dengan berkas yang sama.",
            "yellow",
        )
    lines = []
    if imported.repeated:
        lines.append("Berkas ini sudah pernah diimpor: sekarang tidak ada yang berubah. Dahulu:")
    lines.append(f"{report.added} pengaduan baru masuk.")
    if report.unchanged:
        lines.append(f"{report.unchanged} baris sudah ada sebelumnya, tidak berubah.")
    if report.differences:
        rows = len({each.row for each in report.differences})
        lines.append(f"{rows} baris berbeda dari yang sudah ada; riwayatnya tidak diubah.")
    if report.problems:
        lines.append(f"{len(report.problems)} baris tidak terbaca dan tidak masuk.")
    if report.doubts:
        rows = len({each.row for each in report.doubts})
        lines.append(f"{rows} baris masuk dengan hal yang perlu diperiksa.")
    return shown("\n".join(lines))


def _problems(problems: Sequence[RowProblem]) -> Group:
    parts: list[RenderableType] = [heading("Baris yang tidak terbaca (isinya disimpan)")]
    for problem in problems:
        number = f" (nomor {one_line(problem.number)})" if problem.number else ""
        column = f", kolom {one_line(problem.column)}" if problem.column else ""
        parts.append(shown(f"Baris {problem.row}{number}{column}: {one_line(problem.sentence)}"))
        parts.append(Padding(_cells(problem), (0, 0, 0, 4)))
    return Group(*parts)


def _cells(problem: RowProblem) -> Text:
    lines = [f"{one_line(name)}: {_short(text)}" for name, text in problem.cells if text.strip()]
    return small("\n".join(lines) or "(baris kosong)")


def _doubts(doubts: Sequence[RowDoubt]) -> RenderableType:
    made = table("Baris", "No.", "Kolom", "Yang perlu diperiksa", right=(0,))
    for each in doubts:
        made.add_row(
            str(each.row),
            shown(one_line(each.number or "-")),
            shown(one_line(each.column or "-")),
            shown(one_line(each.sentence)),
        )
    return titled("Perlu diperiksa", made)


def _differences(differences: Sequence[RowDifference]) -> RenderableType:
    made = table("Baris", "No.", "Kolom", "Dahulu", "Sekarang", right=(0,))
    for each in differences:
        made.add_row(
            str(each.row),
            shown(one_line(each.number or "-")),
            shown(one_line(each.column)),
            *(shown(text) for text in _around(each.before, each.now)),
        )
    return titled("Berbeda dari yang sudah ada", made)


def _around(before: str, now: str) -> tuple[str, str]:
    # A long text that differs in one word near its end must show that word.
    old, new = one_line(before), one_line(now)
    pairs = enumerate(zip(old, new, strict=False))
    same = next((place for place, (left, right) in pairs if left != right), 0)
    start = old.rfind(" ", 0, max(same - _CONTEXT, 0)) + 1 if same > _CELL_LENGTH // 2 else 0
    return _short(old, start), _short(new, start)


def _short(text: str, start: int = 0) -> str:
    line = one_line(text)
    cut = ("…" if start else "") + (line[start:] or "-")
    return cut if len(cut) <= _CELL_LENGTH else f"{cut[: _CELL_LENGTH - 1]}…"
