"""Reads from a row when a complaint came and what it said."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from services.intake.register.columns import Column
from services.intake.register.dates import Dated, Undated, split_date
from services.intake.register.errors import DamagedError
from services.intake.register.headings import Headings
from services.intake.register.reporter import Reporter, split_applicant

Texts = Mapping[Column, str]

_REASONS = {
    "no_date": "Tidak ada tanggal di awal sel. Tulis tanggalnya lebih dahulu, misalnya "
    "'5 Juni 2025', lalu impor lagi berkas ini.",
    "date_without_year": "Tanggal '{written}' tidak memuat tahun. Tulis tanggal lengkap, misalnya "
    "'5 Juni 2025', lalu impor lagi berkas ini.",
    "unknown_month": "Nama bulan pada '{written}' tidak dikenal. Perbaiki ejaan bulannya, lalu "
    "impor lagi berkas ini.",
    "impossible_date": "Tanggal '{written}' tidak ada dalam kalender (hari ditulis lebih dahulu, "
    "lalu bulan dan tahun). Perbaiki tanggalnya, lalu impor lagi berkas ini.",
}
_NO_TEXT = "Isi pengaduan kosong. Lengkapi isinya, lalu impor lagi berkas ini."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came, when, and from whom as far as the cell of the matter tells."""

    on: dt.date
    text: str
    applicant: Reporter
    serial: bool


def read_receipt(texts: Texts, headings: Headings) -> Receipt:
    """Read date and text from the one cell or the two that hold them.

    Raises:
        DamagedError: The date cannot be read, or there is no text.
    """
    found = split_date(texts[Column.RECEIVED_AND_TEXT] or texts[Column.RECEIVED])
    if isinstance(found, Undated):
        heading = headings.name_of(Column.RECEIVED_AND_TEXT, Column.RECEIVED)
        reason = _REASONS[found.code].format(written=found.written)
        raise DamagedError(heading, found.code, reason)
    applicant, text = _matter(texts, found)
    if not text:
        heading = headings.name_of(Column.RECEIVED_AND_TEXT, Column.TEXT, Column.APPLICANT_AND_TEXT)
        raise DamagedError(heading, "no_text", _NO_TEXT)
    return Receipt(found.on, text, applicant, found.serial)


def _matter(texts: Texts, found: Dated) -> tuple[Reporter, str]:
    if texts[Column.APPLICANT_AND_TEXT]:
        return split_applicant(texts[Column.APPLICANT_AND_TEXT])
    beside = found.rest if texts[Column.RECEIVED_AND_TEXT] else ""
    return Reporter(), "\n".join(filter(None, (beside, texts[Column.TEXT])))
