"""Prints the files of a complaint."""

from collections.abc import Collection
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from cli.print.moments import moment
from cli.print.tables import NOTHING, small, table, titled
from cli.text import one_line, shown
from schemas.attached import AttachmentLine, AttachmentList

_ERASED = "[dihapus]"


def attachment_parts(
    listed: AttachmentList, zone: ZoneInfo, only: Collection[str] | None = None
) -> list[RenderableType]:
    """Every file of a complaint, or only those with these ids."""
    rows = [
        (place, line)
        for place, line in enumerate(listed.attachments, 1)
        if only is None or line.attachment_id in only
    ]
    title = f"Lampiran {listed.number}"
    if not rows:
        return [small(f"{title}: tidak ada.")]
    made = table("No.", "Berkas", "Jenis", "Ukuran", "Dicatat", "Keterangan", "Id", right=(0, 3))
    for place, line in rows:
        made.add_row(
            str(place),
            shown(one_line(_name(line))),
            shown(line.media_type),
            f"{-(-line.size // 1000)} kB",
            moment(line.recorded_at, zone),
            shown(one_line(line.caption or NOTHING)),
            line.attachment_id,
        )
    return [titled(title, made)]


def _name(line: AttachmentLine) -> str:
    return _ERASED if line.erased else line.file or NOTHING
