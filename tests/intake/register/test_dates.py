"""How offices write dates."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.register.dates import Dated, Undated, split_date

MONTHS = (
    "Januari January Jan JANUARI",
    "Februari Pebruari Feb Peb",
    "Maret Mar maret Mrt",
    "April Apr",
    "Mei mei May",
    "Juni Jun JUNI",
    "Juli Jul",
    "Agustus Agt Agst Agu Ags agustus",
    "September Sep Sept",
    "Oktober Okt October",
    "November Nopember Nov Nop",
    "Desember Des December DES",
)


@pytest.mark.parametrize(
    ("written", "on"),
    [
        ("27 Maret 2023", dt.date(2023, 3, 27)),
        ("05 Juni 2025", dt.date(2025, 6, 5)),
        ("5 Juni 25", dt.date(2025, 6, 5)),
        ("5 Juni '25", dt.date(2025, 6, 5)),
        ("18/1/21", dt.date(2021, 1, 18)),
        ("18-01-2021", dt.date(2021, 1, 18)),
        ("18.1.2021", dt.date(2021, 1, 18)),
        ("18 / 1 / 2021", dt.date(2021, 1, 18)),
        ("2023-03-27", dt.date(2023, 3, 27)),
        ("2023-03-27 00:00:00", dt.date(2023, 3, 27)),
        ("27/03/2023 0:00:00", dt.date(2023, 3, 27)),
        ("Senin, 27 Maret 2023", dt.date(2023, 3, 27)),
        ("Jum'at/ 5 Mei 2023", dt.date(2023, 5, 5)),
        ("tgl 5 Mei 2023", dt.date(2023, 5, 5)),
        ("Tgl. 5 Mei 2023", dt.date(2023, 5, 5)),
        ("tgl5Mei2023", dt.date(2023, 5, 5)),
        ("pada hari Senin tanggal 27 Maret 2023", dt.date(2023, 3, 27)),
        ("(27 Maret 2023)", dt.date(2023, 3, 27)),
        ("27-Mar-23", dt.date(2023, 3, 27)),
        ("1 Nopember, 2023", dt.date(2023, 11, 1)),
        ("29 Februari 2024", dt.date(2024, 2, 29)),
    ],
)
def test_every_spelling_is_read(written: str, on: dt.date) -> None:
    assert Dated(on, "") == split_date(written)


@pytest.mark.parametrize(
    "behind",
    [" Akun terkunci", ", Akun terkunci", ": Akun terkunci", "\nAkun terkunci", " - Akun terkunci"],
)
def test_the_text_stands_behind_the_date(behind: str) -> None:
    assert Dated(dt.date(2023, 3, 27), "Akun terkunci") == split_date(f"27 Maret 2023{behind}")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("31 Februari 2023 Akun", "impossible_date"),
        ("29 Februari 2023 Akun", "impossible_date"),
        ("3/27/2023 Akun", "impossible_date"),
        ("27 Maret 0023 Akun", "impossible_date"),
        ("27 Marret 2023 Akun", "unknown_month"),
        ("27 Maret Akun", "date_without_year"),
        ("27/3 Akun", "date_without_year"),
        ("Akun terkunci 27 Maret 2023", "no_date"),
        ("12 orang melapor", "no_date"),
        ("", "no_date"),
    ],
)
def test_what_is_no_date_says_why(written: str, code: str) -> None:
    found = split_date(written)
    assert isinstance(found, Undated)
    assert code == found.code


def test_a_number_behind_the_year_is_text() -> None:
    assert Dated(dt.date(2023, 3, 27), "2 orang melapor") == split_date(
        "27 Maret 2023 2 orang melapor"
    )


def test_a_day_number_of_a_spreadsheet_is_marked() -> None:
    assert Dated(dt.date(2023, 3, 27), "", serial=True) == split_date("45012")


@given(
    on=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    lead=st.sampled_from(["", "tgl ", "Tanggal ", "Kamis, ", "Jumat / ", "hari Rabu, tgl. "]),
    between=st.sampled_from([" ", "-", "/", ".", "  "]),
    day_form=st.sampled_from(["{:d}", "{:02d}"]),
    year_form=st.sampled_from(["{:04d}", "{:02d}"]),
    data=st.data(),
)
def test_a_worded_date_comes_back(
    on: dt.date, lead: str, between: str, day_form: str, year_form: str, data: st.DataObject
) -> None:
    month = data.draw(st.sampled_from(MONTHS[on.month - 1].split()))
    year = year_form.format(on.year if "4" in year_form else on.year % 100)
    written = f"{lead}{day_form.format(on.day)}{between}{month}{between}{year}"
    assert Dated(on, "Isi") == split_date(f"{written} Isi")


@given(
    on=st.dates(dt.date(2000, 1, 1), dt.date(2099, 12, 31)),
    form=st.sampled_from(
        [
            "{0.day}/{0.month}/{0.year}",
            "{0.day:02}-{0.month:02}-{0:%y}",
            "{0.day}.{0.month}.{0.year}",
            "{0:%Y-%m-%d}",
            "{0:%Y/%m/%d}",
            "{0:%d/%m/%y}",
        ]
    ),
)
def test_a_date_in_figures_comes_back(on: dt.date, form: str) -> None:
    assert Dated(on, "Isi") == split_date(f"{form.format(on)} Isi")


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(split_date(text), Dated | Undated)
