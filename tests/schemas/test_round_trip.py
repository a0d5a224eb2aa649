"""Any commit at all comes back from its bytes as it was, byte for byte."""

import unicodedata

import msgspec
import pytest
from hypothesis import given

from schemas.commit import Commit
from schemas.plaintexts import Words
from tests.support import samples
from tests.support.arbitrary import COMMITS

ENCODER = msgspec.json.Encoder()
DECODER = msgspec.json.Decoder(Commit)


@given(commit=COMMITS)
def test_a_commit_is_read_as_it_was_written(commit: Commit) -> None:
    assert commit == DECODER.decode(ENCODER.encode(commit))


@given(commit=COMMITS)
def test_a_commit_that_was_read_is_written_with_the_same_bytes(commit: Commit) -> None:
    stored = ENCODER.encode(commit)
    assert stored == ENCODER.encode(DECODER.decode(stored))


@given(commit=COMMITS)
def test_a_commit_is_one_line_of_utf_8(commit: Commit) -> None:
    assert b"\n" not in ENCODER.encode(commit)


@pytest.mark.parametrize("number", [2**53 + 1, 2**63, 2**64])
def test_a_large_number_keeps_every_digit(number: int) -> None:
    commit = samples.commit(version=number)
    assert number == DECODER.decode(ENCODER.encode(commit)).version


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_words_keep_the_unicode_form_that_they_were_written_in(form: str) -> None:
    text = unicodedata.normalize(form, "Café Méranti")
    stored = ENCODER.encode(Words(text=text))
    assert text == msgspec.json.decode(stored, type=Words).text


def test_half_a_character_is_never_written() -> None:
    with pytest.raises(UnicodeEncodeError):
        ENCODER.encode(Words(text="\ud83d"))


def test_half_a_character_is_never_read() -> None:
    with pytest.raises(msgspec.DecodeError):
        msgspec.json.decode(b'{"text":"\\ud83d"}', type=Words)
