"""What gateways say, in a form or as JSON, in both alphabets."""

import datetime as dt
from urllib.parse import urlencode

import msgspec
import pytest

from services.intake.inbox.port import Parsed, Unreadable
from services.intake.inbox.sms import parse
from tests.inbox.inbox_kit import raw

FORM = "application/x-www-form-urlencoded"
JASMIN = {"id": "1", "from": "+6281234567890", "to": "8000", "content": "Loket tutup."}


def read(body: bytes, content_type: str = FORM, **names: str) -> Parsed:
    found = parse(raw(body, "sms", content_type=content_type, headers=tuple(names.items())))
    assert isinstance(found, Parsed), found
    return found


def test_jasmins_form_is_read() -> None:
    found = read(urlencode(JASMIN).encode())
    assert (found.sender.kind, found.sender.value, found.text) == (
        "phone",
        "+6281234567890",
        "Loket tutup.",
    )


def test_json_is_read() -> None:
    assert read(msgspec.json.encode(JASMIN), "application/json").text == "Loket tutup."


def test_fields_may_have_other_names() -> None:
    body = urlencode({"nomor": "0812", "pesan": "Ya", "jam": "1783390530"}).encode()
    found = read(body, sender="nomor", text="pesan", at="jam")
    assert (found.sender.value, found.text) == ("0812", "Ya")
    assert found.occurred_at == dt.datetime(2026, 7, 7, 2, 15, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("coding", ["0", "8"])
def test_signs_beyond_ascii_are_read_in_utf8(coding: str) -> None:
    body = urlencode(JASMIN | {"content": "Pak é 👍", "coding": coding}).encode()
    assert read(body).text == "Pak é 👍"


def test_two_bytes_a_sign_are_read() -> None:
    body = urlencode({"from": "1", "coding": "8", "content": "Sudah é".encode("utf-16-be")})
    assert read(body.encode()).text == "Sudah é"


def test_a_moment_without_its_offset_is_none() -> None:
    found = read(urlencode(JASMIN | {"at": "2026-07-07T09:15:30"}).encode(), at="at")
    assert found.occurred_at is None


@pytest.mark.parametrize(
    ("body", "code"),
    [(b"\xff", "sms_unreadable"), (b"from=1", "sms_no_text"), (b"", "sms_no_text")],
)
def test_what_says_nothing_waits(body: bytes, code: str) -> None:
    found = parse(raw(body, "sms", content_type=FORM))
    assert isinstance(found, Unreadable)
    assert found.code == code
