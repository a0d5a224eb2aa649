"""A file of doors is read strictly, and refused with file, line and reason."""

from pathlib import Path

import pytest

from policy.doors import NO_DOORS, load_doors
from policy.errors import PolicyError

OFFICE = "bengkalis"
WHATSAPP = """[[whatsapp]]
account = "utama"
channel = "sms_wa"
app_secret = "rahasia-aplikasi-1"
verify_token = "tanda-pengenal-1"
"""


def written(secrets: Path, text: str | bytes, mode: int = 0o600) -> Path:
    place = secrets / OFFICE / "masuk.toml"
    place.parent.mkdir(parents=True)
    place.touch(mode=mode)
    place.chmod(mode)
    place.write_bytes(text if isinstance(text, bytes) else text.encode())
    return secrets


def refused(secrets: Path, text: str | bytes, mode: int = 0o600) -> PolicyError:
    with pytest.raises(PolicyError) as refusal:
        load_doors(written(secrets, text, mode), OFFICE)
    assert "rahasia-aplikasi" not in str(refusal.value)
    return refusal.value


def test_an_office_without_a_file_has_no_doors(tmp_path: Path) -> None:
    assert load_doors(tmp_path, OFFICE) == NO_DOORS


def test_a_whole_file_is_read(tmp_path: Path) -> None:
    doors = load_doors(written(tmp_path, WHATSAPP), OFFICE)
    assert doors.whatsapp[0].hosts == ("graph.facebook.com", "lookaside.fbsbx.com")


def test_a_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    assert "chmod 600" in str(refused(tmp_path, WHATSAPP, 0o644))


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        (WHATSAPP + 'kunci = "x"\n', 6, "kunci"),
        (WHATSAPP.replace("rahasia-aplikasi-1", "pendek"), 4, "app_secret"),
        (WHATSAPP + 'url = "http://graph.facebook.com/v23.0"\n', 6, "https"),
        (WHATSAPP + WHATSAPP, 2, "dua kali"),
        ("[[whatsapp]\n", 1, "TOML"),
        (b"\n\xff\n", 2, "UTF-8"),
    ],
    ids=["unknown", "short", "not https", "twice", "no TOML", "no text"],
)
def test_what_is_wrong_is_told_with_its_line(
    tmp_path: Path, text: str | bytes, line: int, reason: str
) -> None:
    error = refused(tmp_path, text)
    assert line in {problem.line for problem in error.problems}
    assert reason in str(error) or reason == "app_secret"
