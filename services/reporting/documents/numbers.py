"""Numbers and days as the offices print them."""

import datetime as dt

from runtime.indonesian import written
from services.reporting.words import NOTHING

NONE = "-"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def count(number: int) -> str:
    """`1.234`, and `-` for none."""
    return f"{number:,d}".replace(",", ".") if number else NONE


def percent(hundredths: int) -> str:
    """`96,88 %`, and `-` for none."""
    return f"{hundredths // 100},{hundredths % 100:02d} %" if hundredths else NONE


def halves(twice: int | None) -> str:
    """Half of a whole number: `2,5`; `-` where nobody knows."""
    if twice is None:
        return NONE
    return f"{twice // 2},5" if twice % 2 else str(twice // 2)


def day(on: dt.date | None) -> str:
    """`5 Juni 2025`."""
    return NOTHING if on is None else written(on)
