"""What each commit changed, for an auditor's eyes."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from cli.audit.replay import Change, ReplayFound, Step
from cli.audit.standing import CLOCK
from cli.print.audit_history import by, verdict
from cli.print.columns import columns
from cli.print.moments import moment
from cli.print.tables import NOTHING, heading, small
from cli.text import shown

LABELS: Final = {
    "status": "Status",
    "severity": "Tingkat",
    "kind": "Jenis pengaduan",
    "category": "Kategori",
    "sector": "Sektor",
    "permit_type": "Jenis perizinan",
    "holder": "Pemegang",
    "outcome": "Hasil",
    "duplicate_of": "Sama dengan",
    "erased": "Dihapus",
}


def audit_replay_parts(found: ReplayFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Every step, then how it stands at last."""
    yield heading(f"Putar ulang {found.number or NOTHING}")
    yield small(found.pengaduan_id)
    for step in found.steps:
        yield Text()
        yield from _step(step, zone)
    yield Text()
    yield heading("Keadaan akhir")
    yield columns([(label(field), value) for field, value in found.standing.items()], style="dim")
    yield verdict(found.broken_at)


def label(field: str) -> str:
    """What people read for a field of the standing."""
    if field.startswith(CLOCK):
        return f"Tenggat {field.removeprefix(CLOCK)}"
    return LABELS.get(field, field)


def _step(step: Step, zone: ZoneInfo) -> Iterator[RenderableType]:
    yield shown(f"{step.version}. {', '.join(step.events)}", "bold")
    yield Padding(shown(f"{moment(step.recorded_at, zone)}, {by(step.actor)}", "dim"), (0, 0, 0, 3))
    lines = [(label(change.field), _change(change)) for change in step.changes]
    if lines:
        yield Padding(columns(lines, style="dim"), (0, 0, 0, 3), expand=False)


def _change(change: Change) -> str:
    return f"{change.before or NOTHING} → {change.after or NOTHING}"
