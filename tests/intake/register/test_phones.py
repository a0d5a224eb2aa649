"""Phone numbers, beside what the library itself makes of them."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.register.phones import to_e164


def by_the_library(international: str) -> str | None:
    try:
        number = phonenumbers.parse(international)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


@pytest.mark.parametrize("before", ["0", "62", "+62", "+62 0", "0062", ""])
@given(rest=st.from_regex(r"[0-9]{5,13}", fullmatch=True))
def test_a_mobile_number_is_read_as_the_library_reads_it(before: str, rest: str) -> None:
    assert to_e164(f"{before}8{rest}") == by_the_library(f"+628{rest}")
