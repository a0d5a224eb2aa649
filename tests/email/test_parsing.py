"""What a mail says, whoever wrote it."""

import datetime as dt

import pytest

from services.intake.inbox.port import Unreadable
from services.intake.mail.parsing import parse, split
from tests.email.mails import PNG, mail, parsed, raw, read

PLAIN = b"From: Siti <siti@contoh.id>\r\nMessage-ID: <a@b>\r\n"


def test_a_mail_says_who_wrote_what_and_when() -> None:
    found = parsed(mail())
    assert (
        found.sender.kind,
        found.sender.value,
        found.sender.name,
    ) == ("email", "siti@contoh.id", "Siti Rahmah")
    assert (found.subject, found.text.strip()) == ("Loket", "Loket tutup sebelum waktunya.")
    assert dt.datetime(2026, 3, 2, 2, 15, tzinfo=dt.UTC) == found.occurred_at


def test_encoded_words_are_read() -> None:
    body = PLAIN.replace(b"Siti", b"=?iso-8859-1?Q?Ang=E9lique=2C_PT?=") + (
        b"Subject: =?utf-8?B?SXppbiDigJNhcG90ZWvigJM=?=\r\n\r\nIsi"
    )
    found = parsed(body)
    assert (found.sender.name, found.subject) == ("Angélique, PT", "Izin –apotek–")


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        (b"windows-1252", b"Loket \x93tutup\x94"),
        (b"utf-8", "Loket “tutup”".encode()),
        (b"x-entah", "Loket “tutup”".encode()),
        (b"utf-8", b"Loket \x93tutup\x94"),
    ],
)
def test_a_wrong_or_unknown_charset_is_no_obstacle(charset: bytes, data: bytes) -> None:
    body = PLAIN + b"Content-Type: text/plain; charset=" + charset + b"\r\n\r\n" + data
    assert parsed(body).text == "Loket “tutup”"


def test_of_a_mail_in_html_alone_the_text_is_taken() -> None:
    body = PLAIN + (
        b"Content-Type: text/html\r\n\r\n<head><style>p{color:red}</style></head>"
        b"<p>Loket&nbsp;tutup.</p><script>alert(1)</script><p>Antrean &amp; map hilang.<br>Siti"
    )
    assert parsed(body).text == "Loket tutup.\n\nAntrean & map hilang.\nSiti"


def test_plain_text_stands_before_html() -> None:
    both = mail("Polos.")
    both.add_alternative("<p>Halaman.</p>", subtype="html")
    assert parsed(both).text == "Polos."


def test_files_keep_their_names_and_bytes() -> None:
    with_file = mail()
    with_file.add_attachment(PNG, maintype="image", subtype="png", filename="foto lokét.png")
    (file,) = parsed(with_file).files
    assert (file.name, file.media_type, file.data) == ("foto lokét.png", "image/png", PNG)


@pytest.mark.parametrize(
    ("named", "name"),
    [
        (b'"../../etc/passwd"', "passwd"),
        (b'"C:\\\\x\\\\foto.png"', "foto.png"),
        (b'"=?utf-8?B?Zm90by5wbmc=?="', "foto.png"),
        (b'""', "lampiran-1.png"),
    ],
)
def test_a_name_of_a_file_is_only_a_name(named: bytes, name: str) -> None:
    body = PLAIN + (
        b"Content-Type: image/png\r\nContent-Disposition: attachment; filename=" + named +
        b"\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    )  # fmt: skip
    (file,) = parsed(body).files
    assert name == file.name


def test_a_mail_within_a_mail_is_a_file() -> None:
    outer = mail("Lihat terlampir.")
    outer.add_attachment(mail("Surat lama.", Subject="Lama"))
    found = parsed(outer)
    assert (found.text.strip(), found.files[0].media_type) == ("Lihat terlampir.", "message/rfc822")
    assert b"Surat lama." in found.files[0].data


def test_a_reply_names_what_it_replies_to_the_nearest_first() -> None:
    reply = mail(In_Reply_To="<tiga@x>", References="<satu@x> <dua@x> <tiga@x>")
    assert parsed(reply).thread == ("tiga@x", "dua@x", "satu@x")


@pytest.mark.parametrize(
    "quoted",
    [
        "Pada Sen, 2 Mar 2026 pukul 09.15 DPMPTSP <pengaduan@contoh.go.id> menulis:\n> Lama\n> Sekali",
        "On Mon, Mar 2, 2026 at 9:15 AM DPMPTSP Kabupaten\n<p@contoh.go.id> wrote:\n\n> Lama",
        "-----Original Message-----\nFrom: DPMPTSP\nLama",
        "-----Pesan Asli-----\nLama",
        "Dari: DPMPTSP\nDikirim: Senin, 2 Maret 2026\nKepada: Siti\nLama",
        "________________________________\nFrom: DPMPTSP\nLama",
        "> Lama\n> sekali\n",
        "-- \nSiti\nLama",
    ],
)
def test_of_a_reply_only_its_own_words_are_taken(quoted: str) -> None:
    reply = mail(f"Sudah saya lengkapi.\n\n{quoted}", In_Reply_To="<satu@x>")
    assert parsed(reply).text == "Sudah saya lengkapi."


def test_answers_between_the_quotes_stay() -> None:
    text = "Pada Senin, 2 Maret 2026 Kantor menulis:\n> Sudah lengkap?\nSudah, kemarin.\n> Kapan?\nSelasa."
    assert "Selasa." in parsed(mail(text, In_Reply_To="<satu@x>")).text


def test_a_reply_that_only_quotes_is_kept_whole() -> None:
    reply = mail("> Kapan loket buka?", In_Reply_To="<satu@x>")
    assert parsed(reply).text == "> Kapan loket buka?"


def test_what_is_forwarded_is_no_reply_and_stays() -> None:
    text = "Mohon ditindaklanjuti.\n\n-----Original Message-----\nIzin saya belum terbit."
    assert "belum terbit" in parsed(mail(text, Subject="Fwd: Izin")).text


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"Auto_Submitted": "auto-replied"}, "email_automatic"),
        ({"Precedence": "bulk"}, "email_automatic"),
        ({"Return_Path": "<>", "From": "MAILER-DAEMON@contoh.id"}, "email_bounced"),
    ],
)
def test_what_a_program_wrote_waits_for_a_person(headers: dict[str, str], code: str) -> None:
    found = read(mail(**headers))
    assert isinstance(found, Unreadable)
    assert code == found.code


def test_a_mail_whose_headers_alone_were_taken_waits_for_a_person() -> None:
    found = parse(raw(mail().as_bytes(), headers=(("cut", "30000000"),)))
    assert isinstance(found, Unreadable)
    assert found.code == "email_too_large"


def test_a_page_that_never_ends_is_read_at_once() -> None:
    body = PLAIN + b"Content-Type: text/html\r\n\r\nIsi" + b"<!--" * 100_000
    assert parsed(body).text == "Isi"


def test_a_header_that_never_ends_waits_for_a_person() -> None:
    body = PLAIN + b'Content-Type: text/plain; a="' + b";" * 1_000_000 + b"\r\n\r\nIsi"
    found = read(body)
    assert isinstance(found, Unreadable)
    assert found.code == "email_unreadable"


def test_a_mail_is_known_by_its_own_name() -> None:
    (piece,) = split(mail().as_bytes())
    assert piece.source == "satu@contoh.id"


def test_a_mail_without_a_name_is_known_by_its_bytes() -> None:
    assert split(b"From: siti@contoh.id\r\n\r\nIsi") == ()
