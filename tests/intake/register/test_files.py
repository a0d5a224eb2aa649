"""The forms in which a register comes as a file."""

import contextlib
import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.intake.register import (
    Resolver,
    UnreadableRegisterError,
    read_register,
)
from services.intake.register.decoding import LARGEST
from tests.intake.register.kit import Good, Read, SmallOffice

TODAY = dt.date(2024, 1, 31)


class NoOffice:
    """Knows one channel and nothing else."""

    def channel(self, text: str) -> tuple[str, str] | None:
        return ("website", text[7:]) if text.startswith("Website") else None

    def category(self, text: str) -> str | None:
        return None

    sector = category

    def permit_type(self, text: str, sector: str | None = None) -> str | None:
        return None


def refused(data: bytes) -> UnreadableRegisterError:
    with pytest.raises(UnreadableRegisterError) as caught:
        read_register(data, NoOffice(), TODAY)
    return caught.value


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_form_says_the_same(
    read: Read, good: Good, delimiter: str, encoding: str, line_end: str
) -> None:
    row = good(received='27 Maret 2023 Akun "dé Rossi", tak bisa; dibuka')
    reading = read(row, delimiter=delimiter, encoding=encoding, line_end=line_end)
    assert (reading.delimiter, reading.encoding, reading.rows[0].text) == (
        delimiter,
        encoding,
        'Akun "dé Rossi", tak bisa; dibuka',
    )


def test_commas_in_the_cells_do_not_make_a_comma_the_delimiter(
    office: SmallOffice, today: dt.date
) -> None:
    data = b"No;Tanggal;Isi Pengaduan\n1;5 Mei 2023;a, b, c, d, e, f\n"
    assert read_register(data, office, today).rows[0].text == "a, b, c, d, e, f"


def test_line_breaks_within_a_cell_stay(read: Read, good: Good) -> None:
    row = good(received="27 Maret 2023\r\nBaris satu\r\nBaris dua")
    assert read(row).rows[0].text == "Baris satu\nBaris dua"


def test_hard_spaces_are_spaces(read: Read, good: Good) -> None:
    assert read(good(received="27\u00a0Maret\u00a02023\u00a0 Akun")).rows[0].text == "Akun"


def test_columns_may_stand_in_any_order(read: Read, headings: tuple[str, ...], good: Good) -> None:
    straight = read(good()).rows[0]
    turned = read(good()[::-1], headings=headings[::-1]).rows[0]
    assert (turned.channel, turned.received_on, turned.text, turned.status) == (
        straight.channel,
        straight.received_on,
        straight.text,
        straight.status,
    )


def test_a_column_that_is_not_known_is_kept_as_written(
    read: Read, headings: tuple[str, ...], good: Good
) -> None:
    reading = read((*good(), "Jl. Antara"), headings=(*headings, "Alamat"))
    assert reading.rows[0].raw[-1] == ("Alamat", "Jl. Antara")


def test_headings_may_be_spelt_otherwise(read: Read, good: Good) -> None:
    spelt = ("NOMOR", "jenis  pengaduan", "Waktu Pengaduan dan\nPermasalahan", "WAKTU PENYELESAIAN")
    reading = read(good(), headings=(*spelt, "Hasil Pemeriksaan.", "Tindaklanjut", "Ket."))
    assert (reading.rows[0].number, reading.rows[0].status) == ("1", "selesai")


def test_date_and_text_may_have_a_column_each(read: Read) -> None:
    reading = read(
        ("1", "Maret", "Senin, 27 Maret 2023", "Akun terkunci", "-"),
        headings=("No", "Bulan", "Tanggal surat pengaduan", "Isi pengaduan", "Ket"),
    )
    row = reading.rows[0]
    assert (row.received_on, row.text, row.channel) == (
        dt.date(2023, 3, 27),
        "Akun terkunci",
        None,
    )


