"""Rules that leave a gap or overlap, and what one that cannot be read hides of them."""

import pytest

from policy.load import parse
from tests.policy.refused import SETTLE, STORED, only, problems, with_field

LATER_RULE = """
[[rules]]
id = "bengkalis.settle.{year}"
clock = "settle"
amount = 5
unit = "working_day"
day_one = "next_working_day"
starts = "Received"
ends = ["Closed"]
citation = "contoh"
certainty = "to_be_verified"
in_force_from = {year}-01-01
scope = "office"
"""
UNKNOWN_UNIT = (
    "nilai 'bulan' tidak dikenal: tulis `working_day` atau `calendar_day` atau `working_hour`"
)


@pytest.fixture(scope="module")
def file() -> str:
    return STORED.read_text(encoding="utf-8")


def test_rules_that_follow_each_other_with_a_gap_are_refused(file: str) -> None:
    text = file.replace("in_force_until = 2024-12-31", "in_force_until = 2024-12-30")
    line, reason = only(text)
    assert (line, "sampai 2024-12-30 dan baru lagi sejak 2025-01-01" in reason) == (
        "in_force_from = 2025-01-01",
        True,
    )


def test_rules_have_a_gap_whatever_their_order_in_the_file(file: str) -> None:
    text = with_field(file, SETTLE, "in_force_until = 2025-12-31")
    text += LATER_RULE.format(year=2028) + LATER_RULE.format(year=2027).replace(
        "in_force_from", "in_force_until = 2027-12-31\nin_force_from"
    )
    line, reason = only(text)
    assert (line, "2025-12-31" in reason) == ("in_force_from = 2027-01-01", True)


def test_rules_for_other_complaints_make_no_gap(file: str) -> None:
    later = LATER_RULE.format(year=2027).replace(
        "amount", 'applies_to = { channels = ["meja"] }\namount'
    )
    assert parse((file + later).encode(), "uji.toml").policy.rules[-1].amount == 5


def test_rules_that_name_the_same_kinds_in_another_order_are_one_line(file: str) -> None:
    kinds = 'applies_to = {{ kinds = ["{}", "{}"] }}\namount'
    first = LATER_RULE.format(year=2027).replace("amount", kinds.format("aspirasi", "x"))
    first = first.replace("scope", "in_force_until = 2027-12-30\nscope")
    second = LATER_RULE.format(year=2028).replace("amount", kinds.format("x", "aspirasi"))
    text = (file + first + second).replace('"x"', '"permintaan_informasi"')
    assert only(text)[0] == "in_force_from = 2028-01-01"


def test_rules_with_an_unknown_unit_are_refused(file: str) -> None:
    line, reason = only(file.replace('unit = "calendar_day"', 'unit = "bulan"', 1))
    assert (line, reason) == ('unit = "bulan"', UNKNOWN_UNIT)


def test_rules_with_an_unknown_unit_hide_no_gap_and_no_overlap_of_others(file: str) -> None:
    text = file.replace("in_force_until = 2024-12-31", "in_force_until = 2024-12-30")
    text = text.replace('unit = "working_day"', 'unit = "bulan"', 1)
    text += LATER_RULE.format(year=2027)
    assert [line for line, _ in problems(text)] == [
        'unit = "bulan"',
        "in_force_from = 2025-01-01",
        "[[rules]]",
    ]


def test_rules_with_an_unknown_unit_leave_no_gap_where_they_stand(file: str) -> None:
    text = with_field(file, SETTLE, "in_force_until = 2025-12-31")
    between = LATER_RULE.format(year=2026).replace('"working_day"', '"bulan"')
    between = between.replace("scope", "in_force_until = 2026-12-31\nscope")
    assert only(text + between + LATER_RULE.format(year=2027))[0] == 'unit = "bulan"'


def test_rules_of_an_unknown_clock_leave_no_gap_anywhere(file: str) -> None:
    text = file.replace('clock = "verify"\n', "", 1)
    text = text.replace("in_force_until = 2024-12-31", "in_force_until = 2024-12-30")
    assert only(text)[1] == "isian `clock` belum ada"
