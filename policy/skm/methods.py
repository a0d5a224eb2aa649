"""The weights by which offices computed the index; what is published names its method."""

from fractions import Fraction
from typing import Final, NamedTuple


class Method(NamedTuple):
    """One way to weigh the nine elements, the same for each.

    Attributes:
        code: Its name for programs, for ever.
        label: Its name on paper.
    """

    code: str
    label: str
    weight: Fraction


NINTH: Final = Method("sepersembilan", "bobot 1/9", Fraction(1, 9))
"""What Permenpan-RB 14/2017 says, to the last digit."""
METHODS: Final = (
    NINTH,
    Method("bobot_0_111", "bobot lama 0,111", Fraction(111, 1000)),
    Method("bobot_0_11", "bobot lama 0,11", Fraction(11, 100)),
)
"""The right one first; the others tell how an older publication came about."""
