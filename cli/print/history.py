"""One complaint's history: what happened, when, by whom, and what was said."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cli.print.columns import columns
from cli.print.moments import day, happened, moment
from cli.print.tables import NOTHING, heading, small
from cli.text import one_line, shown
from schemas.lines import CaseLine, ClockLine
from schemas.views import Change, DeadlineView, EventLine, HistoryView

VERDICTS: Final = {
    "running": "berjalan",
    "paused": "dijeda",
    "met": "tepat waktu",
    "missed": "terlambat",
}
OVERDUE: Final = "lewat waktu, belum selesai"


def history_parts(view: HistoryView, zone: ZoneInfo) -> Iterator[RenderableType]:
    """The case, then its events from the first to the last."""
    yield heading(f"Pengaduan {view.case.number}")
    yield _case(view.case)
    yield Text()
    for event in view.events:
        yield from _event(event, zone)
    yield chain_line(view)


def _case(case: CaseLine) -> Table:
    lines = [
        ("Status", case.status_label),
        ("Saluran", case.channel_label),
        ("Diterima", day(case.received_on)),
        ("Dijawab", day(case.answered_on)),
        ("Ditutup", day(case.closed_on)),
        ("Kategori", case.category_label),
        ("Sektor", case.sector_label),
        ("Jenis perizinan", case.permit_type_label),
        ("Pemegang", case.holder_label),
        ("Hasil", case.outcome_label),
        ("Lama", _lasted(case)),
        *((_deadline(clock), _clock(clock)) for clock in case.clocks),
        *(("Perlu diperiksa", doubt.sentence) for doubt in case.doubts),
    ]
    return columns(
        [(label, text) for label, text in lines if text and text != NOTHING], style="dim"
    )


def _lasted(case: CaseLine) -> str | None:
    if case.duration_days is None:
        return None
    working = "" if case.working_days is None else f", {case.working_days} hari kerja"
    return f"{case.duration_days} hari kalender{working}"


def _deadline(clock: ClockLine) -> str:
    return f"Tenggat {clock.label[:1].lower()}{clock.label[1:]}"


def _clock(clock: ClockLine) -> str:
    verdict = OVERDUE if clock.late else VERDICTS.get(clock.verdict, clock.verdict)
    return f"{day(clock.due_on)}, {verdict}"


def _event(event: EventLine, zone: ZoneInfo) -> Iterator[RenderableType]:
    gone = event.annulled_by is not None
    title = Text(f"{event.version}.{event.index + 1}  ", style="dim")
    title.append_text(shown(one_line(event.title), "bold strike" if gone else "bold"))
    yield title
    yield Padding(columns(_lines(event, zone), style="dim"), (0, 0, 1, 5), expand=False)


def _lines(event: EventLine, zone: ZoneInfo) -> list[tuple[str, str]]:
    lines = [
        ("Terjadi", happened(event.occurred_on, event.occurred_at, zone)),
        ("Dicatat", moment(event.recorded_at, zone)),
        ("Oleh", _actor(event)),
    ]
    for details in (event.details, event.identity, event.words):
        lines += [(detail.label, detail.value) for detail in details]
    if event.change:
        lines += _change(event.change)
    if event.annulled_by:
        target = event.annulled_by
        lines.append(("Dibatalkan oleh", f"{target.version}.{target.index + 1}"))
    return lines


def _actor(event: EventLine) -> str:
    actor = event.actor
    role = f", {actor.role}" if actor.role else ""
    return f"{actor.label} {actor.id}{role} (melalui {actor.via})"


def _change(change: Change) -> list[tuple[str, str]]:
    where = f"{change.target.version}.{change.target.index + 1}"
    return [
        (f"Semula ({change.label})", change.old or NOTHING),
        (f"Menjadi (pada {where})", change.new or NOTHING),
    ]


def chain_line(view: HistoryView | DeadlineView) -> Text:
    """Whether the history is whole."""
    if view.chain_intact:
        text = f"Rantai {view.version} catatan utuh (posisi {view.position.sequence})."
        return small(text)
    return shown(f"RANTAI TERPUTUS pada catatan {view.broken_at}.", "bold red")
