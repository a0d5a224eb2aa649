"""The reports that an office can order, and the files that each comes as."""

from typing import Final, NamedTuple, get_args

from schemas.report_formats import ReportFormat, ReportKind


class Kind(NamedTuple):
    """One report: its name, and what stands in it."""

    code: ReportKind
    label: str
    about: str


KINDS: Final = (
    Kind(
        "penanganan",
        "Penanganan pengaduan",
        "Jumlah tiap saluran, status tindak lanjut, dan rekapitulasi satu per satu.",
    ),
    Kind(
        "evaluasi",
        "Evaluasi pengaduan",
        "Menurut sektor, jenis izin dan kategori, dengan penyebab dan rencana.",
    ),
    Kind(
        "kinerja",
        "Kinerja waktu",
        "Tenggat yang ditepati dan terlewat, dan berapa lama di tiap pemegang.",
    ),
    Kind(
        "ikm",
        "Survei kepuasan (IKM)",
        "Indeks, nilai tiap unsur, profil responden dan lembar publikasi.",
    ),
)
LABELS: Final = {kind.code: kind.label for kind in KINDS} | {"ralat": "Ralat"}
FORMATS: Final[tuple[ReportFormat, ...]] = get_args(ReportFormat)
MEDIA: Final[dict[ReportFormat, str]] = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
FOR_WHAT: Final[dict[ReportFormat, str]] = {
    "pdf": "untuk ditandatangani",
    "docx": "untuk disunting",
    "xlsx": "tabel dan daftar di balik angka",
    "csv": "tabel polos",
    "json": "untuk program lain",
}


def kind_of(code: str) -> ReportKind | None:
    """The report of a code; None where there is none."""
    return next((kind.code for kind in KINDS if kind.code == code), None)
