"""What goes in but must be settled by a person."""

import datetime as dt

import pytest

from services.intake.register import RegisterRow
from tests.intake.register.kit import Good, Read, SmallOffice

CAME, WENT = "Waktu Pengaduan & Permasalahan", "Waktu Penyelesaian"


def doubts(row: RegisterRow) -> list[tuple[str, str, str | None]]:
    return [(doubt.code, doubt.column, doubt.detail) for doubt in row.doubts]


@pytest.mark.parametrize(
    ("said", "doubt"),
    [
        ({"answered": "26 Maret 2023 Ok"}, ("answered_before_received", WENT, "2023-03-26")),
        ({"answered": "1 Februari 2024 Ok"}, ("date_in_future", WENT, "2024-02-01")),
        ({"answered": "Sudah diperiksa"}, ("answer_without_date", WENT, None)),
        ({"answered": "31 Februari 2023 Ok"}, ("answer_date_unreadable", WENT, None)),
        ({"answered": "45013"}, ("date_is_serial", WENT, "2023-03-28")),
        ({"remark": "Sebagian"}, ("unknown_status", "Keterangan", None)),
        ({"remark": "Sudah ditindaklanjuti"}, ("unknown_status", "Keterangan", None)),
    ],
)
def test_a_doubt_names_its_column(
    read: Read, good: Good, said: dict[str, str], doubt: tuple[str, str, str | None]
) -> None:
    assert doubt in doubts(read(good(**said)).rows[0])


def test_a_receipt_after_today_is_doubted(read: Read, good: Good) -> None:
    row = read(good(received="1 Februari 2024 Akun", answered="-")).rows[0]
    assert doubts(row) == [("date_in_future", CAME, "2024-02-01")]


def test_today_is_not_the_future(read: Read, good: Good) -> None:
    row = read(good(received="31 Januari 2024 Akun", answered="-")).rows[0]
    assert doubts(row) == []


def test_an_answer_a_year_later_is_doubted(read: Read, good: Good) -> None:
    row = read(good(received="28 Maret 2022 Akun", answered="28 Maret 2023 Ok")).rows[0]
    assert doubts(row) == [("year_differs", WENT, "2023")]


def test_the_words_of_an_answer_without_a_day_are_kept(read: Read, good: Good) -> None:
    row = read(good(answered="Sudah diperiksa")).rows[0]
    assert (row.answered_on, row.answer_text) == (None, "Sudah diperiksa")


def test_a_repeated_number_names_the_other_row(read: Read, good: Good) -> None:
    reading = read(good(number="1."), good(number="2"), good(number="01"))
    assert [doubts(row) for row in reading.rows] == [
        [("repeated_number", "No.", "baris 4")],
        [],
        [("repeated_number", "No.", "baris 2")],
    ]


def test_a_number_that_a_damaged_row_repeats_is_doubted(read: Read, good: Good) -> None:
    reading = read(good(), good(received="Akun"))
    assert doubts(reading.rows[0]) == [("repeated_number", "No.", "baris 3")]


def test_a_row_of_another_year_than_all_others_is_doubted(read: Read, good: Good) -> None:
    rows = [good(number=str(n), received=f"{n} Mei 2023 Akun", answered="") for n in range(1, 12)]
    odd = good(number="12", received="12 Mei 2021 Akun", answered="")
    reading = read(*rows, odd)
    assert [doubts(row) for row in reading.rows if row.doubts] == [[("year_differs", CAME, "2021")]]


def test_the_first_row_of_the_next_january_is_not_doubted(read: Read, good: Good) -> None:
    rows = [good(number=str(n), received=f"{n} Des 2023 Akun", answered="") for n in range(1, 12)]
    reading = read(*rows, good(number="12", received="3 Januari 2024 Akun", answered=""))
    assert [row.number for row in reading.rows if row.doubts] == []


def test_codes_that_the_office_does_not_know_are_doubts(read: Read) -> None:
    reading = read(
        ("1", "Budi, Akun", "5/6/23", "Kelautan Dalam", "Izin Terbang", "Lainnya"),
        headings=("No", "Pemohon/Perihal", "Tgl", "Sektor", "Jenis Perizinan", "Kategori"),
    )
    assert doubts(reading.rows[0]) == [
        ("unknown_sector", "Sektor", None),
        ("unknown_permit_type", "Jenis Perizinan", None),
        ("unknown_category", "Kategori", None),
    ]


def test_missing_cells_at_the_end_are_doubted(
    office: SmallOffice, today: dt.date, read: Read
) -> None:
    reading = read(("1", "5 Mei 2023", "Akun"), headings=("No", "Tanggal", "Perihal", "Status"))
    assert doubts(reading.rows[0]) == [("cells_missing", "", None)]


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("Selesai", "selesai"),
        ("SELESAI.", "selesai"),
        ("Selesai (via WA)", "selesai"),
        ("Tuntas", "selesai"),
        ("Dalam proses", "proses"),
        ("Belum selesai", "proses"),
        ("", None),
        ("-", None),
    ],
)
def test_a_status_in_known_words_is_no_doubt(
    read: Read, good: Good, written: str, status: str | None
) -> None:
    row = read(good(remark=written)).rows[0]
    assert (row.status, row.doubts) == (status, ())
