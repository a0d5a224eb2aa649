"""The index by one method: weighted means, the converted index, its grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

from policy.skm.methods import NINTH, Method
from policy.skm.rounding import half_up
from policy.skm.tally import Tally
from policy.skm.unsur import CODES

CONVERSION: Final = 25
"""The index lies between 1 and 4, the IKM between 25 and 100."""


class Grade(NamedTuple):
    """The quality of a service.

    Attributes:
        code: A, B, C or D.
        label: What it says of the unit's performance.
        least: The smallest IKM, rounded, that has it.
    """

    code: str
    label: str
    least: Decimal


GRADES: Final = (
    Grade("A", "Sangat baik", Decimal("88.31")),
    Grade("B", "Baik", Decimal("76.61")),
    Grade("C", "Kurang baik", Decimal("65.00")),
    Grade("D", "Tidak baik", Decimal(0)),
)


class Value(NamedTuple):
    """One element; both values are None where nobody answered it."""

    code: str
    tally: Tally
    mean: Fraction | None
    weighted: Fraction | None


@dataclass(frozen=True, slots=True)
class Index:
    """What one method makes of the answers.

    Attributes:
        index: Between 1 and 4; None while an element has no answer at all.
        ikm: The index times 25, rounded, which is what the grade is read from.
    """

    method: Method
    values: tuple[Value, ...]
    index: Fraction | None
    ikm: Decimal | None
    grade: Grade | None


def index_of(tallies: Sequence[Tally], method: Method = NINTH) -> Index:
    """Compute the index of nine tallies, in the order of the elements."""
    values = tuple(
        _value(code, tally, method.weight) for code, tally in zip(CODES, tallies, strict=True)
    )
    weighted = [value.weighted for value in values if value.weighted is not None]
    if len(weighted) < len(values):
        return Index(method, values, None, None, None)
    index = sum(weighted, Fraction())
    # The printed intervals have gaps between 64.99 and 65.00: only what is rounded fits.
    ikm = half_up(index * CONVERSION)
    return Index(method, values, index, ikm, grade_of(ikm))


def grade_of(ikm: Decimal) -> Grade:
    """Read the grade from an IKM that was rounded to two places."""
    return next(grade for grade in GRADES if ikm >= grade.least)


def priority_of(values: Sequence[Value]) -> tuple[str, ...]:
    """The codes of the elements with the lowest mean, more than one where they are equal."""
    means = [value.mean for value in values if value.mean is not None]
    return tuple(value.code for value in values if means and value.mean == min(means))


def _value(code: str, tally: Tally, weight: Fraction) -> Value:
    mean = tally.mean
    return Value(code, tally, mean, None if mean is None else mean * weight)
