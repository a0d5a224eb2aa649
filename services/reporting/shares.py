"""Shares in hundredths of a per cent that add up to exactly 100 per cent."""

from collections.abc import Sequence

WHOLE = 10_000


def shares(counts: Sequence[int]) -> list[int]:
    """Share out by largest remainder; all zero where nothing was counted.

    Of two equal remainders the earlier line gets the hundredth.
    """
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [count * WHOLE // total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda i: -(counts[i] * WHOLE % total))
    for place in by_remainder[: WHOLE - sum(found)]:
        found[place] += 1
    return found
