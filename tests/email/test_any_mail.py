"""No bytes make the parser of mails fail otherwise than by saying so."""

import os

from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.inbox.port import Parsed, Unreadable
from services.intake.mail.parsing import split
from services.intake.mail.plain import plain_of
from services.intake.mail.quotes import unquoted
from tests.email.mails import mail, read

CASES = int(os.environ.get("TUNTAS_FUZZ", "1000"))
"""The nightly form takes 100,000."""
NAMES = st.sampled_from(
    [
        "From",
        "Subject",
        "Date",
        "Message-ID",
        "References",
        "In-Reply-To",
        "Auto-Submitted",
        "Content-Type",
        "Content-Transfer-Encoding",
        "Content-Disposition",
        "Return-Path",
    ]
)
WORDS = st.sampled_from(
    [
        b"text/html; charset=utf-8",
        b"multipart/mixed; boundary=x",
        b"multipart/alternative",
        b"=?utf-8?Q?=E9?=",
        b"=?utf-16?B?AA?=",
        b"<a@b> <c@d>",
        b"base64",
        b"quoted-printable",
        b"attachment; filename*=utf-8''%ff",
        b"attachment; filename*0*=x",
        b"message/rfc822",
        b"Mon, 99 Xyz 2026 99:99:99 +9999",
        b'"',
        b"<",
        b"@",
        b"text/plain; charset=\xff",
    ]
)
lines = st.builds(
    lambda name, value: name.encode() + b": " + value.replace(b"\n", b"") + b"\r\n",
    NAMES,
    st.one_of(WORDS, st.binary(max_size=40)),
)
BODIES = st.one_of(
    st.binary(max_size=200),
    st.lists(st.sampled_from([b"--x\r\n", b"--x--", b"\r\n", b"> q\n", b"<p>", b"Isi", b"="])).map(
        b"".join
    ),
)


@given(st.lists(lines, max_size=8), BODIES)
@settings(max_examples=CASES)
def test_any_mail_is_read_or_waits(some: list[bytes], body: bytes) -> None:
    found = read(b"".join(some) + b"\r\n" + body)
    assert isinstance(found, Parsed | Unreadable)
    if isinstance(found, Parsed):
        assert all(file.name and file.data for file in found.files)


@given(st.binary(max_size=300))
@settings(max_examples=CASES // 8)
def test_any_bytes_have_at_most_one_name(data: bytes) -> None:
    assert len(split(data)) <= 1


@given(st.text(max_size=300))
@settings(max_examples=CASES // 8)
def test_any_text_keeps_something_of_what_it_says(text: str) -> None:
    assert bool(unquoted(text)) == bool(text.replace("\r", "\n").strip())


@given(
    st.lists(st.sampled_from(["<p>", "</p>", "<", ">", "&amp;", "<!--", "<a href=", "isi", "]]>"]))
)
@settings(max_examples=CASES // 8)
def test_any_page_is_text(pieces: list[str]) -> None:
    assert "\x00" not in plain_of("".join(pieces))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
@settings(max_examples=CASES // 8)
def test_a_text_comes_out_as_it_was_written(text: str) -> None:
    found = read(mail(text))
    assert isinstance(found, Parsed)
    assert text.strip() == found.text.strip()
