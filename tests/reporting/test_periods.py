"""Periods as offices write them."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.periods import parse_period
from services.reporting.refusals import UnreadablePeriodError


@pytest.mark.parametrize(
    ("text", "label", "first", "last"),
    [
        ("2023", "Tahun 2023", "2023-01-01", "2023-12-31"),
        ("2023-S1", "Semester I 2023", "2023-01-01", "2023-06-30"),
        ("2023-s2", "Semester II 2023", "2023-07-01", "2023-12-31"),
        ("2023-Q4", "Triwulan IV 2023", "2023-10-01", "2023-12-31"),
        ("2021-TW1", "Triwulan I 2021", "2021-01-01", "2021-03-31"),
        ("2024-02", "Februari 2024", "2024-02-01", "2024-02-29"),
    ],
)
def test_a_period_has_its_days(text: str, label: str, first: str, last: str) -> None:
    period = parse_period(text)

    assert (period.label, period.first_on.isoformat(), period.last_on.isoformat()) == (
        label,
        first,
        last,
    )


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-S3", "2023-Q5", "2023-13", "2023-00", "2023-1", "0000", "٢٠٢٣", "2023\n1"],
)
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(UnreadablePeriodError):
        parse_period(text)


@settings(deadline=None)
@given(st.dates(min_value=dt.date(1945, 8, 17), max_value=dt.date(2199, 12, 31)))
def test_every_day_lies_in_exactly_one_quarter(day: dt.date) -> None:
    quarters = [parse_period(f"{day.year}-Q{quarter}") for quarter in range(1, 5)]

    assert sum(quarter.first_on <= day <= quarter.last_on for quarter in quarters) == 1


def test_a_quarter_written_either_way_is_one_period() -> None:
    assert parse_period("2023-TW4") == parse_period("2023-Q4")
