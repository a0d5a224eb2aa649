"""What a person must settle about a row, in words."""

from services.intake.register import Doubt

SENTENCES = {
    "answered_before_received": "Tanggal penyelesaian lebih awal daripada tanggal pengaduan: "
    "periksa surat aslinya, lalu betulkan atau terima.",
    "date_in_future": "Tanggal ini belum terjadi: periksa tahunnya.",
    "repeated_number": "Nomor ini dipakai lebih dari satu kali: periksa nomor yang benar.",
    "unknown_status": "Keterangan ini bukan status yang dikenal: tentukan selesai atau belum.",
    "unknown_sector": "Sektor ini tidak ada dalam kebijakan kantor: tambahkan atau betulkan.",
    "unknown_permit_type": "Jenis perizinan ini tidak ada dalam kebijakan kantor: "
    "tambahkan atau betulkan.",
    "unknown_category": "Kategori ini tidak ada dalam kebijakan kantor: tambahkan atau betulkan.",
    "unknown_kind": "Klasifikasi ini tidak ada dalam kebijakan kantor: tambahkan atau betulkan.",
    "own_agency_unknown": "Log disposisi tidak menyebut kantor ini: periksa, atau tambahkan "
    "namanya pada own_names di sp4n.toml.",
    "year_differs": "Tahunnya berbeda dari baris lain: periksa tahunnya.",
}


def sentence(doubt: Doubt) -> str:
    """What to look at, with the detail that the register gives."""
    text = SENTENCES.get(doubt.code, "Baris ini perlu diperiksa.")
    return f"{text} ({doubt.detail})" if doubt.detail else text
