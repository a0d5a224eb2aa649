"""What a backup holds, what it does not, and what came back."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from rich.console import RenderableType

from cli.print.tables import apart, heading, small, table
from cli.text import shown
from runtime.backup_manifest import Manifest, VaultManifest

if TYPE_CHECKING:
    from cli.restoring import Restored

_KILOBYTE: Final = 1024


def backup_parts(
    made: Manifest, keys: VaultManifest | None, to: Path, vault_to: Path | None, secrets: Path
) -> list[RenderableType]:
    """What was written where, and what must be kept besides."""
    return apart(_backup(made, keys, to, vault_to, secrets))


def _backup(
    made: Manifest, keys: VaultManifest | None, to: Path, vault_to: Path | None, secrets: Path
) -> Iterator[RenderableType]:
    yield heading(f"Cadangan riwayat di {to}")
    rows = table("", "Kantor", "Pengaduan", "Catatan", "KB", "Temuan", right=(1, 2, 3, 4))
    for office in made.offices:
        size = sum(stream.file.bytes for stream in office.streams) // _KILOBYTE
        numbers = (office.complaints, office.commits, size, len(office.findings))
        rows.add_row(shown(office.office), *map(str, numbers))
    yield rows
    for office in made.offices:
        for finding in office.findings:
            yield shown(finding.sentence, "red")
    if keys is None:
        yield shown(
            "Kunci TIDAK dicadangkan: tanpa brankas, isi pengaduan dan identitas dalam cadangan "
            "ini tidak dapat dibuka lagi. Sebut folder di tempat lain dengan --vault-to.",
            "yellow",
        )
    else:
        yield shown(_vaults(keys, vault_to))
    yield small(
        f"Folder rahasia {secrets} tidak ikut: simpan salinannya di tempat ketiga yang terkunci. "
        "Tanpa kunci kantor di dalamnya, cadangan brankas tidak dapat dipakai."
    )


def _vaults(keys: VaultManifest, vault_to: Path | None) -> str:
    usable = sum(vault.usable for vault in keys.vaults)
    gone = sum(vault.shredded for vault in keys.vaults)
    return (
        f"Cadangan brankas di {vault_to}: {usable} kunci terbungkus, {gone} sudah dihancurkan. "
        "Jangan simpan bersama cadangan riwayat."
    )


def restore_parts(restored: "Restored") -> list[RenderableType]:
    """What came back, and what is still to do."""
    return apart(_restore(restored))


def _restore(restored: "Restored") -> Iterator[RenderableType]:
    manifest = restored.manifest
    yield heading(f"Dipulihkan dari cadangan {manifest.made_at:%Y-%m-%d %H:%M} UTC")
    rows = table("", "Kantor", "Pengaduan", "Catatan", "Temuan", right=(1, 2, 3))
    for report in restored.reports:
        numbers = (report.complaints, report.commits, len(report.findings))
        rows.add_row(shown(report.office), *map(str, numbers))
    yield rows
    for report in restored.reports:
        for finding in report.findings:
            yield shown(f"Sudah begitu ketika dicadangkan: {finding.sentence}", "red")
    yield shown("Jumlah catatan dan sidik riwayat sama dengan yang dicadangkan.", "green")
    if restored.vaults is None:
        yield shown(
            "Kunci tidak dipulihkan: isi pengaduan dan identitas tidak dapat dibuka. "
            "Ulangi ke folder kosong dengan --vault-from bila ada cadangan brankas.",
            "yellow",
        )
    for vault in restored.vaults or ():
        yield shown(
            f"Brankas {vault.office}: {vault.usable} kunci, {vault.shredded} dihancurkan, "
            f"{vault.again} di antaranya dihancurkan lagi menurut riwayat."
        )
    yield small("Tampilan dibangun ulang dari riwayat ketika sistem dijalankan: `tuntas up`.")
