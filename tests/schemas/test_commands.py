"""What comes from outside is held to its shape before anybody looks at it."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.commands import DispositionCommand, IntakeCommand
from tests.support import samples

HEAD = {"command_id": samples.COMMAND_ID, "pengaduan_id": samples.PENGADUAN_ID}
RECEIVE = HEAD | {"type": "Receive", "channel": "whatsapp", "text": samples.REPORTER_TEXT}
ACCEPT = HEAD | {"type": "Accept", "disposition_id": 1}
CLASSES = [*IntakeCommand.__args__, *DispositionCommand.__args__]

EACH_CLASS = pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)


def read(**changes: Any) -> object:
    said = RECEIVE | changes
    return msgspec.json.decode(msgspec.json.encode(said), type=IntakeCommand)


def read_accept(**changes: Any) -> object:
    said = ACCEPT | changes
    return msgspec.json.decode(msgspec.json.encode(said), type=DispositionCommand)


def refused(**changes: Any) -> str:
    with pytest.raises(msgspec.ValidationError) as refusal:
        read(**changes)
    return str(refusal.value)


def test_a_whole_command_is_read() -> None:
    assert type(read()).__name__ == "Receive"


@EACH_CLASS
def test_a_command_refuses_unknown_fields(cls: type[msgspec.Struct]) -> None:
    assert cls.__struct_config__.forbid_unknown_fields


@EACH_CLASS
def test_a_command_is_frozen(cls: type[msgspec.Struct]) -> None:
    assert cls.__struct_config__.frozen


def test_an_unknown_field_is_refused() -> None:
    assert "expected_version" in refused(expected_version=3)


def test_an_unknown_field_inside_is_refused() -> None:
    assert "identity" in refused(identity={"nama": samples.REPORTER_NAME})


def test_an_unknown_command_is_refused() -> None:
    assert "Delete" in refused(type="Delete")


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "*",
        ">",
        "a.b",
        samples.PENGADUAN_ID.upper(),
        samples.PENGADUAN_ID + "\n",
        "\n" + samples.PENGADUAN_ID,
        samples.PENGADUAN_ID + ".x",
        samples.PENGADUAN_ID.replace("-", " "),
        samples.PENGADUAN_ID.replace("-", ""),
        samples.PENGADUAN_ID.replace("0", "٠"),
        "{" + samples.PENGADUAN_ID + "}",
    ],
)
def test_an_id_that_is_no_subject_token_is_refused(wrong: str) -> None:
    assert "pengaduan_id" in refused(pengaduan_id=wrong)


@given(wrong=st.text().filter(lambda text: text != samples.PENGADUAN_ID))
def test_no_other_text_is_taken_for_an_id(wrong: str) -> None:
    assert "pengaduan_id" in refused(pengaduan_id=wrong)


@pytest.mark.parametrize("wrong", ["", "Whatsapp", "whats app", "whatsapp\n", "a" * 65, "wa.x"])
def test_a_code_of_another_form_is_refused(wrong: str) -> None:
    assert "channel" in refused(channel=wrong)


@pytest.mark.parametrize("wrong", ["", " ", "\n\t ", "\u00a0", "a\x00b", "x" * 20_001])
def test_text_that_is_blank_or_broken_or_too_long_is_refused(wrong: str) -> None:
    assert "text" in refused(text=wrong)


def test_text_of_the_full_length_is_read() -> None:
    assert read(text="😀" * 20_000)


def test_a_line_too_long_is_refused() -> None:
    assert "subject" in refused(subject="x" * 501)


@pytest.mark.parametrize("wrong", [0, -1, 2**31, 10**40, 1.0, "1", True, None])
def test_a_disposition_number_out_of_range_is_refused(wrong: object) -> None:
    with pytest.raises(msgspec.ValidationError, match="disposition_id"):
        read_accept(disposition_id=wrong)


@pytest.mark.parametrize("wrong", [0, -1, 10**40])
def test_a_seen_version_out_of_range_is_refused(wrong: int) -> None:
    assert "seen_version" in refused(seen_version=wrong)


@pytest.mark.parametrize("wrong", ["0001-01-01", "1945-08-16", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_office_can_mean_is_refused(wrong: str) -> None:
    assert "must lie between" in refused(occurred={"on": wrong})


@pytest.mark.parametrize(
    "wrong", ["2026-07-09T00:00:00Z", "2026-07-04T23:59:59Z", "0001-01-01T00:00:00+14:00"]
)
def test_a_moment_of_another_day_is_refused(wrong: str) -> None:
    assert "does not lie on the day" in refused(occurred={"on": "2026-07-07", "at": wrong})


def test_a_moment_of_the_office_s_own_day_is_read_from_any_zone() -> None:
    assert read(occurred={"on": "2026-07-07", "at": "2026-07-06T23:30:00Z"})


def test_a_moment_without_an_offset_is_refused() -> None:
    assert "timezone" in refused(occurred={"on": "2026-07-07", "at": "2026-07-07T08:00:00"})


@pytest.mark.parametrize("kind", ["sistem", "impor"])
def test_nobody_may_claim_to_be_a_program(kind: str) -> None:
    assert "by.kind" in refused(by={"kind": kind, "id": "x"})
