"""The nine elements of Permenpan-RB 14/2017, and the words of their four answers."""

from typing import Final, NamedTuple


class Unsur(NamedTuple):
    """One element.

    Attributes:
        code: Its key, by which answers are stored: questionnaires ask U8 and U9 in either order.
        label: Its name on paper.
        answers: The words for 1, 2, 3 and 4.
    """

    code: str
    label: str
    answers: tuple[str, str, str, str]


UNSUR: Final = (
    Unsur(
        "U1",
        "Persyaratan",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur(
        "U2",
        "Sistem, mekanisme, dan prosedur",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Unsur(
        "U3",
        "Waktu penyelesaian",
        ("Selalu tidak tepat", "Kadang-kadang tepat", "Banyak tepatnya", "Selalu tepat"),
    ),
    Unsur(
        "U4",
        "Biaya/tarif",
        ("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Unsur(
        "U5",
        "Produk spesifikasi jenis pelayanan",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Unsur(
        "U6",
        "Kompetensi pelaksana",
        ("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Unsur(
        "U7",
        "Perilaku pelaksana",
        (
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
    ),
    Unsur(
        "U8",
        "Penanganan pengaduan, saran, dan masukan",
        (
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
    Unsur(
        "U9",
        "Sarana dan prasarana",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
)
CODES: Final = tuple(one.code for one in UNSUR)