def test_name_phone_and_status_may_have_a_column_each(read: Read) -> None:
    reading = read(
        ("1", "5/6/2023", "Budi", "CV Maju", "0812 3456 7890", "Website", "Akun", "Dalam Proses"),
        headings=("No", "Tgl", "Pelapor", "Perusahaan", "No. HP", "Kanal", "Uraian", "Status"),
    )
    row = reading.rows[0]
    assert (row.name, row.company, row.phone_e164, row.status) == (
        "Budi",
        "CV Maju",
        "+6281234567890",
        "proses",
    )


def test_titles_above_the_headings_are_passed_over(office: SmallOffice, today: dt.date) -> None:
    titles = "REKAPITULASI PENGADUAN\nTAHUN 2023,,\n\n"
    data = f"{titles}No,Tanggal,Isi Pengaduan\n1,5 Mei 2023,Akun\n".encode()
    assert [row.row for row in read_register(data, office, today).rows] == [5]


def test_rows_that_are_no_complaints_are_passed_over(
    read: Read, headings: tuple[str, ...], good: Good
) -> None:
    reading = read(
        ("1", "2", "3", "4", "5", "6", "7"),
        ("MARET 2023", "", "", "", "", "", ""),
        good(),
        ("", "", "", "", "", "", ""),
        headings,
        ("Jumlah", "", "1", "", "", "", ""),
        ("", "-", "", "", "", "", ""),
    )
    assert (len(reading.rows), reading.damaged, reading.skipped_blank, reading.skipped_other) == (
        1,
        (),
        2,
        4,
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\xef\xbb\xbf \r\n\r\n", "empty_file"),
        (b"PK\x03\x04\x14\x00\x06\x00", "not_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "not_text"),
        (b"%PDF-1.7", "not_text"),
        ("No\tTgl\n".encode("utf-16"), "not_text"),
        (b"No,Tgl\x00", "not_text"),
        (b"\x81\x8d", "not_text"),
        (b"halo dunia", "no_headings"),
        (b"a,b,c\n1,2,3\n", "no_headings"),
        (b"No,Tanggal,Keterangan\n1,5 Mei 2023,x\n", "missing_columns"),
        (b"No,Jenis Pengaduan,Isi Pengaduan\n1,Website,x\n", "missing_columns"),
        (b" " * (LARGEST + 1), "file_too_large"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(data: bytes, code: str) -> None:
    assert refused(data).code == code


def test_the_refusal_of_a_workbook_says_how_to_save_it() -> None:
    assert "CSV UTF-8" in refused(b"PK\x03\x04").sentence


def test_the_refusal_names_the_column_that_is_missing() -> None:
    assert refused(b"No,Tanggal,Ket\n").fields == {"row": 1, "missing": "isi"}


def test_the_refusal_says_which_headings_are_expected() -> None:
    assert "'Waktu Pengaduan & Permasalahan'" in refused(b"halo").sentence


def test_headings_alone_are_an_empty_register(read: Read) -> None:
    assert read().rows == ()


@given(st.binary(max_size=2000))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(UnreadableRegisterError):
        read_register(data, NoOffice(), TODAY)


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                '"',
                ",",
                "\n",
                "\r\n",
                ";",
                "1.",
                "Website",
                "27 Maret 2023 Akun",
                "31/2/23",
                "Selesai",
            ]
        )
        | st.text(max_size=5),
        max_size=60,
    )
)
def test_anything_below_the_headings_is_read(pieces: list[str]) -> None:
    headings = "No.,Kanal,Waktu & Permasalahan,Waktu Penyelesaian,Sektor,Kategori,Ket\n"
    data = (headings + "".join(pieces).replace("\x00", "")).encode("utf-8", "replace")
    resolver: Resolver = NoOffice()
    assert read_register(data, resolver, TODAY).layout == "rekapitulasi"


@given(st.permutations(range(5)))
def test_rows_lose_nothing_by_another_order(order: list[int]) -> None:
    lines = [f"{at},{at + 1} Mei 2023,Perihal {at}" for at in order]
    data = "\n".join(["No,Tanggal,Isi Pengaduan", *lines]).encode()
    rows = read_register(data, NoOffice(), TODAY).rows
    assert [row.text for row in rows] == [f"Perihal {at}" for at in order]
