"""What is found in a pasted chat."""

import datetime as dt

import pytest

from portal.chat import Found, read_chat

EXPORTED = """\
12/11/26 09.10 - Pesan dan panggilan terenkripsi secara end-to-end. Ketuk untuk info selengkapnya.
12/11/26, 09.14 - Budi Santoso: Selamat pagi
12/11/26, 09.15 - Budi Santoso: Izin apotek saya belum terbit.
Sudah sebulan.
12/11/26, 09.16 - Budi Santoso: <Media tidak disertakan>
12/11/26, 09.30 - Pengaduan DPMPTSP: Mohon tunggu.
"""


@pytest.mark.parametrize(
    "line",
    [
        "[12/11/26 09.14] Budi: Izin belum terbit",
        "[12/11/26, 09.14.33] Budi: Izin belum terbit",
        "[09.14, 12/11/2026] Budi: Izin belum terbit",
        "12/11/26, 09.14 - Budi: Izin belum terbit",
        "12/11/2026 09:14 - Budi: Izin belum terbit",
        "12/11/26 pukul 09.14 - Budi: Izin belum terbit",
        "\u200e[12/11/26 09.14] ~\u202fBudi: Izin belum terbit",
        "12/11/26, 9:14 AM - Budi: Izin belum terbit",
    ],
)
def test_every_way_in_which_whatsapp_writes_a_message_is_read(line: str) -> None:
    assert read_chat(line) == Found(
        name="Budi", text="Izin belum terbit", on=dt.date(2026, 11, 12), at=dt.time(9, 14)
    )


def test_the_messages_of_the_first_who_wrote_are_joined() -> None:
    found = read_chat(EXPORTED)

    assert found.name == "Budi Santoso"
    assert found.text == "Selamat pagi\nIzin apotek saya belum terbit.\nSudah sebulan."
    assert (found.on, found.at, found.others) == (dt.date(2026, 11, 12), dt.time(9, 14), 1)


def test_a_sender_who_is_no_contact_is_known_by_the_number() -> None:
    found = read_chat("[12/11/26 09.14] +62 812-0000-1234: Izin belum terbit")

    assert (found.name, found.phone) == ("", "+62 812-0000-1234")


def test_an_american_phone_writes_the_month_first() -> None:
    assert read_chat("[11/25/26, 3:05 PM] Budi: halo").on == dt.date(2026, 11, 25)
    assert read_chat("[11/25/26, 3:05 PM] Budi: halo").at == dt.time(15, 5)


def test_a_day_that_no_calendar_has_is_left_open() -> None:
    assert read_chat("[31/02/26 09.14] Budi: halo").on is None


def test_the_form_for_sms_is_taken_apart() -> None:
    found = read_chat("Budi#CV Maju#Izin apotek#Belum terbit #sudah sebulan, hub 0812 0000 1234")

    assert (found.name, found.company, found.subject) == ("Budi", "CV Maju", "Izin apotek")
    assert found.text == "Belum terbit #sudah sebulan, hub 0812 0000 1234"
    assert found.phone == "0812 0000 1234"


def test_lines_with_labels_become_fields_and_leave_the_text() -> None:
    found = read_chat(
        "Nama: Budi\nAlamat : Jl. Contoh 1\nNo HP/WA: 0812-0000-1234\nEmail: budi@contoh.id\n"
        "NIK: 1403010101800001\nIsi pengaduan: Izin belum terbit."
    )

    assert found == Found(
        name="Budi",
        address="Jl. Contoh 1",
        phone="0812-0000-1234",
        email="budi@contoh.id",
        nik="1403010101800001",
        text="Izin belum terbit.",
    )


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("hubungi 081200001234 ya", "081200001234"),
        ("hubungi +62 812 0000 1234 ya", "+62 812 0000 1234"),
        ("telp (0766) 23615.", "(0766) 23615"),
        ("NIK 1403010101800001 tanggal 12-11-2026", ""),
        ("sudah 30 hari", ""),
    ],
)
def test_a_phone_number_is_found_in_bare_text(text: str, phone: str) -> None:
    found = read_chat(text)

    assert (found.phone, found.text, found.name) == (phone, text, "")


def test_nothing_pasted_finds_nothing() -> None:
    assert read_chat("  \n ") == Found()
