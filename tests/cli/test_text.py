"""Words of people do no harm on a terminal, in a spreadsheet or in JSON."""

import csv
import io
import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cli.text import cell, file_name, json_safe, one_line, plain, shown
from tests.cli.kit import printed


@given(st.text())
def test_no_control_sign_is_left(text: str) -> None:
    left = {sign for sign in plain(text) if unicodedata.category(sign) in {"Cc", "Cs"}}

    assert left <= {"\n", "\t"}


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Zs"])))
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert plain(text) == text


def test_a_colour_sequence_goes_whole() -> None:
    assert plain("awas \x1b[31mmerah\x1b[0m") == "awas merah"


def test_a_window_title_sequence_goes_whole() -> None:
    assert plain("a\x1b]0;judul\x07b") == "ab"


def test_a_sign_that_turns_the_direction_of_writing_goes() -> None:
    assert plain("a\u202eb") == "ab"


def test_square_brackets_are_no_markup() -> None:
    assert printed([shown("[bold]tebal[/bold] [/]")]) == "[bold]tebal[/bold] [/]\n"


def test_many_lines_become_one() -> None:
    assert one_line("satu\r\n  dua\ttiga") == "satu dua tiga"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t="])
def test_a_formula_is_text_in_a_spreadsheet(start: str) -> None:
    assert cell(f"{start}1+1") == f"'{start}1+1"


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.text())
def test_a_cell_is_read_back_from_csv_as_it_was_written(text: str) -> None:
    file = io.StringIO(newline="")
    csv.writer(file).writerow([cell(text), "x"])
    file.seek(0)

    assert list(csv.reader(file)) == [[cell(text), "x"]]


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_json_means_the_same_after_it_was_made_safe(text: str) -> None:
    assert msgspec.json.decode(json_safe(msgspec.json.encode(text))) == text


def test_json_shows_a_terminal_no_control_sign() -> None:
    assert json_safe(msgspec.json.encode("\x9b31m\x7f\u202e")) == r'"\u009b31m\u007f\u202e"'


def test_a_file_name_of_broken_bytes_becomes_text() -> None:
    assert file_name(b"register\xff.csv".decode("utf-8", "surrogateescape")) == "register\ufffd.csv"


def test_a_file_name_without_a_sign_to_see_has_a_name_all_the_same() -> None:
    assert file_name("\x1b\x07") == "-"
