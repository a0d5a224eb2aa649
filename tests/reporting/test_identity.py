"""What a reporter is found by and what is shown of them."""

import pytest

from schemas.plaintexts import Identity
from services.reporting.identity import SHOWN, identity_terms, search_terms
from tests.reporting.world import KEYED

SITI = Identity(
    name="Siti Rahmawati",
    company="Apotek Melur",
    phone="0812-7555-0143",
    nik="1403016507880003",
    email="Siti@contoh.example",
)


@pytest.mark.parametrize(
    "text",
    [
        "siti",
        "RAHMAWATI siti",
        "melur",
        "+62 812 7555 0143",
        "081275550143",
        "62812-7555-0143",
        "1403016507880003",
        "siti@contoh.example",
    ],
)
def test_a_person_is_found_however_it_is_typed(text: str) -> None:
    wanted = search_terms(KEYED, text)

    assert wanted
    assert wanted <= identity_terms(KEYED, SITI)


@pytest.mark.parametrize("text", ["sit", "siti aminah", "0812", "081275550144", "?", "a"])
def test_what_is_not_quite_so_finds_nobody(text: str) -> None:
    wanted = search_terms(KEYED, text)

    assert not wanted or not wanted <= identity_terms(KEYED, SITI)


def test_a_masked_number_is_found_as_it_is_written() -> None:
    masked = identity_terms(KEYED, Identity(phone="0812xxxx143"))

    assert search_terms(KEYED, "0812-****-143") == masked


def test_no_term_shows_what_it_stands_for() -> None:
    terms = " ".join(identity_terms(KEYED, SITI))

    assert "siti" not in terms
    assert "0143" not in terms.split()


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("name", "Siti Rahmawati", "S*** R***"),
        ("phone", "081275550234", "0812-****-*234"),
        ("phone", "0812xxxx234", "0812-****-234"),
        ("phone", "12345", "*****"),
        ("nik", "1403016507880003", "************0003"),
        ("email", "siti@contoh.example", "s***@contoh.example"),
        ("address", "Jalan Antara 7", "***"),
    ],
)
def test_an_identity_is_shown_masked(field: str, value: str, shown: str) -> None:
    assert SHOWN[field](value) == shown


def test_every_field_of_an_identity_has_its_mask() -> None:
    assert set(SHOWN) == set(Identity.__struct_fields__)
