"""Figures of a report: a count with the filter that lists its cases."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from schemas.queries import NOT_RECORDED, CaseFilter
from schemas.rekap import Figure, Share
from services.reporting.shares import shares
from services.reporting.snapshot import Values
from services.reporting.words import NOTHING

Counts = Mapping[str, int]


def keyed(rows: Sequence[Values]) -> dict[str, int]:
    """Counts of one column by code; `-` where nothing is recorded."""
    return {NOT_RECORDED if code is None else code: count for code, count in rows}


def figure(
    base: CaseFilter, key: str, label: str, count: int, **fields: str | int | bool
) -> Figure:
    """One figure, listed by the base filter with more fields."""
    return Figure(key=key, label=label, count=count, filter=replace(base, **fields))


def labelled(labels: Mapping[str, str], key: str) -> str:
    return NOTHING if key == NOT_RECORDED else labels.get(key, key)


def by_code(
    base: CaseFilter,
    field: str,
    counts: Counts,
    labels: Mapping[str, str],
    always: Sequence[str] = (),
) -> tuple[Figure, ...]:
    """A line for each code in `always`, then for the others that occur, in the labels' order."""
    order = [*always, *(code for code in labels if code not in always), *sorted(counts)]
    lines = [code for code in dict.fromkeys(order) if counts.get(code) or code in always]
    # Nothing recorded is the last line, whatever its sign sorts like.
    lines.sort(key=lambda code: code == NOT_RECORDED)
    return tuple(
        figure(base, code, labelled(labels, code), counts.get(code, 0), **{field: code})
        for code in lines
    )


def with_shares(figures: Sequence[Figure]) -> tuple[Share, ...]:
    """The same figures with their shares of the whole."""
    parts = shares([line.count for line in figures])
    return tuple(
        Share(
            key=line.key,
            label=line.label,
            count=line.count,
            filter=line.filter,
            hundredths=part,
        )
        for line, part in zip(figures, parts, strict=True)
    )
