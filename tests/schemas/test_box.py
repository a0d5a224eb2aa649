"""A box sealed years ago must still open: its form, its key and what binds it to its place."""

import msgspec
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from schemas.base import Box, associated_data
from schemas.plaintexts import Identity, Words
from tests.support import samples

KEY = AESGCM(bytes(range(32)))
STORED = (
    b'{"f":1,"key":"kunci-1","nonce":"AAECAwQFBgcICQoL",'
    b'"data":"PCCifr2R4CGvNfL/0JlYGeak5VWTGn0BNHcU2BxPGZlF0/teTK84Qw=="}'
)
BOUND_TO = (samples.OFFICE, samples.PENGADUAN_ID, "content", "NoteAdded")


def test_what_binds_a_box_is_written_for_ever() -> None:
    bound = b"tuntas/1|bengkalis|019f3b5c-7c00-7a31-8f00-5a5a5a5a0001|content|NoteAdded"
    assert bound == associated_data(*BOUND_TO)


def test_a_stored_box_opens() -> None:
    box = msgspec.json.decode(STORED, type=Box)
    clear = KEY.decrypt(box.nonce, box.data, associated_data(*BOUND_TO))
    assert Words(text="tetap terbaca") == msgspec.json.decode(clear, type=Words)


@pytest.mark.parametrize(
    "elsewhere",
    [
        ("kampar", *BOUND_TO[1:]),
        (samples.OFFICE, samples.ORIGINAL_ID, "content", "NoteAdded"),
        (*BOUND_TO[:2], "identity", "NoteAdded"),
        (*BOUND_TO[:3], "Answered"),
    ],
)
def test_a_box_opens_nowhere_else(elsewhere: tuple[str, str, str, str]) -> None:
    box = msgspec.json.decode(STORED, type=Box)
    with pytest.raises(InvalidTag):
        KEY.decrypt(box.nonce, box.data, associated_data(*elsewhere))


def test_an_identity_without_anything_is_an_empty_object() -> None:
    assert msgspec.json.encode(Identity()) == b"{}"
