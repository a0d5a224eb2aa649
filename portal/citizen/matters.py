"""What can be complained about and by which ways, in words that need no explaining."""

from typing import Final

import msgspec

from policy.model import Channel, OfficePolicy
from portal.citizen.promises import WEBSITE

EXAMPLES: Final = {
    "penyalahgunaan_wewenang": "pejabat atau petugas memakai kewenangannya di luar aturan",
    "pelayanan_masyarakat": "pelayanan lambat, berbelit, atau tidak sesuai standar",
    "korupsi_pungli": "diminta uang atau imbalan di luar tarif resmi",
    "pungutan_liar": "diminta uang atau imbalan di luar tarif resmi",
    "kepegawaian": "perilaku atau disiplin pegawai",
    "sikap_petugas": "petugas tidak sopan, tidak membantu, atau membeda-bedakan",
    "pertanahan_perumahan": "izin yang menyangkut tanah atau perumahan",
    "hukum_peradilan_ham": "hak Anda dilanggar dalam urusan perizinan",
    "kewaspadaan_nasional": "kegiatan berizin yang mengganggu keamanan dan ketertiban",
    "tatalaksana_regulasi": "syarat atau prosedur yang tidak jelas atau saling bertentangan",
    "kebijakan": "syarat, prosedur atau kebijakan yang memberatkan",
    "lingkungan_hidup": "usaha yang mencemari atau merusak lingkungan",
    "durasi_waktu": "izin tidak terbit dalam waktu yang dijanjikan",
    "salah_cetak": "nama, alamat atau data lain pada izin keliru",
    "sistem_oss": "kendala saat mengurus lewat OSS",
    "sistem_sipeka": "kendala saat mengurus lewat SIPEKA",
    "sistem": "kendala pada sistem perizinan",
    "pemahaman_pemohon": "syarat atau langkah yang belum Anda pahami",
    "umum": "hal lain tentang pelayanan perizinan",
    "lain_lain": "hal lain tentang pelayanan perizinan",
}
"""By the code of a category; one that an office adds stands there with its label alone."""
NO_WAYS: Final = frozenset({"tidak_tercatat", "media_online"})
"""Codes of registers for what was not said or was only read somewhere."""


class Matter(msgspec.Struct, frozen=True):
    """One kind of complaint."""

    label: str
    example: str


def matters_of(policy: OfficePolicy) -> tuple[Matter, ...]:
    """What can be complained about."""
    return tuple(Matter(one.label, EXAMPLES.get(one.code, "")) for one in policy.categories)


class Way(msgspec.Struct, frozen=True):
    """One way in."""

    label: str
    remark: str
    here: bool


def ways_of(policy: OfficePolicy) -> tuple[Way, ...]:
    """The ways in which a complaint reaches the office, this portal first."""
    ways = [_way(channel) for channel in policy.channels if channel.code not in NO_WAYS]
    return tuple(sorted(ways, key=lambda way: not way.here))


def _way(channel: Channel) -> Way:
    if channel.code == WEBSITE:
        return Way(channel.label, "lewat halaman ini, kapan saja", here=True)
    days = " dan ".join(day.capitalize() for day in channel.opened_on)
    return Way(channel.label, f"dibuka setiap {days}" if days else "", here=False)
