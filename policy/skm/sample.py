"""How many people must be asked, after Krejcie and Morgan."""

from fractions import Fraction
from typing import Final

from policy.skm.rounding import half_up

CHI_SQUARE: Final = Fraction(3841, 1000)
"""One degree of freedom, at 95 % confidence."""
SPREAD: Final = Fraction(1, 4)
"""P (1 - P), largest at one half."""
ERROR: Final = Fraction(1, 20)


def sample_size(served: int) -> int:
    """The number of respondents for so many people served.

    Raises:
        ValueError: A number of people is never negative.
    """
    if served < 0:
        raise ValueError("nobody serves fewer than no people")
    if served == 0:
        return 0
    top = CHI_SQUARE * served * SPREAD
    return int(half_up(top / (ERROR**2 * (served - 1) + CHI_SQUARE * SPREAD), places=0))
