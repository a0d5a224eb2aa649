"""What the gate can find broken, as a code for machines and a sentence for staff."""

from collections.abc import Sequence
from typing import Final

import msgspec

SENTENCES: Final[dict[str, str]] = {
    "monitor_unreachable": (
        "Server NATS di {where} tidak menjawab ({found}). Pastikan server berjalan."
    ),
    "server_too_old": (
        "Server NATS di {where} versi {found}; pasang versi {expected} atau lebih baru."
    ),
    "sync_not_always": (
        "Server NATS di {where} tidak langsung menulis ke disk. "
        "Tulis `sync_interval: always` pada blok jetstream, lalu mulai ulang."
    ),
    "stream_missing": "Penyimpanan {where} tidak ada. Jalankan `tuntas doctor` atau pulihkan.",
    "stream_silent": "Penyimpanan {where} tidak dapat diperiksa ({found}). Coba lagi nanti.",
    "stream_changed": (
        "Pengaturan {where} diubah menjadi {found}, seharusnya {expected}. "
        "Kembalikan, dan cari siapa yang mengubahnya."
    ),
    "stream_replaced": (
        "Penyimpanan {where} bukan yang semula (dibuat {found}, dulu {expected}). "
        "Jangan menerima pengaduan sebelum cadangan diperiksa."
    ),
    "first_gone": ("Catatan pertama {where} hilang (mulai dari {found}). Pulihkan dari cadangan."),
    "messages_gone": (
        "Ada catatan {where} yang hilang: tersisa {found} dari {expected}. Pulihkan dari cadangan."
    ),
    "tail_gone": (
        "Catatan terakhir {where} hilang: dulu sampai {expected}, kini {found}. "
        "Pulihkan dari cadangan."
    ),
    "gate_unwatched": (
        "Penjagaan penyimpanan kantor {where} berhenti ({found}). "
        "Baca log, lalu jalankan ulang sistem."
    ),
}


class Broken(msgspec.Struct, frozen=True):
    """One broken promise: where, what should be and what is."""

    code: str
    where: str
    expected: str
    found: str

    @property
    def sentence(self) -> str:
        """Say to staff what is wrong and what to do."""
        return SENTENCES[self.code].format(
            where=self.where, expected=self.expected or "-", found=self.found or "-"
        )


class GateClosedError(RuntimeError):
    """Nothing may be accepted until what is broken is repaired."""

    code = "gate_closed"

    def __init__(self, broken: Sequence[Broken]) -> None:
        super().__init__(
            "Sistem belum boleh menerima data: " + " ".join(one.sentence for one in broken)
        )
        self.broken = tuple(broken)
