"""Periods as a form asks for them: a year, and which part of it."""

import datetime as dt
from typing import Final, NamedTuple

from runtime.indonesian import MONTHS

_ROMAN: Final = ("I", "II", "III", "IV")
FIRST_YEAR: Final = 2000
WHOLE: Final = ("", "Satu tahun")
HALVES: Final = tuple((f"S{n}", f"Semester {_ROMAN[n - 1]}") for n in (1, 2))
QUARTERS: Final = tuple((f"Q{n}", f"Triwulan {_ROMAN[n - 1]}") for n in (1, 2, 3, 4))
MONTHLY: Final = tuple((f"{n:02d}", name) for n, name in enumerate(MONTHS, start=1))
GROUPS: Final = (
    ("Tahun", (WHOLE,)),
    ("Semester", HALVES),
    ("Triwulan", QUARTERS),
    ("Bulan", MONTHLY),
)
_LABELS: Final = dict((WHOLE, *HALVES, *QUARTERS, *MONTHLY))
WRONG_YEAR: Final = "Tulis tahunnya dengan empat angka, misalnya 2026."
WRONG_PART: Final = "Pilih satu tahun, semester, triwulan atau bulan."


class Chosen(NamedTuple):
    """What stands in the two fields of a form."""

    year: str
    part: str

    @property
    def text(self) -> str:
        """As services are asked: `2026-S1`."""
        return f"{self.year}-{self.part}" if self.part else self.year

    @property
    def label(self) -> str:
        """As it is printed: `Semester I 2026`."""
        named = "Tahun" if not self.part else _LABELS.get(self.part, self.part)
        return f"{named} {self.year}"

    @property
    def wrong(self) -> dict[str, str]:
        """What is wrong, by field."""
        wrong: dict[str, str] = {}
        if (
            not (self.year.isascii() and self.year.isdigit() and len(self.year) == 4)
            or int(self.year) < FIRST_YEAR
        ):
            wrong["tahun"] = WRONG_YEAR
        if self.part not in _LABELS:
            wrong["bagian"] = WRONG_PART
        return wrong


def read(text: str) -> Chosen | None:
    """The period of an address; None where it is none."""
    year, _, part = text.partition("-")
    found = Chosen(year, part)
    return None if found.wrong else found


def last_finished(day: dt.date) -> Chosen:
    """The half-year that was over last: what is reported on first."""
    return Chosen(str(day.year), "S1") if day.month > 6 else Chosen(str(day.year - 1), "S2")


def label_of(text: str) -> str:
    """A period as it is printed; what is none stays as it is."""
    found = read(text)
    return text if found is None else found.label
