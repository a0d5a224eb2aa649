"""Lists of cases."""

from collections.abc import Sequence

from rich.console import Group, RenderableType

from cli.print.cut_off import cut_off_line
from cli.print.moments import short_day
from cli.print.tables import NOTHING, apart, small, table, titled
from cli.text import one_line, shown
from schemas.lines import CaseLine
from schemas.views import CaseList, DoubtList

_TEXT_LENGTH = 60


def case_parts(found: CaseList, title: str) -> list[RenderableType]:
    """The register's rows, and how many there are in all."""
    made = table(
        "Nomor", "Diterima", "Saluran", "Status", "Hari", "Hari kerja", "Perihal", right=(4, 5)
    )
    for case in found.cases:
        made.add_row(*_cells(case), style="red" if case.overdue else "")
    return _page(titled(title, made), len(found.cases), found)


def doubt_parts(found: DoubtList) -> list[RenderableType]:
    """What a person must settle, case by case."""
    made = table("Nomor", "Baris", "Yang perlu diperiksa", right=(1,))
    for case in found.cases:
        row = str(case.row) if case.row is not None else NOTHING
        for doubt in case.doubts:
            made.add_row(shown(case.number), row, shown(one_line(doubt.sentence)))
    return _page(titled("Perlu diperiksa", made), len(found.cases), found)


def _cells(case: CaseLine) -> Sequence[RenderableType]:
    status = case.status_label + (" (lewat waktu)" if case.overdue else "")
    return (
        shown(case.number),
        short_day(case.received_on),
        shown(one_line(case.channel_label)),
        shown(one_line(status)),
        number(case.duration_days),
        number(case.working_days),
        shown(_short(case.text)),
    )


def number(days: int | None) -> str:
    """A count of days; `-` where it is unknown."""
    return NOTHING if days is None else str(days)


def _short(text: str | None) -> str:
    line = one_line(text or NOTHING)
    return line if len(line) <= _TEXT_LENGTH else f"{line[: _TEXT_LENGTH - 1]}…"


def _page(made: Group, count: int, found: CaseList | DoubtList) -> list[RenderableType]:
    if count:
        last = found.offset + count
        line = f"{found.offset + 1} sampai {last} dari {found.total} pengaduan"
    else:
        line = f"Tidak ada di sini; seluruhnya {found.total} pengaduan"
    return apart([made, small(line), cut_off_line(found.cut_off)])
