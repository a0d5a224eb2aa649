"""How the system stands, for the one who keeps it."""

from collections.abc import Iterator
from typing import Final

from rich.console import RenderableType

from cli.print.tables import NOTHING, apart, heading, small, table
from cli.text import shown
from runtime.doctor_report import DiskLine, DoctorReport, OfficeLine, ServerLine, StreamLine

_GIGABYTE: Final = 1024**3


def doctor_parts(report: DoctorReport) -> list[RenderableType]:
    """Servers, disk, every office, and what may be promised."""
    return apart(_parts(report))


def _parts(report: DoctorReport) -> Iterator[RenderableType]:
    yield heading("Keadaan sistem")
    made = table("Server NATS", "Alamat", "Versi", "Tulis langsung ke disk")
    for server in report.servers:
        made.add_row(shown(server.url), *_server(server))
    yield made
    yield _disk(report.disk)
    for refused in report.refused_policies:
        yield shown(f"{refused.sentence} {refused.instead}", "red")
    for secret in report.open_secrets:
        yield shown(
            f"{secret.path} terbuka bagi orang lain (mode {secret.mode}): jalankan "
            f"`chmod {secret.wanted} {secret.path}`, lalu pertimbangkan mengganti kuncinya.",
            "red",
        )
    for office in report.offices:
        yield from _office(office)
    yield heading("Yang dijanjikan dalam cara jalan ini")
    for promise in report.promises:
        yield shown(promise)
    yield _verdict(report)


def _server(server: ServerLine) -> tuple[RenderableType, RenderableType]:
    if server.failure is not None:
        return shown(NOTHING), shown(f"tidak menjawab ({server.failure})", "red")
    synced = shown("ya", "green") if server.sync_always else shown("TIDAK", "bold red")
    return shown(server.version or NOTHING), synced


def _disk(disk: DiskLine) -> RenderableType:
    free, total = (f"{size / _GIGABYTE:.1f}".replace(".", ",") for size in (disk.free, disk.total))
    line = f"Disk {disk.folder}: {free} GB kosong dari {total} GB"
    if disk.is_short:
        return shown(f"{line}. Ruang hampir habis: kosongkan sebelum server berhenti.", "red")
    return shown(line)


def _office(office: OfficeLine) -> Iterator[RenderableType]:
    made = table(
        office.office,
        "Penyimpanan",
        "Catatan",
        "Pertama",
        "Terakhir",
        "Dihapus",
        right=(1, 2, 3, 4),
    )
    for stream in office.streams:
        made.add_row(shown(stream.name), *_stream(stream))
    yield made
    running = [line.service for line in office.services if line.answers]
    silent = [line.service for line in office.services if not line.answers]
    yield shown(f"Layanan menjawab: {', '.join(running) or NOTHING}")
    if silent:
        yield shown(f"Layanan TIDAK menjawab: {', '.join(silent)}", "red")
    for follower in office.followers:
        if follower.lag != 0:
            yield shown(follower.sentence, "" if follower.sound else "red")
    yield _view(office)
    yield _clock(office)
    yield shown(_kept(office))
    for one in office.gate:
        yield shown(one.sentence, "bold red")


def _stream(stream: StreamLine) -> tuple[str, ...]:
    numbers = (stream.messages, stream.first_seq, stream.last_seq, stream.deleted)
    return tuple(NOTHING if number is None else str(number) for number in numbers)


def _view(office: OfficeLine) -> RenderableType:
    view = office.view
    if view is None:
        return shown("Tampilan: keadaannya tidak diketahui", "red")
    line = (
        f"Tampilan {view.view} versi {view.version}: sampai catatan ke-{view.position.sequence} "
        f"dari {view.last}, tertinggal {view.lag}, {view.rows} pengaduan"
    )
    if view.halted is not None:
        return shown(f"{line}. BERHENTI ({view.halted}).", "bold red")
    if view.parked:
        cases = ", ".join(f"{one.pengaduan_id} ({one.cause})" for one in view.parked)
        return shown(f"{line}. Disisihkan: {cases}", "red")
    return shown(line)


def _clock(office: OfficeLine) -> RenderableType:
    clock = office.clock
    if clock.sentence is not None:
        return shown(clock.sentence, "yellow" if clock.sound else "red")
    at = clock.last_recorded
    if at is None:
        return shown("Jam mesin: belum ada catatan untuk dibandingkan")
    return shown(f"Jam mesin: tidak tertinggal dari catatan terakhir ({at:%Y-%m-%d %H:%M} UTC)")


def _kept(office: OfficeLine) -> str:
    keys = "brankas tidak ada di mesin ini"
    if office.keys is not None:
        keys = f"brankas {office.keys.usable} kunci, {office.keys.shredded} sudah dihancurkan"
    at = office.verified_at
    checked = f"{at:%Y-%m-%d %H:%M} UTC" if at else "belum pernah (jalankan `tuntas verify`)"
    return f"Kunci: {keys}. Riwayat terakhir diperiksa utuh: {checked}."


def _verdict(report: DoctorReport) -> RenderableType:
    if report.sound:
        return small("Semua bagian menjawab dan semua pengaturan sesuai.")
    return shown("Ada yang harus diperbaiki; lihat yang merah di atas.", "bold red")
