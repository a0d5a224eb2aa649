"""The letters of a drop box, as a table or as typed."""

import datetime as dt
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cli.box import desk_channel, off_schedule
from cli.letters import LettersUnreadableError, read_letters, typed_letters
from policy.load import load_all

POLICIES = {code: loaded.policy for code, loaded in load_all().items()}


def typing(*lines: str) -> Callable[[str], str]:
    """Somebody who types these lines, and nothing more."""
    left = iter(lines)
    return lambda _prompt: next(left, "")


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_letter_is_read_by_the_headings_of_its_table(sign: str) -> None:
    table = "\n".join([sign.join(("No", "Nama", "ISI")), sign.join(("1", "Siti", "Loket tutup."))])
    (letter,) = read_letters(table.encode())
    assert (letter.row, letter.identity.name, letter.text) == (2, "Siti", "Loket tutup.")


def test_an_anonymous_letter_names_nobody() -> None:
    (letter,) = read_letters(b"Nama,Isi,Sifat\nSiti,Loket tutup.,Anonim\n")
    assert (letter.visibility, letter.identity.name) == ("anonim", None)


def test_an_empty_row_is_no_letter() -> None:
    assert len(read_letters(b"Isi,Nama\n,\nLoket tutup.,\n")) == 1


@pytest.mark.parametrize("data", [b"", b"Nama,Alamat\nSiti,Duri\n", b"\xff\xfeI"])
def test_a_table_that_says_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(LettersUnreadableError):
        read_letters(data)


@given(st.binary(max_size=300))
@settings(max_examples=60)
def test_any_bytes_are_letters_or_refused(data: bytes) -> None:
    try:
        letters = read_letters(b"Isi,Nama\n" + data)
    except LettersUnreadableError:
        letters = []
    assert all(letter.given for letter in letters)


def test_letters_are_typed_until_one_is_empty() -> None:
    typed = typing("Loket tutup.", "Sudah lama.", ".", "Siti", "", "", "", "")
    (letter,) = typed_letters(typed)
    assert letter.given == {"text": "Loket tutup.\nSudah lama.", "name": "Siti"}


@pytest.mark.parametrize(("day", "off"), [(2, False), (3, True), (5, False)])
def test_the_box_of_banten_is_opened_on_monday_and_thursday(day: int, off: bool) -> None:
    assert off == off_schedule(POLICIES["banten"], "kotak", dt.date(2026, 3, day))


def test_a_box_without_days_may_be_opened_on_any() -> None:
    assert not off_schedule(POLICIES["bengkalis"], "kotak", dt.date(2026, 3, 3))


@pytest.mark.parametrize("office", sorted(POLICIES))
def test_every_office_has_a_channel_for_those_who_come_to_the_desk(office: str) -> None:
    policy = POLICIES[office]
    assert desk_channel(policy) in {channel.code for channel in policy.channels}
