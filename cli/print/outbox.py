"""Notices on the screen: who was told of what, by which way, and what became of it."""

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType

from cli.print.columns import columns
from cli.print.tables import NOTHING, heading, small, table
from cli.text import one_line
from schemas.outbox_views import NoticeLine, NoticePage, NoticeShown

TOPICS: Final = {
    "received": "diterima",
    "verified": "diverifikasi",
    "asked": "diminta melengkapi",
    "answered": "dijawab",
    "closed": "ditutup",
    "disposed": "disposisi baru",
    "reminder": "pengingat",
    "escalated": "eskalasi",
    "weekly": "halaman mingguan",
}
STATES: Final = {
    "waiting": "menunggu",
    "under_way": "sedang dikirim",
    "sent": "terkirim",
    "handed_over": "menunggu petugas",
    "printed": "dicetak",
    "dropped": "tidak dikirim",
}
OUTBOXES: Final = {
    "on": "Kantor ini mengirim pemberitahuan.",
    "off": "Kantor ini tidak mengirim pemberitahuan: belum ada berkas keluar.toml.",
    "refused": "Pemberitahuan tidak dikirim karena ada berkas yang keliru.",
}
STEPS: Final = {
    "NoticeQueued": "dicatat",
    "NoticeAttempted": "dicoba",
    "NoticeSent": "terkirim",
    "NoticeFailed": "gagal",
    "NoticeInDoubt": "belum pasti",
    "NoticeDelivered": "tanda terima",
    "NoticeHandedOver": "diserahkan kepada petugas",
    "NoticeDropped": "tidak dikirim",
    "NoticeRetried": "dikirim lagi",
    "NoticePrinted": "dicetak",
}


def page_parts(page: NoticePage) -> Iterator[RenderableType]:
    """The list, and how many there are of each state."""
    yield heading(OUTBOXES[page.outbox])
    if page.problem is not None:
        yield small(one_line(page.problem))
    made = table("Dicatat", "Nomor", "Hal", "Kepada", "Lewat", "Keadaan", "Id")
    for line in page.lines:
        made.add_row(*_cells(line))
    yield made
    counts = ", ".join(
        f"{STATES.get(state, state)} {count}" for state, count in sorted(page.counts.items())
    )
    yield small(f"Seluruhnya: {counts or NOTHING}.")


def shown_parts(shown: NoticeShown) -> Iterator[RenderableType]:
    """One notice, and all that happened to it."""
    yield heading(f"Pemberitahuan {shown.notice_id}")
    yield columns(
        [
            ("Hal", TOPICS.get(shown.topic, shown.topic)),
            ("Kepada", _to(shown.to, shown.code)),
            ("Nomor", shown.number or NOTHING),
            ("Teks", f"{shown.template} versi {shown.template_version}"),
            ("Saluran", ", ".join(shown.channels)),
            ("Keadaan", STATES.get(shown.state, shown.state)),
        ],
        style="dim",
    )
    made = table("Saat (UTC)", "Kejadian", "Keterangan", "Oleh")
    for step in shown.steps:
        said = ", ".join(f"{name}: {value}" for name, value in step.said.items())
        made.add_row(f"{step.at:%Y-%m-%d %H:%M:%S}", STEPS.get(step.what, step.what), said, step.by)
    yield made


def _cells(line: NoticeLine) -> list[str]:
    queued = f"{line.queued_at:%Y-%m-%d %H:%M}" if line.queued_at else NOTHING
    state = STATES.get(line.state, line.state)
    why = line.delivered or line.reason
    return [
        queued,
        line.number or NOTHING,
        TOPICS.get(line.topic, line.topic),
        _to(line.to, line.code),
        line.channel,
        f"{state} ({why})" if why else state,
        line.notice_id,
    ]


def _to(kind: str, code: str | None) -> str:
    if kind == "reporter":
        return "pelapor"
    return f"OPD {code}" if kind == "opd" else code or NOTHING
