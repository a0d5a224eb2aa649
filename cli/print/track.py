"""How far a complaint is, as its reporter sees it."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.text import Text

from cli.print.columns import columns
from cli.print.moments import day, happened, moment
from cli.print.tables import heading, small, table, titled
from cli.text import one_line, shown
from schemas.readings import TrackedEvent, TrackedReading, TrackView


def track_parts(view: TrackView, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Status and dates, what is due, what happened, then who has looked."""
    yield heading(f"Pengaduan {view.number}")
    lines = [
        ("Kantor", view.office),
        ("Status", view.status_label),
        ("Ditangani", view.holder),
        ("Diterima", day(view.received_on)),
        ("Dijawab", day(view.answered_on) if view.answered_on else None),
        ("Ditutup", day(view.closed_on) if view.closed_on else None),
        ("Hasil", view.outcome_label),
        *((f"{one.label} ({one.binds})", one.sentence) for one in view.deadlines),
    ]
    yield columns([(label, text) for label, text in lines if text], style="dim")
    yield Text()
    yield _events(view.events, zone)
    yield Text()
    if view.readings:
        yield _readings(view.readings, zone)
    else:
        yield small("Belum ada yang membuka identitas atau membaca pengaduan ini di luar kantor.")
    if view.erased:
        yield small("Identitas dan isi pengaduan ini sudah dihapus.")


def _events(events: tuple[TrackedEvent, ...], zone: ZoneInfo) -> RenderableType:
    rows = table("Kapan", "Yang terjadi")
    for one in events:
        when = happened(one.on, one.at, zone)
        rows.add_row(shown(when), shown("\n".join(filter(None, (one.title, one.text)))))
    return titled("Riwayat", rows)


def _readings(readings: tuple[TrackedReading, ...], zone: ZoneInfo) -> RenderableType:
    rows = table("Yang dilihat", "Oleh", "Kapan", "Keperluan")
    for one in readings:
        cells = (one.what_label, one.by, moment(one.at, zone), one.purpose_label or "-")
        rows.add_row(*(shown(one_line(cell)) for cell in cells))
    return titled("Siapa yang melihat data Anda", rows)
