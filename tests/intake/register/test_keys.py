"""By what a row is known again, and by what a change is noticed."""

import pytest

from services.intake.register import RegisterReading, content_key, identity_key
from tests.intake.register.kit import Good, Read


def identities(reading: RegisterReading) -> set[str]:
    return {identity_key(row, reading.layout) for row in reading.rows}


def test_number_and_day_make_the_identity(read: Read, good: Good) -> None:
    assert identities(read(good())) == {"rekapitulasi|1|2023-03-27"}


def test_identities_of_a_real_register_are_all_different(
    bengkalis: RegisterReading, banten: RegisterReading
) -> None:
    assert (len(identities(bengkalis)), len(identities(banten))) == (51, 16)


def test_another_order_changes_no_identity(read: Read, good: Good) -> None:
    rows = [good(number="1"), good(number="2"), good(number="1", received="27 Maret 2023 Lain")]
    assert identities(read(*rows)) == identities(read(*rows[::-1]))


def test_another_order_gives_each_row_its_own_identity(read: Read, good: Good) -> None:
    rows = [good(), good(received="27 Maret 2023 Lain")]
    by_text = [
        {row.text: identity_key(row, "rekapitulasi") for row in read(*order).rows}
        for order in (rows, rows[::-1])
    ]
    assert by_text[0] == by_text[1]


def test_a_grown_file_keeps_the_identities_it_had(read: Read, good: Good) -> None:
    before = identities(read(good(number="1"), good(number="2")))
    after = identities(read(good(number="3"), good(number="2"), good(number="1")))
    assert before < after


def test_an_altered_answer_keeps_the_identity(read: Read, good: Good) -> None:
    assert identities(read(good())) == identities(read(good(answered="29 Maret 2023 Lain")))


def test_the_same_row_twice_is_two(read: Read, good: Good) -> None:
    assert identities(read(good(), good())) == {
        "rekapitulasi|1|2023-03-27",
        "rekapitulasi|1|2023-03-27|2",
    }


def test_a_number_may_begin_again_in_another_year(read: Read, good: Good) -> None:
    later = good(received="27 Maret 2022 Akun")
    assert len(identities(read(good(), later))) == 2


def test_without_a_number_the_words_tell(read: Read, good: Good) -> None:
    assert identities(read(good(number=""))) == {
        "rekapitulasi|-|sms_whatsapp|2023-03-27|akun tidak bisa dibuka"
    }


@pytest.mark.parametrize(
    "said",
    [
        {"received": "27/3/23  Akun tidak bisa  dibuka"},
        {"number": "1"},
        {"answered": "28-03-2023, Sudah diperiksa"},
        {"remark": " Selesai "},
    ],
)
def test_another_spelling_is_no_change(read: Read, good: Good, said: dict[str, str]) -> None:
    assert content_key(read(good()).rows[0]) == content_key(read(good(**said)).rows[0])


@pytest.mark.parametrize(
    "said",
    [
        {"channel": "Website"},
        {"channel": "Whatsapp Pengaduan Budi"},
        {"received": "27 Maret 2023 Akun bisa dibuka"},
        {"answered": "29 Maret 2023 Sudah diperiksa"},
        {"examination": "Lain"},
        {"follow_up": "Lain"},
        {"remark": "Proses"},
    ],
)
def test_other_words_are_a_change(read: Read, good: Good, said: dict[str, str]) -> None:
    assert content_key(read(good()).rows[0]) != content_key(read(good(**said)).rows[0])


def test_place_delimiter_and_order_of_columns_are_no_change(
    read: Read, good: Good, headings: tuple[str, ...]
) -> None:
    turned = read(good(number="9"), good(), headings=headings, delimiter=";").rows[1]
    assert content_key(read(good()).rows[0]) == content_key(turned)
