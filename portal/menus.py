"""What each role finds in the heading."""

from typing import Final

import msgspec

from policy.permissions.roles import TITLES
from portal.people import Person


class Link(msgspec.Struct, frozen=True):
    """One entry."""

    href: str
    label: str


MENUS: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "petugas": (
        ("hari-ini", "Hari ini"),
        ("kotak-masuk", "Kotak masuk"),
        ("catat", "Catat"),
        ("pengaduan", "Pengaduan"),
        ("ringkasan", "Ringkasan"),
        ("laporan", "Laporan"),
        ("ikm", "Survei"),
        ("impor", "Impor"),
    ),
    "ketua_tim": (
        ("hari-ini", "Hari ini"),
        ("kotak-masuk", "Kotak masuk"),
        ("catat", "Catat"),
        ("pengaduan", "Pengaduan"),
        ("ringkasan", "Ringkasan"),
        ("eskalasi", "Eskalasi"),
        ("laporan", "Laporan"),
        ("ikm", "Survei"),
        ("impor", "Impor"),
    ),
    "kepala": (
        ("ringkasan", "Ringkasan"),
        ("eskalasi", "Eskalasi"),
        ("pengaduan", "Pengaduan"),
        ("laporan", "Laporan"),
        ("ikm", "Survei"),
    ),
    "auditor": (
        ("periksa", "Register per tanggal"),
        ("pengaduan", "Pengaduan"),
        ("laporan", "Laporan"),
        ("ikm", "Survei"),
        ("pengguna", "Pengguna"),
        ("impor", "Impor"),
    ),
    "admin": (("akun", "Akun"),),
    "opd": (("disposisi", "Disposisi"),),
}


def menu_of(person: Person) -> list[Link]:
    """The pages of the role in which somebody acts."""
    role = "opd" if person.opd is not None else TITLES.get(person.role, person.role)
    return [Link(f"/{person.office}/{path}", label) for path, label in MENUS.get(role, ())]
