"""Numbers name their office, and typed moments their zone."""

import datetime as dt
from pathlib import Path

import pytest

from cli.errors import UnknownNumberError, UnusableTimeError
from cli.offices import moment, office_of
from cli.person import person, signed_in
from runtime.home import Home
from runtime.ids import number_of
from schemas.commands.base import Claim


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path)


@pytest.mark.parametrize(("prefix", "office"), [("BKS", "bengkalis"), ("KPR", "kampar")])
def test_a_number_names_its_office(home: Home, prefix: str, office: str) -> None:
    assert office_of(number_of(prefix, 2026, 123), home) == office


@pytest.mark.parametrize("text", ["", "x", "BKS-2026-000123", number_of("XYZ", 2026, 1)])
def test_what_is_no_number_names_none(home: Home, text: str) -> None:
    with pytest.raises(UnknownNumberError):
        office_of(text, home)


def test_a_moment_is_taken_in_the_offices_zone(home: Home) -> None:
    assert moment("2026-03-31T15:00", "bengkalis", home) == dt.datetime(
        2026, 3, 31, 8, tzinfo=dt.UTC
    )


def test_a_zone_that_is_named_counts(home: Home) -> None:
    assert moment("2026-03-31T15:00Z", "bengkalis", home) == dt.datetime(
        2026, 3, 31, 15, tzinfo=dt.UTC
    )


def test_a_day_means_its_end(home: Home) -> None:
    assert moment("2026-03-31", "bengkalis", home) == dt.datetime(
        2026, 3, 31, 16, 59, 59, 999999, tzinfo=dt.UTC
    )


@pytest.mark.parametrize("text", ["", "kemarin", "2026-02-30", "0001-01-01T00:00", "31/3/2026"])
def test_what_is_no_moment_is_refused(home: Home, text: str) -> None:
    with pytest.raises(UnusableTimeError):
        moment(text, "bengkalis", home)


def test_a_persons_name_becomes_an_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNTAS_PERSON", "Siti Contoh, S.H.")

    assert person().id == "Siti_Contoh_S_H_"


def test_a_person_acts_in_the_role_that_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNTAS_ROLE", "kepala")

    assert (person().role, person("admin").role) == ("kepala", "kepala")


def test_who_sets_no_role_asks_in_nobodys_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TUNTAS_ROLE", raising=False)

    assert signed_in() is None


def test_who_sets_a_role_asks_in_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TUNTAS_PERSON", "siti")
    monkeypatch.setenv("TUNTAS_ROLE", "kepala")

    assert signed_in() == Claim(kind="petugas", id="siti", role="kepala")
