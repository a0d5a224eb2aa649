"""Days as Indonesian offices write them."""

import datetime as dt
from typing import Final

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)


def written(day: dt.date) -> str:
    """`5 Juni 2025`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
