"""Keyed hashes for looking things up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.boxes import BadKeyError
from engine.keyed import Keyed

KEYED = Keyed(bytes(range(32)))


def test_a_stored_hash_is_found_by_every_later_program() -> None:
    assert (
        KEYED.digest("phone", "+6281234567890")
        == "ec411e80ccd6597fd75e6dd5eda8f332eeb016b8fffd0f8adaaa41e45b8c8078"
    )
    assert (
        KEYED.derive("look-up").digest("phone", "+6281234567890")
        == "92a10a9e5734d726f2c7566fa6bd567c30701a03d6e3d81a0591c5a8ac1fb416"
    )


@given(a=st.tuples(st.text(), st.text()), b=st.tuples(st.text(), st.text()))
def test_hashes_are_equal_only_for_the_same_label_and_text(
    a: tuple[str, str], b: tuple[str, str]
) -> None:
    assert (KEYED.digest(*a) == KEYED.digest(*b)) == (a == b)


def test_another_secret_gives_another_hash() -> None:
    assert Keyed(bytes(32)).digest("phone", "1") != KEYED.digest("phone", "1")


def test_a_derived_secret_is_not_a_hash_that_may_be_stored() -> None:
    assert KEYED.derive("phone").secret.hex() != KEYED.digest("phone", "")


def test_derived_secrets_differ_by_label() -> None:
    assert KEYED.derive("a") != KEYED.derive("b")


def test_the_secret_is_never_shown() -> None:
    assert repr(KEYED) == "Keyed()"


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(BadKeyError):
        Keyed(bytes(31))
