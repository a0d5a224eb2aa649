"""Rounding as offices do it on paper: a half goes up."""

from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction, places: int = 2) -> Decimal:
    """Round what is not negative; `93.235` becomes `93.24`."""
    whole = (2 * value.numerator * 10**places + value.denominator) // (2 * value.denominator)
    return Decimal(whole).scaleb(-places)
