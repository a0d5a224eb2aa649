"""What Gammu's daemon hands over, by its environment and as files."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.gammu import NoSmsError, from_environment, from_folder, text_in
from services.intake.inbox.gammu import parse
from services.intake.inbox.port import Parsed, Unreadable
from tests.inbox.inbox_kit import raw

NOW = dt.datetime(2026, 7, 7, 2, 15, tzinfo=dt.UTC)
WIB = dt.timezone(dt.timedelta(hours=7))
ONE = {"SMS_MESSAGES": "1", "SMS_1_NUMBER": "+6281234567890", "SMS_1_TEXT": "Loket tutup."}


def parsed(body: bytes) -> Parsed:
    found = parse(raw(body, "gammu"))
    assert isinstance(found, Parsed), found
    return found


def test_an_sms_of_one_part_is_read() -> None:
    found = parsed(from_environment(ONE, (), NOW).body)
    assert (found.sender.value, found.text, found.occurred_at) == (
        "+6281234567890",
        "Loket tutup.",
        NOW,
    )


def test_the_whole_decoded_text_is_taken_before_its_parts() -> None:
    said = ONE | {"DECODED_PARTS": "1", "DECODED_1_TEXT": "Utuh sekali."}
    assert parsed(from_environment(said, (), NOW).body).text == "Utuh sekali."


def test_parts_are_joined_in_their_order() -> None:
    said = ONE | {"SMS_MESSAGES": "2", "SMS_1_TEXT": "Loket ", "SMS_2_TEXT": "tutup."}
    assert parsed(from_environment(said, (), NOW).body).text == "Loket tutup."


def test_other_variables_are_not_kept() -> None:
    sms = from_environment(ONE | {"PATH": "/usr/bin", "HOME": "/root"}, (), NOW)
    assert b"/usr/bin" not in sms.body


def test_the_same_message_said_again_is_the_same() -> None:
    later = NOW + dt.timedelta(minutes=1)
    first, again = (from_environment(ONE, ("12",), at).source for at in (NOW, later))
    assert first == again


def test_the_same_words_later_are_another_message() -> None:
    later = NOW + dt.timedelta(days=1)
    assert from_environment(ONE, (), NOW).source != from_environment(ONE, (), later).source


def test_an_id_that_is_used_again_is_another_message() -> None:
    other = ONE | {"SMS_1_TEXT": "Masih tutup."}
    assert from_environment(ONE, ("1",), NOW).source != from_environment(other, ("1",), NOW).source


def test_without_an_sms_it_is_said_so() -> None:
    with pytest.raises(NoSmsError):
        from_environment({"PATH": "/usr/bin"}, (), NOW)


def test_the_files_of_a_folder_are_joined_and_left_there(tmp_path: Path) -> None:
    for part, text in enumerate(("Loket ", "tutup.")):
        name = f"IN20260707_091500_00_+6281234567890_{part:02d}.txt"
        (tmp_path / name).write_bytes(text.encode("utf-16-be"))
    (tmp_path / "OUT20260707.txt").write_text("bukan ini", encoding="utf-8")
    (sms,) = from_folder(tmp_path, WIB)
    found = parsed(sms.body)
    assert (found.text, found.occurred_at) == ("Loket tutup.", NOW)
    assert len(list(tmp_path.iterdir())) == 3


def test_what_is_no_sms_waits() -> None:
    assert isinstance(parse(raw(b"{}", "gammu")), Unreadable)


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff"), min_size=1))
def test_a_text_is_read_in_utf8(text: str) -> None:
    assert text_in(text.encode()) == text
