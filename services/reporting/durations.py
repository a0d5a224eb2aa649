"""How long cases took, from the number of cases per day count."""

from collections.abc import Sequence

from schemas.queries import CaseFilter
from schemas.rekap import Days, Durations
from services.reporting.figures import figure
from services.reporting.snapshot import Values


def durations(base: CaseFilter, rows: Sequence[Values]) -> Durations:
    """The shortest, the longest, the middle and every day count."""
    without = sum(count for days, count in rows if days is None)
    found = sorted((days, count) for days, count in rows if days is not None)
    known = sum(count for _, count in found)
    return Durations(
        known=figure(base, "known", "Diketahui lamanya", known, has_duration=True),
        without=figure(base, "without", "Tidak diketahui lamanya", without, has_duration=False),
        shortest=found[0][0] if found else None,
        longest=found[-1][0] if found else None,
        median_twice=median_twice(found) if found else None,
        days=tuple(_line(base, days, count) for days, count in found),
    )


def median_twice(found: list[tuple[int, int]]) -> int:
    """The sum of the two middle ones (the middle one twice): a whole number."""
    total = sum(count for _, count in found)
    return _at(found, (total - 1) // 2) + _at(found, total // 2)


def _at(found: list[tuple[int, int]], place: int) -> int:
    for days, count in found:
        if place < count:
            return days
        place -= count
    raise IndexError(place)


def _line(base: CaseFilter, days: int, count: int) -> Days:
    line = figure(base, str(days), f"{days} hari", count, duration_days=days)
    return Days(key=line.key, label=line.label, count=line.count, filter=line.filter, days=days)
