"""Spans of seconds: cut, taken out of each other, and said as office hours."""

from collections.abc import Iterable
from typing import TypeAlias

from policy.hours import DAY, HOUR, MINUTE

Span: TypeAlias = tuple[int, int]
OpenSpan: TypeAlias = tuple[int, int | None]


def clipped(spans: Iterable[Span], to: Span) -> list[Span]:
    """What of the spans lies within another."""
    cut = ((max(begin, to[0]), min(end, to[1])) for begin, end in spans)
    return [(begin, end) for begin, end in cut if begin < end]


def without(spans: list[Span], holes: Iterable[OpenSpan]) -> list[Span]:
    """What is left of the spans beside the holes; a hole may have no end."""
    for begin, end in holes:
        before = [(first, min(last, begin)) for first, last in spans]
        after = [] if end is None else [(max(first, begin, end), last) for first, last in spans]
        spans = sorted((first, last) for first, last in before + after if first < last)
    return spans


def in_words(spans: list[Span]) -> str:
    """`07.30-12.00 dan 13.00-16.00: 7 jam 30 menit`."""
    hours = " dan ".join(f"{_clock(begin)}-{_clock(end)}" for begin, end in spans)
    return f"{hours}: {_length(sum(end - begin for begin, end in spans))}"


def _clock(point: int) -> str:
    hour, minute, second = _parts(point % DAY)
    return f"{hour:02}.{minute:02}" + (f".{second:02}" if second else "")


def _length(seconds: int) -> str:
    named = zip(_parts(seconds), ("jam", "menit", "detik"), strict=True)
    return " ".join(f"{count} {name}" for count, name in named if count) or "0 menit"


def _parts(seconds: int) -> tuple[int, int, int]:
    return seconds // HOUR, seconds % HOUR // MINUTE, seconds % MINUTE
