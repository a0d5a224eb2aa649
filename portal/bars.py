"""Bars drawn on the server, as wide as their figures; the table beside them says the same."""

from collections.abc import Iterable
from typing import Final

import msgspec

from portal.filters import address_of
from schemas.rekap import Figure

WIDTH: Final = 240
HEIGHT: Final = 22


class Bar(msgspec.Struct, frozen=True):
    """One figure: where its cases are listed, and how long its bar is."""

    label: str
    count: int
    href: str
    y: int
    width: int


class Bars(msgspec.Struct, frozen=True):
    """A diagram."""

    rows: tuple[Bar, ...]
    height: int


def bars(office: str, figures: Iterable[Figure]) -> Bars:
    """A bar for each figure."""
    told = list(figures)
    most = max((figure.count for figure in told), default=0) or 1
    rows = tuple(
        Bar(
            label=figure.label,
            count=figure.count,
            href=address_of(office, figure.filter),
            y=index * HEIGHT,
            width=round(WIDTH * figure.count / most),
        )
        for index, figure in enumerate(told)
    )
    return Bars(rows, len(rows) * HEIGHT)
