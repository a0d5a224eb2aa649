"""One complaint's deadlines: how each came about, and who held the complaint for how long."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import Group, RenderableType
from rich.constrain import Constrain
from rich.padding import Padding
from rich.text import Text

from cli.print.clocks import WIDTH, clock_parts
from cli.print.columns import columns
from cli.print.history import chain_line
from cli.print.holding import holding_parts
from cli.print.moments import day
from cli.print.tables import heading, small
from cli.text import one_line, shown
from schemas.deadlines import ClockView
from schemas.views import DeadlineView

SECTIONS: Final = {
    ("office", "office"): "Janji kantor",
    ("office", "national"): "Batas nasional",
    ("reporter", "office"): "Waktu bagi pelapor",
    ("reporter", "national"): "Waktu bagi pelapor (batas nasional)",
    ("nobody", "office"): "Pengingat",
    ("nobody", "national"): "Pengingat",
}
_UNKNOWN: Final = (
    "Waktu per pemegang tidak dapat dihitung: "
    "tanggal diterima atau tanggal akhirnya tidak diketahui atau diragukan."
)


def deadline_parts(
    view: DeadlineView, zone: ZoneInfo, *, days: bool = False
) -> Iterator[RenderableType]:
    """The case, its clocks by whose promise they are, and the time of every holder."""
    case = view.case
    yield heading(f"Batas waktu pengaduan {case.number}")
    lines = [
        ("Status", case.status_label),
        ("Diterima", day(case.received_on)),
        ("Pemegang", case.holder_label or ""),
        ("Keadaan per", day(view.today)),
    ]
    yield Group(columns([line for line in lines if line[1]], style="dim"), Text())
    for title, clocks in groupby(view.clocks, _section):
        yield Group(_ruled(title), Text())
        yield from _clocks(list(clocks), zone, days=days)
    if not view.clocks:
        yield Group(small("Tidak ada batas waktu yang berlaku bagi pengaduan ini."), Text())
    if view.holding is not None:
        yield from holding_parts(view.holding)
    else:
        yield Constrain(small(_UNKNOWN), WIDTH)
    yield chain_line(view)


def _section(clock: ClockView) -> str:
    return SECTIONS.get((clock.binds, clock.scope), "Lainnya")


def _ruled(title: str) -> Text:
    return shown(title.upper(), "bold underline")


def _clocks(clocks: Sequence[ClockView], zone: ZoneInfo, *, days: bool) -> Iterator[RenderableType]:
    """Those that ran one by one; of those that could not, only why."""
    for clock in clocks:
        if clock.policy is not None:
            yield from clock_parts(clock, zone, days=days)
    unjudged = [clock for clock in clocks if clock.policy is None]
    for clock in unjudged:
        line = shown(one_line(clock.label), "bold")
        line.append(f": {clock.state_label}, {one_line(clock.why or '')}")
        yield Constrain(line, WIDTH)
        if clock.rule is not None:
            basis = f"{clock.rule.sentence} ({clock.rule.citation})"
            yield Constrain(Padding(small(basis), (0, 0, 0, 2), expand=False), WIDTH)
    if unjudged:
        yield Text()
