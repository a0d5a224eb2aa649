"""The index as a page draws it: a bar for each element, and how its answers share out."""

from typing import Final

import msgspec

from schemas.survey_views import IndexView, UnsurLine

WIDTH: Final = 240
BEST: Final = 4
COLOURS: Final = ("#a61b1b", "#c9871a", "#6fa6a0", "#0b5c55")
"""From the worst answer to the best."""


class Slice(msgspec.Struct, frozen=True):
    """One answer's part of a bar."""

    label: str
    count: int
    x: int
    width: int
    colour: str


class ElementBar(msgspec.Struct, frozen=True):
    """One element: its NRR between 1 and 4, and the answers that it is made of."""

    line: UnsurLine
    width: int
    slices: tuple[Slice, ...]


def element_bars(view: IndexView) -> tuple[ElementBar, ...]:
    """A bar for each element, in their order."""
    return tuple(ElementBar(line, _width(line.nrr), _slices(line)) for line in view.unsur)


def _width(nrr: str | None) -> int:
    return 0 if nrr is None else round(WIDTH * float(nrr) / BEST)


def _slices(line: UnsurLine) -> tuple[Slice, ...]:
    whole = line.answered or 1
    edges = [0]
    for answer in line.answers:
        edges.append(edges[-1] + answer.count)
    places = [round(WIDTH * edge / whole) for edge in edges]
    return tuple(
        Slice(answer.label, answer.count, places[at], places[at + 1] - places[at], COLOURS[at])
        for at, answer in enumerate(line.answers)
    )
