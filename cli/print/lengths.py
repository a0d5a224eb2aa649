"""Lengths of time in the unit of a rule."""

from typing import Final

UNITS: Final = {
    "working_day": "hari kerja",
    "calendar_day": "hari kalender",
    "working_hour": "jam kerja",
}
_HOUR: Final = 60


def length(amount: int, unit: str) -> str:
    """`5 hari kerja`; what is counted in minutes as hours and minutes."""
    if unit != "working_hour":
        return f"{amount} {UNITS[unit]}"
    return f"{hours(amount)} kerja"


def part(amount: int, whole: int, unit: str) -> str:
    """`5 dari 14 hari kerja`."""
    if unit == "working_hour":
        return f"{hours(amount)} dari {hours(whole)} kerja"
    return f"{amount} dari {whole} {UNITS[unit]}"


def hours(minutes: int) -> str:
    """`22 jam 30 menit`."""
    parts = ((minutes // _HOUR, "jam"), (minutes % _HOUR, "menit"))
    return " ".join(f"{count} {name}" for count, name in parts if count) or "0 menit"
