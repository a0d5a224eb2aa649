"""What was done to streams and consumers, for an auditor."""

from collections.abc import Iterator
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from cli.audit.admin import UNREADABLE, AdminFound, AdminLine
from cli.print.audit_lists import findings_parts
from cli.print.moments import moment
from cli.print.tables import NOTHING, heading, small, table
from cli.text import one_line, shown

ACTS: Final = {
    "STREAM.CREATE": "Membuat penyimpanan",
    "STREAM.UPDATE": "Mengubah penyimpanan",
    "STREAM.DELETE": "Menghapus penyimpanan",
    "STREAM.PURGE": "Mengosongkan penyimpanan",
    "STREAM.SNAPSHOT": "Menyalin penyimpanan",
    "STREAM.RESTORE": "Memulihkan penyimpanan",
    "STREAM.MSG.DELETE": "Menghapus satu catatan",
    "STREAM.PEER.REMOVE": "Mengeluarkan salinan",
    "STREAM.LEADER.STEPDOWN": "Mengganti pemimpin penyimpanan",
    "CONSUMER.CREATE": "Membuat penerima",
    "CONSUMER.DURABLE.CREATE": "Membuat penerima",
    "CONSUMER.DELETE": "Menghapus penerima",
    "CONSUMER.PAUSE": "Menjeda penerima",
    "CONSUMER.RESET": "Memundurkan penerima",
    "CONSUMER.UNPIN": "Melepas penerima",
    "CONSUMER.LEADER.STEPDOWN": "Mengganti pemimpin penerima",
    UNREADABLE: "Tidak terbaca",
}
_KEY: Final = 8


def audit_admin_parts(found: AdminFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Every act, in order."""
    yield heading(f"Tindakan pengelola atas penyimpanan {found.office}{_time(found, zone)}")
    rows = table("Urutan", "Kapan", "Tindakan", "Atas", "Oleh", "Jawaban", right=(0,))
    for line in found.lines:
        cells = (
            str(line.sequence),
            moment(line.at, zone) if line.at else NOTHING,
            ACTS.get(line.act, line.act),
            _target(line),
            _by(line),
            f"ditolak: {line.refused}" if line.refused else "dilakukan",
        )
        rows.add_row(*(shown(one_line(cell)) for cell in cells))
    yield rows if found.lines else shown("Tidak ada.")
    begun = moment(found.begun, zone) if found.begun else NOTHING
    yield small(
        f"Menurut pemberitahuan server NATS, yang dicatat sejak {begun}; dibaca sampai urutan "
        f"{found.position}. Kunci itu pasti; nama disebut oleh pemanggil sendiri."
    )
    yield from findings_parts(found.findings)


def _time(found: AdminFound, zone: ZoneInfo) -> str:
    since = f" dari {moment(found.since, zone)}" if found.since else ""
    return since + (f" sampai {moment(found.until, zone)}" if found.until else "")


def _target(line: AdminLine) -> str:
    return f"{line.target} ({'; '.join(line.departs)})" if line.departs else line.target or NOTHING


def _by(line: AdminLine) -> str:
    if not line.called:
        return "server, tanpa panggilan di kantor ini"
    if line.key is None:
        return "kunci tidak disebut server"
    return f"{line.name or NOTHING} ({line.key[:_KEY]}…, {line.host or NOTHING})"
