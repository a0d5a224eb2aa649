"""The form `nama#nama perusahaan#jenis perizinan#isi pengaduan`, and what is none."""

import pytest

from services.intake.inbox.form import Form, read_form

WHOLE = Form("Budi Santoso", "PT Maju", "SIUP", "Izin belum terbit.")


@pytest.mark.parametrize(
    "text",
    [
        "Budi Santoso#PT Maju#SIUP#Izin belum terbit.",
        "Budi Santoso # PT Maju # SIUP # Izin belum terbit.",
        "  Budi  Santoso\n#PT Maju\n#SIUP\n#Izin belum terbit.  ",
    ],
)
def test_a_filled_form_is_read(text: str) -> None:
    assert read_form(text) == WHOLE


@pytest.mark.parametrize("nothing", ["", "-", "tidak ada", "Perorangan"])
def test_who_has_no_company_may_say_so(nothing: str) -> None:
    found = read_form(f"Budi#{nothing}#SIUP#Izin belum terbit.")
    assert found is not None
    assert found.company is None


def test_the_matter_may_hold_the_sign_itself() -> None:
    found = read_form("Budi#PT Maju#SIUP#Berkas #12 hilang.")
    assert found is not None
    assert found.text == "Berkas #12 hilang."


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Izin saya belum terbit.",
        "Tolong #viral #izin #lambat sekali",
        "Budi#PT Maju#SIUP",
        "Budi#PT Maju#SIUP#",
        "#PT Maju#SIUP#Izin belum terbit.",
        "###",
        f"{'a' * 300}#b#c#Izin belum terbit.",
    ],
)
def test_free_talk_is_no_form(text: str) -> None:
    assert read_form(text) is None
