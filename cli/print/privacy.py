"""What was found of a person, and what became of it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.console import RenderableType

from cli.print.tables import NOTHING, apart, small, table, titled
from cli.text import one_line, shown

if TYPE_CHECKING:
    from cli.privacy.erasing import ErasedCase, Erasure

_STATES = {
    "found": "akan dihapus",
    "erased": "dihapus",
    "already": "sudah dihapus sebelumnya",
}


def erasure_parts(erasure: "Erasure", *, dry_run: bool) -> list[RenderableType]:
    """Number, day, status and outcome of each complaint; no name, no text."""
    made = table("Nomor", "Diterima", "Status", "Hasil")
    for case in erasure.cases:
        made.add_row(
            shown(case.number),
            case.received_on or NOTHING,
            shown(one_line(case.status)),
            shown(one_line(_outcome(case))),
        )
    title = "Yang akan dihapus" if dry_run else "Penghapusan data pelapor"
    return apart([titled(title, made), small(_closing(erasure.cases, dry_run=dry_run))])


def _outcome(case: "ErasedCase") -> str:
    if case.refused is None:
        return _STATES[case.state]
    return f"{case.refused.sentence} [{case.refused.code}]"


def _closing(cases: Sequence["ErasedCase"], *, dry_run: bool) -> str:
    if dry_run:
        return (
            "Belum ada yang dihapus. Ulangi dengan --yes untuk menghapus; tidak dapat dibatalkan."
        )
    gone = sum(case.refused is None for case in cases)
    return f"{gone} dari {len(cases)} pengaduan tidak lagi memuat data pelapor."
