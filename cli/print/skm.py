"""The satisfaction index of a period: its methods first, then each element."""

from collections.abc import Sequence

from rich.console import RenderableType

from cli.print.tables import apart, heading, small, table, titled
from cli.text import shown
from schemas.survey_views import IndexView

NOTHING = "-"
NONE = "Belum ada jawaban survei pada periode ini."


def index_parts(view: IndexView) -> list[RenderableType]:
    """All that stands on the page."""
    title = heading(f"Indeks Kepuasan Masyarakat, {view.period_label}")
    if not view.respondents:
        return [title, shown(NONE)]
    return apart([title, shown(_who(view)), _methods(view), _unsur(view), small(_rests_on(view))])


def comma(number: str | None) -> str:
    """A number with its decimal comma."""
    return NOTHING if number is None else number.replace(".", ",")


def _who(view: IndexView) -> str:
    sample = (
        "jumlah yang dilayani belum dicatat"
        if view.served is None
        else f"dari {view.served} yang dilayani, sampel menurut Krejcie dan Morgan {view.sample}"
    )
    desk = f"; {view.desk} lewat tablet di meja" if view.desk else ""
    return f"{view.respondents} responden ({sample}{desk})."


def _methods(view: IndexView) -> RenderableType:
    made = table("Metode", "Indeks", "IKM", "Mutu", right=(1, 2))
    for one in view.methods:
        grade = NOTHING if one.grade is None else f"{one.grade} ({one.grade_label})"
        made.add_row(shown(one.label), comma(one.index), comma(one.ikm), grade)
    return titled("Indeks menurut metode", made)


def _unsur(view: IndexView) -> RenderableType:
    headings: Sequence[str] = ("Unsur", "", "Jumlah", "Menjawab", "Kosong", "NRR", "Prioritas")
    made = table(*headings, right=(2, 3, 4, 5))
    for one in view.unsur:
        counts = [str(number) for number in (one.total, one.answered, one.missing)]
        first = "diperbaiki lebih dulu" if one.lowest else ""
        made.add_row(one.code, shown(one.label), *counts, comma(one.nrr), first)
    return titled("Nilai tiap unsur", made)


def _rests_on(view: IndexView) -> str:
    position = view.position
    return f"Dasar: {position.stream} nomor {position.sequence}" if position else "Dasar: -"
