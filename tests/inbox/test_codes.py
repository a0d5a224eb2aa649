"""Tracking codes in what people write."""

import pytest

from services.intake.inbox.codes import codes_in

CODE = "ABCD1234EFGH5678"


@pytest.mark.parametrize(
    "text",
    [
        "Kode saya ABCD-1234-EFGH-5678, mohon dicek.",
        "kode abcd-1234-efgh-5678",
        "ABCD1234EFGH5678",
        "> Kode pelacakan: ABCD-1234-EFGH-5678.",
        "ABCD-I234-EFGH-5678",
        "Dua kali: ABCD-1234-EFGH-5678 dan ABCD1234EFGH5678",
    ],
)
def test_a_code_is_found_however_it_is_typed(text: str) -> None:
    assert codes_in(text) == (CODE,)


@pytest.mark.parametrize(
    "text",
    ["", "BKS-2026-000123-7", "1234-5678-9012-3456-7890", "abcd1234efgh5678", "XABCD1234EFGH5678"],
)
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes_in(text) == ()
