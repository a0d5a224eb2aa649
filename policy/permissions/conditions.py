"""What must hold of a case before something can be done with it, and what to say where it does not."""

from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from policy.permissions.standing import Ending, Standing


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold.

    Attributes:
        name: As the table of permissions prints it.
        holds: Whether it does.
        why_not: What to say where it does not, and what to do.
    """

    name: str
    holds: Callable[[Standing], bool]
    why_not: str


UNRECORDED: Final = Condition(
    "belum tercatat", lambda s: not s.received, "Pengaduan ini sudah tercatat: pakai nomornya."
)
RECORDED: Final = Condition(
    "sudah tercatat", lambda s: s.received, "Pengaduan belum tercatat: catat dahulu."
)
UNVERIFIED: Final = Condition(
    "belum diverifikasi", lambda s: not s.verified, "Pengaduan ini sudah diverifikasi."
)
VERIFIED: Final = Condition(
    "terverifikasi", lambda s: s.verified, "Pengaduan belum diverifikasi: verifikasi dahulu."
)
VERIFIED_OR_REJECTED: Final = Condition(
    "terverifikasi, atau tidak dapat ditindaklanjuti",
    lambda s: s.verified or s.ending == "rejected",
    "Pengaduan belum diverifikasi: verifikasi dahulu.",
)
CLASSIFIED: Final = Condition(
    "diklasifikasi", lambda s: s.classified, "Pengaduan belum diklasifikasi: klasifikasikan dahulu."
)
ASKED: Final = Condition(
    "kelengkapan diminta",
    lambda s: s.asked,
    "Tidak ada permintaan kelengkapan yang terbuka: minta kelengkapan dahulu.",
)
DOUBTFUL: Final = Condition(
    "ada keraguan impor", lambda s: bool(s.doubts), "Tidak ada keraguan yang harus diputuskan."
)
UNERASED: Final = Condition(
    "belum dihapus", lambda s: not s.erased, "Identitas dan isi pengaduan ini sudah dihapus."
)
IDENTIFIED: Final = Condition(
    "ada identitas",
    lambda s: s.identified,
    "Identitas pelapor tidak diberikan atau sudah dihapus.",
)
HELD: Final = Condition(
    "ada disposisi terbuka", lambda s: bool(s.held), "Tidak ada disposisi yang terbuka."
)
READABLE: Final = Condition(
    "ada disposisi terbuka atau diklarifikasi",
    lambda s: bool(s.held or s.clarified),
    "Tidak ada disposisi yang dapat dibaca.",
)
UNACCEPTED: Final = Condition(
    "ada disposisi yang belum diterima",
    lambda s: any(not held.accepted for held in s.held),
    "Tidak ada disposisi yang menunggu diterima.",
)
NO_UTAMA: Final = Condition(
    "tanpa disposisi utama terbuka",
    lambda s: not any(held.utama for held in s.held),
    "Disposisi utama masih terbuka: tunggu klarifikasinya atau tarik kembali dahulu.",
)
CAN_WAIT: Final = Condition(
    "belum menunggu keduanya (pelapor dan pihak luar)",
    lambda s: "outside" not in s.waits or ("reporter" not in s.waits and not s.asked),
    "Pengaduan ini sudah menunggu pelapor dan pihak luar.",
)
WAITING: Final = Condition(
    "sedang menunggu", lambda s: bool(s.waits), "Pengaduan ini tidak sedang menunggu siapa pun."
)
ANSWERED: Final = Condition(
    "dijawab", lambda s: s.answered, "Pelapor belum diberi jawaban: kirim jawaban dahulu."
)
NOT_SATISFIED: Final = Condition(
    "pelapor belum menyatakan puas",
    lambda s: s.verdict != "puas",
    "Pelapor sudah menyatakan puas atas jawaban terakhir.",
)
NOT_DISPUTED: Final = Condition(
    "pelapor belum menyatakan tidak puas",
    lambda s: s.verdict != "tidak_puas",
    "Pelapor sudah menyatakan tidak puas atas jawaban terakhir: tambahkan pesan.",
)
NOT_WITHDRAWING: Final = Condition(
    "pencabutan belum diminta", lambda s: not s.withdrawing, "Pencabutan sudah diminta."
)
WITHDRAWING: Final = Condition(
    "pencabutan diminta",
    lambda s: s.withdrawing,
    "Pelapor belum meminta pencabutan: catat permintaannya dahulu.",
)
CAN_CLOSE: Final = Condition(
    "dijawab, diteruskan, duplikat atau kelengkapan diminta",
    lambda s: s.told or s.passed or s.linked or s.asked,
    "Pelapor belum diberi jawaban: kirim jawaban dahulu.",
)
ENDED: Final = Condition(
    "ditutup atau dicabut",
    lambda s: s.ending in {"closed", "withdrawn"},
    "Pengaduan ini belum ditutup, jadi dapat langsung dilanjutkan.",
)
UNLINKED: Final = Condition(
    "belum dihubungkan",
    lambda s: not s.linked,
    "Pengaduan ini sudah dihubungkan dengan pengaduan lain: lepaskan dahulu hubungannya.",
)
LINKED: Final = Condition(
    "dihubungkan",
    lambda s: s.linked,
    "Pengaduan ini tidak dihubungkan dengan pengaduan lain.",
)
UNDOABLE: Final = Condition(
    "ada yang dapat dibatalkan", lambda s: s.undoable, "Belum ada langkah yang dapat dibatalkan."
)
ESCALATED: Final = Condition(
    "ada eskalasi yang belum dilihat",
    lambda s: bool(s.unseen),
    "Tidak ada eskalasi yang menunggu dilihat.",
)

ENDINGS: Final = MappingProxyType[Ending, str](
    {
        "closed": "ditutup",
        "rejected": "tidak dapat ditindaklanjuti",
        "withdrawn": "dicabut",
        "voided": "dibatalkan",
    }
)
AFTER: Final = MappingProxyType[Ending, str](
    {
        "closed": "Pengaduan ini sudah ditutup: buka kembali dahulu bila perlu dilanjutkan.",
        "rejected": "Pengaduan ini sudah dinyatakan tidak dapat ditindaklanjuti: "
        "beri tahu pelapor atau teruskan ke instansi yang berwenang.",
        "withdrawn": "Pengaduan ini sudah dicabut oleh pelapor: buka kembali dahulu bila perlu "
        "dilanjutkan.",
        "voided": "Pengaduan ini sudah dibatalkan karena salah catat: catat pengaduan baru "
        "bila perlu.",
    }
)
"""What to say of something that comes too late."""
