"""Who reported, in the words behind the channel."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.intake.register.phones import find_phone, to_e164
from services.intake.register.reporter import Reporter, read_reporter, split_applicant


@pytest.mark.parametrize(
    ("rest", "reporter"),
    [
        ("", Reporter()),
        ("Pengaduan", Reporter()),
        ("(0852-6599-xxxx)", Reporter(phone="0852-6599-xxxx")),
        ("0813-7483-xxxx", Reporter(phone="0813-7483-xxxx")),
        ("Pengaduan 0813 7483 ****", Reporter(phone="0813 7483 ****")),
        ("[nama-07]-0822-1528-xxxx", Reporter("[nama-07]", None, "0822-1528-xxxx")),
        ("([nama-08]-0813-7223-xxxx)", Reporter("[nama-08]", None, "0813-7223-xxxx")),
        (
            "[nama-11]-Apotek Keluarga-0823-6651-xxxx",
            Reporter("[nama-11]", "Apotek Keluarga", "0823-6651-xxxx"),
        ),
        ("Budi Santoso 081234567890", Reporter("Budi Santoso", None, "081234567890")),
        ("(Budi Santoso, 0812-3456-7890)", Reporter("Budi Santoso", None, "0812-3456-7890")),
        ("+62 812-3456-7890", Reporter(phone="+62 812-3456-7890")),
        ("a.n. Siti Nur-Aini (081234567890)", Reporter("Siti Nur-Aini", None, "081234567890")),
        ("dari Budi, no. HP 081234567890", Reporter("Budi", None, "081234567890")),
        ("PT. Sawit Jaya 081234567890", Reporter(None, "PT. Sawit Jaya", "081234567890")),
        ("PT.Sawit Jaya - Budi", Reporter("Budi", "PT.Sawit Jaya")),
        ("Budi/CV Maju", Reporter("Budi", "CV Maju")),
        ("Andi", Reporter("Andi")),
        ("http://dpmptsp.example.go.id/buku", Reporter()),
        ("dpmptsp.bengkaliskab.go.id", Reporter()),
        ("budi@example.com", Reporter()),
    ],
)
def test_name_company_and_phone_are_told_apart(rest: str, reporter: Reporter) -> None:
    assert reporter == read_reporter(rest)


@pytest.mark.parametrize(
    ("cell", "reporter", "matter"),
    [
        ("PT. X, Izin lama", Reporter(company="PT. X"), "Izin lama"),
        ("Budi, Izin lama, mohon bantu", Reporter("Budi"), "Izin lama, mohon bantu"),
        ("Budi, S.H., M.Si, Izin lama", Reporter("Budi, S.H., M.Si"), "Izin lama"),
        ("PT. X, Tbk, Izin lama", Reporter(company="PT. X, Tbk"), "Izin lama"),
        ("Izin lama sekali", Reporter(), "Izin lama sekali"),
        (", Izin lama", Reporter(), ", Izin lama"),
    ],
)
def test_applicant_and_matter_are_told_apart(cell: str, reporter: Reporter, matter: str) -> None:
    assert (reporter, matter) == split_applicant(cell)


@pytest.mark.parametrize(
    "written",
    [
        "081234567890",
        "0812-3456-7890",
        "(0812) 3456 7890",
        "6281234567890",
        "62 812 3456 7890",
        "+62 812-3456-7890",
        "+62 0812-3456-7890",
        "0062 812 3456 7890",
        "81234567890",
    ],
)
def test_a_complete_number_has_one_international_form(written: str) -> None:
    assert to_e164(written) == "+6281234567890"


def test_a_landline_without_plus_keeps_its_country_code() -> None:
    assert to_e164("62 21 5551234") == "+62215551234"


def test_a_foreign_number_keeps_its_country() -> None:
    assert to_e164("+60 12-345 6789") == "+60123456789"


@pytest.mark.parametrize("written", ["0812-3456-xxxx", "0812", "123", "", "+", "8.12E+10"])
def test_an_incomplete_number_has_none(written: str) -> None:
    assert to_e164(written) is None


@pytest.mark.parametrize("text", ["3171234567890001", "12-07-2023", "Budi xavier", "08"])
def test_other_numbers_are_no_phone(text: str) -> None:
    assert find_phone(text) is None


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert isinstance(read_reporter(text), Reporter)


@given(st.text(alphabet="0123456789+62 -()xX*."))
def test_no_number_makes_it_fail(text: str) -> None:
    found = to_e164(text)
    assert found is None or found.startswith("+")
