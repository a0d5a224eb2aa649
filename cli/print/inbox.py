"""Raw messages on the screen: what waits and why, and one as it came."""

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType

from cli.print.columns import columns
from cli.print.tables import NOTHING, heading, small, table
from cli.text import one_line, shown
from schemas.inbox_views import InboxLine, InboxShown, RawShown

STATES: Final = {
    "kept": "belum dibaca",
    "filed": "masuk pengaduan",
    "waiting": "menunggu petugas",
    "dismissed": "disisihkan",
    "receipt": "tanda terima",
}


def list_parts(listed: InboxShown) -> Iterator[RenderableType]:
    """The list, and how many wait."""
    yield heading("Pesan masuk")
    made = table("Masuk (UTC)", "Saluran", "Keadaan", "Sebab", "Pengaduan", "Id")
    for line in listed.lines:
        made.add_row(*_cells(line))
    yield made
    yield small(f"Menunggu petugas: {listed.waiting}.")


def raw_parts(raw: RawShown) -> Iterator[RenderableType]:
    """One message: what was read in it, then as it came."""
    line = raw.line
    yield heading(f"Pesan {line.message_id}")
    sent = f"{raw.occurred_at:%Y-%m-%d %H:%M:%S} UTC" if raw.occurred_at else NOTHING
    files = ", ".join(f"{file.name} ({file.media_type})" for file in raw.files)
    yield columns(
        [
            ("Saluran", f"{line.channel} ({line.adapter} {line.account})"),
            ("Keadaan", STATES.get(line.state, line.state)),
            ("Sebab", line.sentence or NOTHING),
            ("Pengaduan", line.pengaduan_id or line.suggestion or NOTHING),
            ("Pengirim", one_line(" ".join(filter(None, (raw.name, raw.sender)))) or NOTHING),
            ("Dikirim", sent),
            ("Hal", one_line(raw.subject or NOTHING)),
            ("Lampiran", one_line(files) or NOTHING),
        ],
        style="dim",
    )
    if raw.text:
        yield shown(raw.text)
    yield small("Seperti diterima:")
    yield shown(raw.raw)


def done_parts(line: InboxLine) -> Iterator[RenderableType]:
    """What became of a message."""
    yield shown(f"Pesan {line.message_id}: {STATES.get(line.state, line.state)}.")
    if line.pengaduan_id is not None:
        yield small(f"Pengaduan: {line.pengaduan_id}")
    if line.sentence is not None:
        yield shown(line.sentence)


def _cells(line: InboxLine) -> list[str]:
    there = line.pengaduan_id or (f"mungkin {line.suggestion}" if line.suggestion else NOTHING)
    return [
        f"{line.kept_at:%Y-%m-%d %H:%M}",
        line.channel,
        STATES.get(line.state, line.state),
        one_line(line.sentence or line.code or NOTHING),
        there,
        line.message_id,
    ]
