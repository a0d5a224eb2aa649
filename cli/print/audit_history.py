"""One complaint as it lies in the stream, for an auditor's eyes."""

from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cli.audit.history import CommitFound, EventFound, HistoryFound
from cli.print.columns import columns
from cli.print.moments import happened, moment
from cli.print.tables import NOTHING, heading, small
from cli.text import one_line, shown
from schemas.commit import Actor


def audit_history_parts(found: HistoryFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    """The commits from the first to the last, then whether they make one chain."""
    yield heading(f"Pengaduan {found.number or NOTHING}")
    yield small(found.pengaduan_id)
    if found.as_of is not None:
        yield small(f"Hanya yang dicatat sampai {moment(found.as_of, zone)}")
    for commit in found.commits:
        yield Text()
        yield from _commit(commit, zone)
    yield Text()
    yield verdict(found.broken_at)
    yield small(f"sidik catatan terakhir: {found.head}")


def verdict(broken_at: int | None) -> Text:
    """Whether the chain holds."""
    if broken_at is None:
        return shown("RANTAI UTUH", "green")
    return shown(f"RANTAI TERPUTUS pada catatan {broken_at}.", "bold red")


def by(actor: Actor) -> str:
    """Who it was, in one line."""
    role = f", {actor.role}" if actor.role else ""
    return f"{actor.kind} {actor.id}{role} (melalui {actor.via})"


def _commit(commit: CommitFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    style = "bold" if commit.follows else "bold red"
    yield shown(f"Catatan {commit.version}, urutan {commit.sequence}", style)
    lines = [
        ("Dicatat", moment(commit.recorded_at, zone) if commit.recorded_at else "tidak terbaca"),
        *([("Oleh", by(commit.actor))] if commit.actor else []),
        ("Program", commit.program or NOTHING),
        ("Perintah", commit.command_id or NOTHING),
        ("Sidik", commit.digest),
        ("Sebelumnya", commit.prev or NOTHING),
    ]
    yield Padding(columns(lines, style="dim"), (0, 0, 0, 2), expand=False)
    for event in commit.events:
        yield from _event(event, zone)


def _event(event: EventFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    gone = event.annulled_by is not None
    yield Padding(shown(event.type, "strike" if gone else "bold"), (0, 0, 0, 2), expand=False)
    occurred = event.occurred
    lines = [
        ("Terjadi", happened(occurred.on, occurred.at, zone) if occurred else NOTHING),
        *((field, _value(value)) for field, value in event.says.items()),
        *event.boxes.items(),
    ]
    if event.annulled_by is not None:
        target = event.annulled_by
        lines.append(("Dibatalkan oleh", f"{target.version}.{target.index + 1}"))
    yield Padding(columns(lines, style="dim"), (0, 0, 0, 4), expand=False)


def _value(value: Any) -> str:
    """A stored value as it is, objects as JSON."""
    if value is None:
        return NOTHING
    return one_line(value if isinstance(value, str) else msgspec.json.encode(value).decode())
