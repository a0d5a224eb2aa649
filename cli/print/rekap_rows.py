"""Table 3 of the rekapitulasi: the period's cases one by one, with their days."""

import datetime as dt
from collections.abc import Iterator

from rich.console import RenderableType

from cli.print.cases import number
from cli.print.moments import short_day
from cli.print.tables import count, small, table, titled
from cli.text import one_line, shown
from schemas.lines import CaseLine
from schemas.rekap import RekapView

_TEXT_LENGTH = 23


def row_parts(view: RekapView) -> Iterator[RenderableType]:
    """Each case with calendar and working days from its receipt to its end."""
    headings = ("No.", "Nomor", "Diterima", "Selesai", "Hari", "Kerja", "Status", "Permasalahan")
    made = table(*headings, right=(0, 4, 5))
    for place, case in enumerate(view.rows, start=1):
        made.add_row(str(place), *_cells(case), style="red" if case.overdue else "")
    yield titled("Tabel 3. Rekapitulasi pengaduan (hari kalender dan hari kerja)", made)
    left = view.total.count - len(view.rows)
    if left > 0:
        yield small(f"{count(left)} pengaduan lagi: `tuntas list {view.office}` memuat semuanya.")


def _cells(case: CaseLine) -> tuple[RenderableType, ...]:
    return (
        shown(case.number),
        short_day(case.received_on),
        short_day(_ended_on(case)),
        number(case.duration_days),
        number(case.working_days),
        shown(one_line(case.status_label)),
        shown(_short(case.text)),
    )


def _ended_on(case: CaseLine) -> dt.date | None:
    """The day that the count of days goes to."""
    if case.received_on is None or case.duration_days is None:
        return case.closed_on or case.answered_on
    return case.received_on + dt.timedelta(days=case.duration_days)


def _short(text: str | None) -> str:
    line = one_line(text or "-")
    return line if len(line) <= _TEXT_LENGTH else f"{line[: _TEXT_LENGTH - 1]}…"
