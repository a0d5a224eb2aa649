"""Lists of cases."""

from collections.abc import Sequence

from rich.console import RenderableType
from rich.table import Table

from cli.print.cut_off import cut_off_line
from cli.print.moments import short_day
from cli.print.tables import NOTHING, apart, small, table
from cli.text import one_line, shown
from schemas.views import CaseLine, CaseList, DoubtList

_TEXT_LENGTH = 60


def case_parts(found: CaseList, title: str) -> list[RenderableType]:
    """The register's rows, and how many there are in all."""
    made = table(title, "Nomor", "Diterima", "Saluran", "Status", "Hari", "Perihal", right=(4,))
    for case in found.cases:
        made.add_row(*_cells(case), style="red" if case.overdue else "")
    return _page(made, found.offset, len(found.cases), found.total, found)


def doubt_parts(found: DoubtList) -> list[RenderableType]:
    """What a person must settle, case by case."""
    made = table("Perlu diperiksa", "Nomor", "Baris", "Yang perlu diperiksa", right=(1,))
    for case in found.cases:
        row = str(case.row) if case.row is not None else NOTHING
        for doubt in case.doubts:
            made.add_row(shown(case.number), row, shown(one_line(doubt.sentence)))
    return _page(made, found.offset, len(found.cases), found.total, found)


def _cells(case: CaseLine) -> Sequence[RenderableType]:
    status = case.status_label + (" (terlambat)" if case.overdue else "")
    days = NOTHING if case.duration_days is None else str(case.duration_days)
    return (
        shown(case.number),
        short_day(case.received_on),
        shown(one_line(case.channel_label)),
        shown(one_line(status)),
        days,
        shown(_short(case.text)),
    )


def _short(text: str | None) -> str:
    line = one_line(text or NOTHING)
    return line if len(line) <= _TEXT_LENGTH else f"{line[: _TEXT_LENGTH - 1]}…"


def _page(
    made: Table, offset: int, count: int, total: int, found: CaseList | DoubtList
) -> list[RenderableType]:
    first = offset + 1 if count else 0
    line = small(f"{first} sampai {offset + count} dari {total} pengaduan")
    return apart([made, line, cut_off_line(found.cut_off)])
