"""The middle and the upper tenth of lengths, as whole numbers."""

from collections.abc import Sequence


def median_twice(lengths: Sequence[int]) -> int | None:
    """Twice the median, so that it is a whole number; None where nothing is known."""
    if not lengths:
        return None
    ordered = sorted(lengths)
    return ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]


def p90(lengths: Sequence[int]) -> int | None:
    """The shortest length that nine of ten do not exceed (nearest rank)."""
    if not lengths:
        return None
    ordered = sorted(lengths)
    return ordered[-(-9 * len(ordered) // 10) - 1]
