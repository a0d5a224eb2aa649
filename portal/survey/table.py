"""A table of responses as it was handed in, and what is told of it."""

from dataclasses import dataclass
from typing import Final

from schemas.survey_queries import LARGEST
from schemas.survey_views import SurveyImported

MOST_SERVED: Final = 1_000_000_000
NO_FILE: Final = "Pilih berkas CSV atau XLSX dengan kolom No dan U1 sampai U9."
TOO_LARGE: Final = f"Berkasnya lebih besar dari {LARGEST // 1000} kB: bagi menjadi beberapa."
NO_NUMBER: Final = "Tulis jumlah orang yang dilayani dengan angka saja, atau kosongkan."


@dataclass(frozen=True, slots=True)
class Table:
    """What the form holds."""

    data: bytes
    served: str

    @property
    def number(self) -> int | None:
        """How many were served; None where nobody said."""
        plain = self.served.replace(".", "")
        return int(plain) if plain.isascii() and plain.isdecimal() else None


def wrong_with(table: Table) -> dict[str, str]:
    """What is wrong, by field."""
    wrong: dict[str, str] = {}
    if not table.data:
        wrong["berkas"] = NO_FILE
    elif len(table.data) > LARGEST:
        wrong["berkas"] = TOO_LARGE
    if table.served and (table.number is None or table.number > MOST_SERVED):
        wrong["dilayani"] = NO_NUMBER
    return wrong


def imported_told(imported: SurveyImported, period: str) -> str:
    """What became of it."""
    known = f", {imported.known} sudah ada" if imported.known else ""
    missing = f"; {imported.missing} unsur tidak diisi" if imported.missing else ""
    ignored = f" Kolom tidak dibaca: {', '.join(imported.ignored)}." if imported.ignored else ""
    return f"{imported.added} jawaban tercatat untuk {period}{known}{missing}.{ignored}"
