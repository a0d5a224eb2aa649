"""What an answer was made of, on one line."""

from rich.text import Text

from cli.print.moments import day
from cli.print.tables import small
from schemas.rekap import CutOff


def cut_off_line(cut_off: CutOff) -> Text:
    """Cut-off, policy, program and view: the same of all these gives the same figures."""
    position = cut_off.position
    upto = f"{position.stream} nomor {position.sequence}" if position else "belum ada data"
    as_of = f" · keadaan per {day(cut_off.as_of)}" if cut_off.as_of else ""
    return small(
        f"Dasar: {upto}{as_of} · kebijakan {cut_off.policy[:12]} · "
        f"{cut_off.program} · {cut_off.view}"
    )
