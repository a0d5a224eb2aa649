"""What Meta delivers is taken apart and read, in every shape that was seen or is described."""

import datetime as dt
from typing import Any

import msgspec
import pytest

from services.intake.inbox.port import Parsed, Unreadable
from services.intake.inbox.whatsapp import parse, split
from tests.inbox.inbox_kit import PHONE, delivery, raw, said

BSUID = "ID.13491208655302741918"


def read(*messages: dict[str, Any], **contact: Any) -> Parsed:
    found = parse(raw(delivery(*messages, **contact)))
    assert isinstance(found, Parsed), found
    return found


def code_of(body: bytes) -> str:
    found = parse(raw(body))
    assert isinstance(found, Unreadable), found
    return found.code


def typed(kind: str, sender: str | None = PHONE, **more: Any) -> dict[str, Any]:
    message = said("", sender=sender, type=kind, **more)
    del message["text"]
    return message


def test_a_text_tells_who_said_what_and_when() -> None:
    found = read(said("Halo.", timestamp="1783390530"))
    assert (found.sender.kind, found.sender.value, found.sender.name) == (
        "phone",
        "+6281234567890",
        "Siti Rahma",
    )
    assert found.text == "Halo."
    assert found.occurred_at == dt.datetime(2026, 7, 7, 2, 15, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("sender", [None, BSUID], ids=["absent", "in from"])
def test_somebody_without_a_number_is_known_by_metas_own_id(sender: str | None) -> None:
    found = read(said("Halo.", sender=sender), user_id=BSUID, profile={"username": "siti.r"})
    assert (found.sender.kind, found.sender.value, found.sender.name) == (
        "account",
        BSUID,
        "siti.r",
    )


def test_a_number_and_an_id_both_name_the_sender() -> None:
    found = read(said("Halo."), user_id=BSUID, wa_id=PHONE)
    assert (found.sender.value, found.sender.also) == (f"+{PHONE}", (("account", BSUID),))


def test_a_picture_is_named_by_its_id_with_its_caption() -> None:
    found = read(typed("image", image={"id": "9", "mime_type": "image/jpeg", "caption": "Ini."}))
    (file,) = found.files
    assert (found.text, file.remote, file.media_type) == ("Ini.", "9", "image/jpeg")


def test_a_voice_note_is_a_file_without_words() -> None:
    found = read(typed("audio", audio={"id": "8", "mime_type": "audio/ogg; codecs=opus"}))
    assert (found.text, found.files[0].media_type) == ("", "audio/ogg")


def test_a_document_keeps_its_name() -> None:
    document = {"id": "7", "mime_type": "application/pdf", "filename": "surat izin.pdf"}
    assert read(typed("document", document=document)).files[0].name == "surat izin.pdf"


def test_a_reply_names_the_message_that_it_replies_to() -> None:
    assert read(said("Ya.", context={"from": PHONE, "id": "wamid.1"})).thread == ("wamid.1",)


def test_a_reaction_is_no_message() -> None:
    found = read(typed("reaction", reaction={"message_id": "wamid.1", "emoji": "👍"}))
    assert (found.kind, found.text, found.thread) == ("reaction", "Reaksi: 👍", ("wamid.1",))


def test_a_location_is_told_in_words() -> None:
    spot = {"latitude": 1.47, "longitude": 102.1, "name": "Kantor"}
    assert read(typed("location", location=spot)).text == "Kantor\nLokasi: 1.47, 102.1"


def test_a_new_number_is_told() -> None:
    system = {"type": "user_changed_number", "body": "Siti berganti nomor", "wa_id": "628999"}
    assert read(typed("system", system=system)).kind == "moved"


@pytest.mark.parametrize(
    ("kind", "shape"),
    [
        ("button", {"button": {"text": "Ya"}}),
        ("interactive", {"interactive": {"type": "button_reply", "button_reply": {"title": "Ya"}}}),
        ("interactive", {"interactive": {"type": "list_reply", "list_reply": {"title": "Ya"}}}),
    ],
)
def test_what_was_touched_is_what_was_said(kind: str, shape: dict[str, Any]) -> None:
    assert read(typed(kind, **shape)).text == "Ya"


def test_a_receipt_tells_what_became_of_a_message() -> None:
    status = {"id": "wamid.2", "status": "failed", "errors": [{"code": 131047}]}
    found = parse(raw(delivery(statuses=(status,))))
    assert isinstance(found, Parsed)
    assert found.receipt is not None
    assert (found.receipt.sent, found.receipt.status, found.receipt.code) == (
        "wamid.2",
        "failed",
        "131047",
    )


@pytest.mark.parametrize("kind", ["order", "unsupported", "ephemeral"])
def test_what_is_not_known_waits(kind: str) -> None:
    assert code_of(delivery(typed(kind))) == "wa_unknown_type"


def test_what_is_no_delivery_waits() -> None:
    assert code_of(b"{}") == "wa_no_message"
    assert code_of(b"[" * 100_000) == "wa_unreadable"


def test_one_message_is_kept_to_the_byte() -> None:
    body = delivery(said("Halo.", id_="wamid.9"))
    (piece,) = split(body)
    assert (piece.source, piece.body) == ("wamid.9", body)


def test_several_are_told_apart_with_what_stands_around_them() -> None:
    status = {"id": "wamid.3", "status": "read"}
    body = delivery(said("A", id_="wamid.1"), said("B", id_="wamid.2"), statuses=(status,))
    pieces = split(body)
    assert [piece.source for piece in pieces] == ["wamid.1", "wamid.2", "status|wamid.3|read"]
    found = [parse(raw(piece.body)) for piece in pieces]
    assert [one.text for one in found if isinstance(one, Parsed)] == ["A", "B", ""]
    assert found[0].sender.name == "Siti Rahma"  # type: ignore[union-attr]


@pytest.mark.parametrize("body", [b"", b"x", b"[]", b'{"entry": 1}', msgspec.json.encode({"a": 1})])
def test_what_cannot_be_taken_apart_is_kept_whole(body: bytes) -> None:
    assert split(body) == ()
