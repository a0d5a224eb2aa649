"""Boxes open with their key, in their place, unchanged; else they do not open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.boxes import (
    BadKeyError,
    BoxTamperedError,
    DataKey,
    Sealed,
    WrongKeyError,
    open_sealed,
    seal,
)

KEY = DataKey("k1", bytes(range(32)))
PLACE = b"1|somewhere|identity"


def _flip(data: bytes, bit: int) -> bytes:
    changed = bytearray(data)
    changed[bit // 8] ^= 1 << bit % 8
    return bytes(changed)


@given(plain=st.binary(), place=st.binary())
def test_what_was_sealed_opens_again(plain: bytes, place: bytes) -> None:
    assert open_sealed(seal(plain, KEY, place), KEY, place) == plain


def test_a_box_of_an_older_program_opens_for_ever() -> None:
    data = bytes.fromhex("146ba272e5a4af72e320ff3e4467072e71fa301e528f1316473bde")
    stored = Sealed(key="k1", nonce=bytes(range(12)), data=data)

    assert stored == seal(b"Siti Aminah", KEY, PLACE, nonce=bytes(range(12)))
    assert open_sealed(stored, KEY, PLACE) == b"Siti Aminah"


def test_the_cipher_is_the_published_one() -> None:
    # Test case 16 of "The Galois/Counter Mode of Operation (GCM)", McGrew and Viega.
    key = DataKey(
        "gcm",
        bytes.fromhex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
    )
    plain = bytes.fromhex(
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
        "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39"
    )
    place = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")

    sealed = seal(plain, key, place, nonce=bytes.fromhex("cafebabefacedbaddecaf888"))

    assert sealed.data.hex() == (
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
        "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
        "76fc6ece0f4e1768cddf8853bb2d551b"
    )


@given(plain=st.binary(max_size=40), data=st.data())
def test_one_flipped_bit_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = seal(plain, KEY, PLACE)
    bit = data.draw(st.integers(0, len(sealed.data) * 8 - 1))
    changed = Sealed(sealed.key, sealed.nonce, _flip(sealed.data, bit))

    with pytest.raises(BoxTamperedError):
        open_sealed(changed, KEY, PLACE)


@pytest.mark.parametrize("nonce", [b"", bytes(11), bytes(12), bytes(13)])
def test_another_nonce_is_noticed(nonce: bytes) -> None:
    sealed = seal(b"text", KEY, PLACE)

    with pytest.raises(BoxTamperedError):
        open_sealed(Sealed(sealed.key, nonce, sealed.data), KEY, PLACE)


def test_a_box_that_is_cut_short_is_noticed() -> None:
    sealed = seal(b"text", KEY, PLACE)

    with pytest.raises(BoxTamperedError):
        open_sealed(Sealed(sealed.key, sealed.nonce, sealed.data[:5]), KEY, PLACE)


def test_a_box_that_was_moved_elsewhere_does_not_open() -> None:
    with pytest.raises(BoxTamperedError):
        open_sealed(seal(b"text", KEY, PLACE), KEY, b"elsewhere")


def test_another_secret_under_the_same_name_does_not_open() -> None:
    with pytest.raises(BoxTamperedError):
        open_sealed(seal(b"text", KEY, PLACE), DataKey("k1", bytes(32)), PLACE)


def test_a_key_of_another_name_is_told_from_a_changed_box() -> None:
    with pytest.raises(WrongKeyError) as caught:
        open_sealed(seal(b"text", KEY, PLACE), DataKey("k2", KEY.secret), PLACE)

    assert caught.value.fields == {"needed": "k1", "given": "k2"}


def test_the_same_text_sealed_twice_looks_different() -> None:
    assert seal(b"text", KEY, PLACE).data != seal(b"text", KEY, PLACE).data


def test_a_key_never_shows_its_secret() -> None:
    assert repr(KEY) == "DataKey(id='k1')"


def test_new_keys_differ() -> None:
    assert DataKey.new("a").secret != DataKey.new("a").secret


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(BadKeyError):
        DataKey("k", bytes(length))
