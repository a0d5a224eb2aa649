"""How often each answer was given to each element."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final, NamedTuple

from policy.skm.unsur import CODES

SCORES: Final = (1, 2, 3, 4)


class Tally(NamedTuple):
    """The answers to one element.

    Attributes:
        counts: How many gave a 1, a 2, a 3 and a 4.
        missing: How many left it out.
    """

    counts: tuple[int, int, int, int]
    missing: int

    @property
    def answered(self) -> int:
        return sum(self.counts)

    @property
    def total(self) -> int:
        """The sum of the answers."""
        return sum(score * count for score, count in zip(SCORES, self.counts, strict=True))

    @property
    def mean(self) -> Fraction | None:
        """NRR: over those who answered; None where nobody did."""
        return Fraction(self.total, self.answered) if self.answered else None


def tallies(responses: Iterable[Sequence[int | None]]) -> tuple[Tally, ...]:
    """Count the answers of each element, in the order of `CODES`.

    Raises:
        ValueError: An answer is none of 1 to 4, or a response has not nine.
    """
    counts = [[0] * (len(SCORES) + 1) for _ in CODES]
    for response in responses:
        for places, answer in zip(counts, response, strict=True):
            if answer is not None and answer not in SCORES:
                raise ValueError("an answer is 1, 2, 3 or 4")
            places[answer or 0] += 1
    return tuple(Tally((n[1], n[2], n[3], n[4]), n[0]) for n in counts)
