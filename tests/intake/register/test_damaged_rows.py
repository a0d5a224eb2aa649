"""Rows that cannot be taken in stand in the report, and the others go in."""

import datetime as dt

import pytest

from services.intake.register import read_register
from tests.intake.register.kit import Good, Read, SmallOffice


@pytest.mark.parametrize(
    ("said", "column", "code"),
    [
        (
            {"received": "31 Februari 2023 Akun"},
            "Waktu Pengaduan & Permasalahan",
            "impossible_date",
        ),
        ({"received": "Akun terkunci"}, "Waktu Pengaduan & Permasalahan", "no_date"),
        ({"received": "27 Maret Akun"}, "Waktu Pengaduan & Permasalahan", "date_without_year"),
        ({"received": "27 Marret 2023 Akun"}, "Waktu Pengaduan & Permasalahan", "unknown_month"),
        ({"received": "27 Maret 2023"}, "Waktu Pengaduan & Permasalahan", "no_text"),
        ({"received": ""}, "Waktu Pengaduan & Permasalahan", "no_date"),
        ({"channel": "Merpati pos"}, "Jenis Pengaduan", "unknown_channel"),
        ({"channel": "-"}, "Jenis Pengaduan", "no_channel"),
        ({"follow_up": "x" * 70_000}, None, "cell_too_long"),
    ],
)
def test_a_damaged_row_names_its_column_and_reason(
    read: Read, good: Good, said: dict[str, str], column: str | None, code: str
) -> None:
    damaged = read(good(**said)).damaged
    assert [(one.row, one.number, one.column, one.code) for one in damaged] == [
        (2, "1", column, code)
    ]


def test_the_rest_of_the_file_goes_in(read: Read, good: Good) -> None:
    reading = read(good(number="1"), good(number="2", received="Akun"), good(number="3"))
    assert [row.number for row in reading.rows] == ["1", "3"]


def test_the_text_of_a_damaged_row_is_kept_whole(
    read: Read, good: Good, headings: tuple[str, ...]
) -> None:
    row = good(received="31 Februari 2023  Akun  terkunci")
    assert read(row).damaged[0].raw == tuple(zip(headings, row, strict=True))


def test_the_reason_quotes_the_date_and_says_what_to_do(read: Read, good: Good) -> None:
    reason = read(good(received="31 Februari 2023 Akun")).damaged[0].reason
    assert reason.startswith("Tanggal '31 Februari 2023' tidak ada dalam kalender")


def test_a_reason_never_quotes_the_words_of_a_person(read: Read, good: Good) -> None:
    reading = read(
        good(channel="Merpati Budi Santoso"),
        good(received="Budi Santoso melapor"),
        ("1.", "Website Budi Santoso, lagi", "Budi", "", "", "", "", "Budi"),
    )
    assert [one.reason for one in reading.damaged if "Budi" in one.reason] == []


def test_a_signature_below_the_table_is_named_as_stray(read: Read, good: Good) -> None:
    reading = read(good(), ("", "", "", "", "", "", "Bengkalis, 31 Desember 2023"))
    assert [one.code for one in reading.damaged] == ["stray_text"]


def test_a_comma_without_quotes_is_joined_where_only_one_way_fits(
    office: SmallOffice, today: dt.date
) -> None:
    line = "1.,Website,27 Maret 2023 Akun, sandi, dan izin,28 Maret 2023 Ok,a,b,Selesai"
    row = read_register(f"{_HEADINGS}\n{line}\n".encode(), office, today).rows[0]
    assert (row.text, [doubt.code for doubt in row.doubts]) == (
        "Akun, sandi, dan izin",
        ["cells_joined"],
    )


def test_a_comma_without_quotes_is_damage_where_more_ways_fit(
    office: SmallOffice, today: dt.date
) -> None:
    line = "1.,Website,27 Maret 2023 Akun,28 Maret 2023 Ok,a,b, c,Selesai"
    reading = read_register(f"{_HEADINGS}\n{line}\n".encode(), office, today)
    assert [one.code for one in reading.damaged] == ["too_many_cells"]


def test_empty_cells_behind_the_last_heading_do_not_count(
    office: SmallOffice, today: dt.date
) -> None:
    line = "1.,Website,27 Maret 2023 Akun,28 Maret 2023 Ok,a,b,Selesai,,,"
    row = read_register(f"{_HEADINGS}\n{line}\n".encode(), office, today).rows[0]
    assert row.doubts == ()


def test_a_quote_that_is_never_closed_does_not_swallow_the_rows_below(
    office: SmallOffice, today: dt.date
) -> None:
    lines = [
        '1.,Website,"27 Maret 2023 Akun,28 Maret 2023 Ok,a,b,Selesai',
        "2.,Website,28 Maret 2023 Akun,28 Maret 2023 Ok,a,b,Selesai",
        '3.,Website,"29 Maret 2023 Akun, sandi",29 Maret 2023 Ok,a,b,Selesai',
    ]
    reading = read_register("\n".join([_HEADINGS, *lines]).encode(), office, today)
    assert ([row.number for row in reading.rows], [one.code for one in reading.damaged]) == (
        ["2", "3"],
        ["unclosed_quote"],
    )


def test_a_lone_quote_in_each_of_two_rows_hides_neither(
    office: SmallOffice, today: dt.date
) -> None:
    line = '{}.,Website,"27 Maret 2023 Akun,28 Maret 2023 Ok,a,b,Selesai'
    data = "\n".join([_HEADINGS, line.format(1), line.format(2), ""]).encode()
    reading = read_register(data, office, today)
    assert [(one.number, one.code) for one in reading.damaged] == [
        ("1", "unclosed_quote"),
        ("2", "unclosed_quote"),
    ]


def test_a_line_longer_than_a_cell_may_be_is_damage(office: SmallOffice, today: dt.date) -> None:
    lines = [
        "1.,Website," + "x" * 200_000,
        '2.,Website,"' + "x" * 200_000,
        "3.,Website,5/5/23 Akun",
    ]
    reading = read_register("\n".join([_HEADINGS, *lines]).encode(), office, today)
    assert ([row.number for row in reading.rows], [one.code for one in reading.damaged]) == (
        ["3"],
        ["cell_too_long", "cell_too_long"],
    )


def test_an_inch_sign_in_the_last_row_is_no_open_quote(office: SmallOffice, today: dt.date) -> None:
    line = '1.,Website,27 Maret 2023 Pipa 5" pecah,28 Maret 2023 Ok,a,b,Selesai'
    reading = read_register(f"{_HEADINGS}\n{line}".encode(), office, today)
    assert reading.rows[0].text == 'Pipa 5" pecah'


def test_a_quoted_list_within_a_cell_is_no_row(read: Read, good: Good) -> None:
    row = good(received="27 Maret 2023 Daftar:\n1. Akun, sandi, izin, a, b, c\n2, x, y")
    assert (len(read(row).rows), read(row).damaged) == (1, ())


_HEADINGS = (
    "No.,Jenis Pengaduan,Waktu Pengaduan & Permasalahan,Waktu Penyelesaian,"
    "Hasil Pemeriksaan,Tindak Lanjut,Keterangan"
)
