"""What the rules of retention have run out for, and why the rest is kept."""

from typing import TYPE_CHECKING

from rich.console import RenderableType

from cli.print.cut_off import cut_off_line
from cli.print.moments import short_day
from cli.print.privacy import erased_parts
from cli.print.tables import NOTHING, apart, small, table, titled
from cli.text import one_line, shown
from schemas.retention import RetentionView

if TYPE_CHECKING:
    from cli.privacy.retaining import Applied


def retention_parts(found: RetentionView, rows: int) -> list[RenderableType]:
    """Rules, complaints, and the reasons that keep the others."""
    parts: list[RenderableType] = [_rules(found)]
    if rows and found.cases:
        parts.append(_cases(found))
    parts.append(_kept(found))
    parts.append(
        small(f"{found.total} pengaduan akan dihapus; belum ada yang dihapus oleh daftar ini.")
    )
    return apart([*parts, cut_off_line(found.cut_off)])


def applied_parts(done: "Applied") -> list[RenderableType]:
    """What became of each, and what is left."""
    return apart([*erased_parts(done.cases), _kept(done.left), cut_off_line(done.left.cut_off)])


def _rules(found: RetentionView) -> RenderableType:
    made = table("Aturan", "Tahun", "Jenis", "Berakhir", "Dasar", right=(1, 3))
    for rule in found.rules:
        made.add_row(
            shown(rule.id if rule.certain else f"{rule.id} (usul)"),
            str(rule.years),
            shown(one_line(", ".join(rule.kinds) or "semua jenis lain")),
            str(rule.due),
            shown(one_line(rule.citation)),
        )
    return titled(f"Aturan retensi per {short_day(found.at)}", made)


def _cases(found: RetentionView) -> RenderableType:
    made = table("Nomor", "Status", "Jenis", "Berakhir", "Boleh dihapus", "Aturan")
    for case in found.cases:
        made.add_row(
            shown(case.number),
            shown(one_line(case.status_label)),
            shown(one_line(case.kind_label or NOTHING)),
            short_day(case.ended_on),
            short_day(case.due_on),
            shown(case.rule),
        )
    return titled("Yang akan dihapus", made)


def _kept(found: RetentionView) -> RenderableType:
    made = table("Tetap disimpan karena", "Jumlah", right=(1,))
    for line in found.kept:
        made.add_row(shown(line.label), str(line.count))
    return titled("Yang tetap disimpan", made)
