"""The two files that say what is told and by which servers, each refused with its line."""

import datetime as dt
from pathlib import Path

import pytest

from policy.errors import PolicyError
from policy.notices import fill, load_notices, parse_notices
from services.disposition.outbox.secrets import NAME, load_senders

TEMPLATE = """
[[templates]]
topic = "received"
id = "pelapor_diterima"
version = 2
subject = "Diterima"
text = "Kode {kode}"
"""
SENDERS = """
[email]
host = "mail.contoh.example"
sender = "pengaduan@contoh.example"

[opd.dinkes]
email = "dinkes@contoh.example"
"""


def write(folder: Path, text: str, mode: int = 0o600) -> Path:
    path = folder / "kampar" / NAME
    path.parent.mkdir(parents=True)
    path.write_text(text)
    path.chmod(mode)
    return folder


def test_an_office_without_the_file_sends_nothing(tmp_path: Path) -> None:
    assert load_senders(tmp_path, "kampar") is None


def test_the_file_of_senders_is_read(tmp_path: Path) -> None:
    senders = load_senders(write(tmp_path, SENDERS), "kampar")
    assert senders is not None
    assert senders.email is not None
    assert senders.email.port == 587
    assert senders.opd["dinkes"].email == "dinkes@contoh.example"


def test_a_file_that_others_can_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as refused:
        load_senders(write(tmp_path, SENDERS, 0o640), "kampar")
    assert "chmod 600" in refused.value.reason


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[whatsapp]\nphone_number_id = "1"\ntoken = "t"\nfoo = 1\n', 4, "foo"),
        ('[sms]\nurl = "http://sms.contoh.example/send"\n', 2, "https"),
        ('[sms]\nurl = "https://s.example"\ntaken = "("\n', 3, "pola"),
        ('[opd.dlh]\nwebhook = "https://dlh.example/"\n', 1, "secret"),
        ('[roles]\nketua_tim = "k@contoh.example"\n', 1, "[email]"),
        ('[email]\nhost = "m"\nsender = "a@b"\nuser = "u"\n', 1, "password"),
        ("[email\n", 1, "TOML"),
    ],
)
def test_what_is_wrong_with_the_senders_is_told_with_its_line(
    tmp_path: Path, text: str, line: int, word: str
) -> None:
    with pytest.raises(PolicyError) as refused:
        load_senders(write(tmp_path, text), "kampar")
    assert refused.value.line == line
    assert word in refused.value.reason


def test_a_refused_file_never_shows_a_secret(tmp_path: Path) -> None:
    text = '[sms]\nurl = "https://s.example"\nfields = { password = 1234567 }\n'
    with pytest.raises(PolicyError) as refused:
        load_senders(write(tmp_path, text), "kampar")
    assert "1234567" not in str(refused.value)


def test_an_installations_own_file_stands_in_place_of_the_common_one(tmp_path: Path) -> None:
    (tmp_path / "pemberitahuan").mkdir()
    (tmp_path / "pemberitahuan" / "kampar.toml").write_text(TEMPLATE)
    own = load_notices("kampar", tmp_path)
    assert [template.version for template in own.templates] == [2]
    assert len(load_notices("banten", tmp_path).templates) > 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (TEMPLATE.replace("{kode}", "{isi}"), "{isi}"),
        (TEMPLATE.replace("Diterima", "Kode {kode}"), "judul"),
        (TEMPLATE + TEMPLATE, "sudah punya teks"),
        ('quiet = ["20-7"]\n' + TEMPLATE, "pola"),
        ('warna = "biru"\n' + TEMPLATE, "warna"),
    ],
)
def test_what_is_wrong_with_the_texts_is_told(text: str, word: str) -> None:
    with pytest.raises(PolicyError) as refused:
        parse_notices(text.encode(), "kampar.toml")
    assert word in refused.value.reason


@pytest.mark.parametrize(
    ("hour", "quiet"), [(19, False), (20, True), (23, True), (0, True), (6, True), (7, False)]
)
def test_quiet_hours_go_past_midnight(hour: int, quiet: bool) -> None:
    settings = load_notices("kampar")
    assert settings.is_quiet(dt.datetime(2026, 7, 10, hour, tzinfo=dt.UTC)) == quiet


def test_the_way_a_reporter_came_is_tried_first() -> None:
    settings = load_notices("bengkalis")
    assert settings.ways("email_pengaduan") == ("email", "whatsapp", "sms")
    assert settings.ways("sms_wa") == ("whatsapp", "sms", "email")
    assert settings.ways("kotak") == ("whatsapp", "sms", "email")


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert fill("{kode} {kantor}", {"kode": "{kantor}", "kantor": "X"}) == "{kantor} X"
