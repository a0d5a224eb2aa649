"""An auditor's lists: openings of identities, people, and what a bundle holds."""

from collections.abc import Iterator, Sequence
from typing import Final
from zoneinfo import ZoneInfo

from rich.console import RenderableType

from cli.audit.bundle import MANIFEST, VERIFIER, BundleMade
from cli.audit.identity import IdentityFound, IdentityLine
from cli.audit.people import PeopleFound
from cli.print.audit_history import by
from cli.print.moments import moment
from cli.print.tables import NOTHING, count, heading, small, table
from cli.text import one_line, shown
from runtime.verify_report import Finding

WHAT: Final = {
    "IdentityOpened": "Dibuka",
    "DispositionRead": "Dibaca OPD",
    "IdentityErased": "Dihapus",
}
KINDS: Final = {
    "warga": "Pelapor",
    "petugas": "Petugas",
    "opd": "OPD",
    "sistem": "Sistem",
    "impor": "Impor",
}

FROM_HISTORY: Final = (
    "Disusun dari riwayat: siapa yang mencatat sesuatu, dengan peran apa, lewat mana. "
    "Yang punya peran tetapi belum mencatat apa pun tidak tampak."
)


def audit_identity_parts(found: IdentityFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Every opening, reading and erasure."""
    yield heading(f"Yang dibuka, dibaca OPD atau dihapus, {found.office}")
    rows = table("Pengaduan", "Apa", "Kapan", "Oleh", "Keperluan atau dasar")
    for line in found.lines:
        cells = (
            line.number or line.pengaduan_id,
            WHAT.get(line.what, line.what),
            moment(line.recorded_at, zone),
            by(line.actor),
            _why(line),
        )
        rows.add_row(*(shown(one_line(cell)) for cell in cells))
    yield rows if found.lines else shown("Tidak ada.")
    yield small(f"dibaca sampai urutan {found.position}")
    yield from findings_parts(found.findings)


def audit_people_parts(found: PeopleFound, zone: ZoneInfo) -> Iterator[RenderableType]:
    """Everybody who wrote anything."""
    until = f" sampai {moment(found.at, zone)}" if found.at else ""
    yield heading(f"Yang mencatat di {found.office}{until}")
    rows = table("Sebagai", "Id", "Peran", "Melalui", "Pertama", "Terakhir", "Catatan", right=(6,))
    for person in found.people:
        cells = (
            KINDS.get(person.kind, person.kind),
            person.id,
            person.role or NOTHING,
            person.via,
            moment(person.first_at, zone),
            moment(person.last_at, zone),
            count(person.commits),
        )
        rows.add_row(*(shown(one_line(cell)) for cell in cells))
    yield rows if found.people else shown("Tidak ada.")
    yield small(f"{FROM_HISTORY} Dibaca sampai urutan {found.position}.")
    yield from findings_parts(found.findings)


def audit_bundle_parts(made: BundleMade) -> Iterator[RenderableType]:
    """What was written, and how to check it elsewhere."""
    yield heading(f"Bundel riwayat {made.office} di {made.folder}")
    yield shown(
        f"{count(made.commits)} catatan dari {count(made.complaints)} pengaduan, "
        f"sampai urutan {made.position}"
    )
    yield shown(f"SHA-256 {MANIFEST}: {made.manifest_sha256}")
    yield small(
        f"Catat sidik itu di tempat lain. Periksa di mana saja dengan `python {VERIFIER} "
        "--manifest-sha256 SIDIK` di folder itu."
    )
    yield from findings_parts(made.findings)


def _why(line: IdentityLine) -> str:
    return f"{line.why} {line.words}" if line.words else line.why


def findings_parts(findings: Sequence[Finding]) -> Iterator[RenderableType]:
    """What is wrong with what was read."""
    for finding in findings:
        yield shown(finding.sentence, "red")
    if findings:
        yield shown(f"TIDAK UTUH: {len(findings)} temuan.", "bold red")
