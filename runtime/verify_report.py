"""What a check of the history says: how much was read, and every finding as a sentence."""

from typing import Final

import msgspec

from runtime.broken import Broken
from runtime.running_digest import Mark
from schemas.base import Position

SENTENCES: Final[dict[str, str]] = {
    "sequence_missing": (
        "Catatan nomor {first} sampai {last} tidak ada dalam {stream}. Pulihkan dari cadangan."
    ),
    "copy_incomplete": (
        "Salah satu salinan {stream} tidak memuat {count} catatan yang ada pada salinan utama. "
        "Perbaiki salinan itu sebelum salinan utama berpindah."
    ),
    "commit_unreadable": (
        "Catatan ke-{sequence} dalam {stream} tidak terbaca: isinya rusak atau diubah. "
        "Bandingkan dengan cadangan."
    ),
    "wrong_place": (
        "Catatan ke-{sequence} menyebut kantor atau pengaduan lain daripada alamatnya. "
        "Cari siapa yang menulisnya."
    ),
    "version_broken": (
        "Pengaduan {pengaduan_id}: versi {found} menyusul versi {before}. "
        "Ada catatan yang hilang atau disisipkan."
    ),
    "chain_broken": (
        "Pengaduan {pengaduan_id}: versi {found} tidak menyambung pada catatan sebelumnya. "
        "Catatan sebelumnya diubah, atau yang ini disisipkan."
    ),
    "time_backwards": (
        "Pengaduan {pengaduan_id}: versi {found} dicatat lebih awal daripada versi sebelumnya. "
        "Periksa siapa yang menulisnya."
    ),
    "history_changed": (
        "Isi {stream} sampai catatan ke-{position} tidak sama dengan pemeriksaan {checked_at}. "
        "Ada yang diubah; jangan menerima pengaduan sebelum cadangan diperiksa."
    ),
    "number_unreadable": (
        "Pengaduan {pengaduan_id} memakai nomor {number} yang angka periksanya salah."
    ),
    "number_not_allotted": (
        "Pengaduan {pengaduan_id} memakai nomor {number} yang tidak pernah diberikan."
    ),
    "number_of_another": (
        "Pengaduan {pengaduan_id} memakai nomor {number} yang diberikan kepada pengaduan lain."
    ),
    "number_twice": (
        "Nomor {number} dipakai oleh pengaduan {pengaduan_id} dan oleh pengaduan {other}."
    ),
    "allotment_unreadable": "Pemberian nomor ke-{sequence} dalam {stream} tidak terbaca.",
    "number_run_broken": (
        "Nomor tahun {year} melompat: {expected} seharusnya menyusul, tercatat {found}."
    ),
    "number_allotted_twice": (
        "Nomor tahun {year} diberikan dua kali: mulai {found}, padahal sudah sampai {expected}."
    ),
    "attachment_unreadable": (
        "Bagian lampiran ke-{sequence} dalam {stream} tidak terbaca atau salah tempat. "
        "Bandingkan dengan cadangan."
    ),
    "attachment_missing": (
        "Pengaduan {pengaduan_id}: lampiran {attachment_id} tidak tersimpan lengkap. "
        "Pulihkan dari cadangan."
    ),
    "attachment_changed": (
        "Pengaduan {pengaduan_id}: isi lampiran {attachment_id} berbeda dari sidiknya dalam "
        "riwayat. Bandingkan dengan cadangan."
    ),
    "key_missing": (
        "Kunci pengaduan {pengaduan_id} tidak ada dalam brankas: isinya tidak dapat dibuka. "
        "Pulihkan brankas dari cadangannya."
    ),
    "key_gone_without_reason": (
        "Kunci pengaduan {pengaduan_id} sudah dihancurkan, tetapi riwayat tidak memuat "
        "penghapusannya. Cari siapa yang menghancurkannya."
    ),
    "key_not_shredded": (
        "Identitas pengaduan {pengaduan_id} sudah dihapus dalam riwayat, tetapi kuncinya masih "
        "ada. Jalankan layanan intake, lalu periksa lagi."
    ),
}


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is not as it must be.

    Attributes:
        code: What, for machines.
        stream: In which stream.
        sequence: At which of its messages, null for the whole of it.
        pengaduan_id: Of which complaint, null where it is of none.
        sentence: The same for staff, and what to do.
    """

    code: str
    stream: str
    sequence: int | None
    pengaduan_id: str | None
    sentence: str


class UnusedNumber(msgspec.Struct, frozen=True, kw_only=True):
    """A number that was allotted and that no complaint carries."""

    year: int
    running: int
    pengaduan_id: str


class VerifyReport(msgspec.Struct, frozen=True, kw_only=True):
    """What a check of one office found.

    Attributes:
        office: Whose history.
        commits: How many were read.
        complaints: How many histories they make up.
        position: Up to where the events were read.
        digest: The running digest of the events there.
        compared_with: The mark of the events from last time, null at the first check.
        findings: What is wrong; nothing where all is well.
        numbers_allotted: How many numbers were given out.
        unused: Those that no complaint carries, which is no fault.
        keys_checked: How many keys were looked for; null where the vault was not at hand.
        marks: What every stream is now, to be kept outside NATS.
        seconds: How long it took.
        rate: Commits a second.
        files_opened: How many files were opened and compared; null where no key was at hand.
    """

    office: str
    commits: int
    complaints: int
    position: Position
    digest: str
    compared_with: Mark | None
    findings: tuple[Finding, ...]
    numbers_allotted: int
    unused: tuple[UnusedNumber, ...]
    keys_checked: int | None
    marks: tuple[Mark, ...]
    seconds: float
    rate: float
    files_opened: int | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not self.findings


def finding(
    code: str,
    stream: str,
    *,
    sequence: int | None = None,
    pengaduan_id: str | None = None,
    **values: str | int,
) -> Finding:
    """Make a finding with its sentence."""
    sentence = SENTENCES[code].format(
        stream=stream, sequence=sequence, pengaduan_id=pengaduan_id, **values
    )
    return Finding(
        code=code,
        stream=stream,
        sequence=sequence,
        pengaduan_id=pengaduan_id,
        sentence=sentence,
    )


def of_gate(broken: Broken, stream: str) -> Finding:
    """Turn what the gate's rules say of a stream into a finding."""
    return Finding(
        code=broken.code,
        stream=stream,
        sequence=None,
        pengaduan_id=None,
        sentence=broken.sentence,
    )
