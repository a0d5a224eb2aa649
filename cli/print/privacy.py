"""What was found of a person, and what became of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType
from rich.table import Table

from cli.print.tables import NOTHING, apart, small, table, titled
from cli.text import one_line, shown

if TYPE_CHECKING:
    from cli.privacy.erasing import ErasedCase, Erasure

_PREVIEW: Final = (
    "Belum ada yang dihapus. Ulangi dengan --yes untuk menghapus; tidak dapat dibatalkan."
)
_STATES: Final = {
    "found": "akan dihapus",
    "erased": "dihapus",
    "already": "sudah dihapus sebelumnya",
}


def erasure_parts(erasure: "Erasure", *, dry_run: bool) -> list[RenderableType]:
    """Number, day, status and outcome of each complaint; no name, no text."""
    title = "Yang akan dihapus" if dry_run else "Penghapusan data pelapor"
    closing = _PREVIEW if dry_run else _count(erasure.cases)
    return apart([titled(title, _cases(erasure.cases)), small(closing)])


def erased_parts(cases: Sequence["ErasedCase"]) -> list[RenderableType]:
    """The same for what a rule has had erased."""
    return [titled("Dihapus karena masa retensinya berakhir", _cases(cases)), small(_count(cases))]


def export_text(numbers: Sequence[str], files: Sequence[str]) -> str:
    """Which complaints were written where, and what to do with it."""
    lines = [f"{len(numbers)} pengaduan ditulis: {', '.join(numbers)}.", *files]
    lines.append(
        "Serahkan lewat jalan yang aman, lalu hapus di sini. Pembukaan identitas tercatat."
    )
    return "".join(f"{line}\n" for line in lines)


def _cases(cases: Sequence["ErasedCase"]) -> Table:
    made = table("Nomor", "Diterima", "Status", "Hasil")
    for case in cases:
        made.add_row(
            shown(case.number),
            case.received_on or NOTHING,
            shown(one_line(case.status)),
            shown(one_line(_outcome(case))),
        )
    return made


def _outcome(case: "ErasedCase") -> str:
    if case.refused is None:
        return _STATES[case.state]
    return f"{case.refused.sentence} [{case.refused.code}]"


def _count(cases: Sequence["ErasedCase"]) -> str:
    gone = sum(case.refused is None for case in cases)
    return f"{gone} dari {len(cases)} pengaduan tidak lagi memuat data pelapor."
