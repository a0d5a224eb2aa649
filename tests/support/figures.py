"""Every figure of a rekapitulasi, to be held against the list of its cases."""

from collections.abc import Iterator

import msgspec

from schemas.rekap import Figure


def figures_in(value: object) -> Iterator[Figure]:
    """All figures of a view, however deep they lie; one that is added later too."""
    if isinstance(value, Figure):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from figures_in(getattr(value, name))
    elif isinstance(value, tuple):
        for part in value:
            yield from figures_in(part)


def counts(figures: tuple[Figure, ...]) -> dict[str, int]:
    """Counts by code, in the order of the lines."""
    return {figure.key: figure.count for figure in figures}
