"""A small office, and the words that the tests of its registers share."""

from typing import Protocol

from services.intake.register import RegisterReading

HEADINGS = (
    "No.",
    "Jenis Pengaduan",
    "Waktu Pengaduan & Permasalahan",
    "Waktu Penyelesaian",
    "Hasil Pemeriksaan",
    "Tindak Lanjut",
    "Keterangan",
)
GOOD = (
    "1.",
    "Whatsapp Pengaduan",
    "27 Maret 2023 Akun tidak bisa dibuka",
    "28 Maret 2023 Sudah diperiksa",
    "Diteruskan ke petugas",
    "Dijawab via whatsapp",
    "Selesai",
)

_CHANNELS = {
    "whatsapp pengaduan": "sms_whatsapp",
    "whatsapp": "sms_whatsapp",
    "sms": "sms_whatsapp",
    "website": "website",
    "meja pengaduan": "meja",
    "pengaduan langsung": "meja",
    "formulir": "meja",
}
_CATEGORIES = {
    "durasi waktu": "durasi_waktu",
    "sistem": "sistem",
    "pemahaman pemohon": "pemahaman_pemohon",
    "kebijakan": "kebijakan",
}
_SECTORS = {
    "energi dan sumber daya mineral": "esdm",
    "perhubungan": "perhubungan",
    "pendidikan dan kebudayaan": "pendidikan",
    "lingkungan hidup dan kehutanan": "lhk",
    "kelautan dan perikanan": "kelautan",
    "pekerjaan umum dan perumahan rakyat": "pupr",
    "sosial": "sosial",
    "perindustrian dan perdagangan": "perindag",
}


class SmallOffice:
    """Knows a few channels, the sectors and categories of the examples, and one permit type."""

    def channel(self, text: str) -> tuple[str, str] | None:
        for alias, code in _CHANNELS.items():
            if text.casefold().startswith(alias):
                return code, text[len(alias) :].strip()
        return None

    def category(self, text: str) -> str | None:
        return _CATEGORIES.get(text.casefold())

    def sector(self, text: str) -> str | None:
        return _SECTORS.get(text.casefold())

    def permit_type(self, text: str, sector: str | None = None) -> str | None:
        return "sipa" if (text.casefold(), sector) == ("sipa", "esdm") else None


class Read(Protocol):
    """Reads rows under headings, written as a file of the given form."""

    def __call__(
        self,
        *rows: tuple[str, ...],
        headings: tuple[str, ...] = HEADINGS,
        delimiter: str = ",",
        encoding: str = "utf-8",
        line_end: str = "\r\n",
    ) -> RegisterReading: ...


class Good(Protocol):
    """Makes a good row, with some of its cells said otherwise."""

    def __call__(self, **said: str) -> tuple[str, ...]: ...
