"""Who held a complaint for how long."""

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.text import Text

from cli.print.columns import Line, columns
from cli.print.day_runs import weekday
from cli.print.lengths import hours
from cli.print.tables import small, table, titled
from cli.text import one_line, shown
from schemas.deadlines import HoldingView, SegmentLine, SpanLine


def holding_parts(view: HoldingView) -> Iterator[RenderableType]:
    """The shares with their total, then every turn as it went."""
    made = table(
        "Pemegang", "Hari kalender", "Hari kerja", "Waktu kerja", "Giliran", right=(1, 2, 3, 4)
    )
    for share in view.shares:
        made.add_row(shown(one_line(share.label)), *_cells(share.span), str(share.times))
    made.add_section()
    made.add_row("Jumlah", *_cells(view.total), str(len(view.segments)), style="bold")
    yield titled("Waktu per pemegang", made)
    if len(view.segments) > 1:
        turns: list[Line] = [(_when(one, view), one_line(one.label)) for one in view.segments]
        yield Group(Text(), columns(turns), Text())
    until = weekday(view.until.on, year=True)
    yield small(
        f"Sampai {until}. Hari diterima bukan hari siapa pun, hari beralih milik penerusnya."
    )


def _cells(span: SpanLine) -> tuple[str, str, str]:
    return str(span.calendar_days), str(span.working_days), hours(span.working_minutes)


def _when(one: SegmentLine, view: HoldingView) -> str:
    first, last = one.began.on, (one.ended or view.until).on
    if first == last:
        return weekday(first, year=True)
    return f"{weekday(first, year=True)} - {weekday(last, year=True)}"
