"""A period is chosen by its year and its part, first the half-year that was over last."""

import datetime as dt

import pytest

from portal.reports.periods import GROUPS, Chosen, label_of, last_finished, read
from services.reporting.periods import parse_period


@pytest.mark.parametrize(
    ("day", "period"),
    [("2026-11-22", "2026-S1"), ("2026-07-01", "2026-S1"), ("2026-06-30", "2025-S2")],
)
def test_the_half_year_that_was_over_last_is_offered_first(day: str, period: str) -> None:
    assert last_finished(dt.date.fromisoformat(day)).text == period


def test_every_part_that_is_offered_is_understood_and_called_the_same() -> None:
    offered = [Chosen("2023", part) for _, parts in GROUPS for part, _ in parts]
    assert len(offered) == 19
    for one in offered:
        period = parse_period(one.text)
        assert (read(one.text), period.label, label_of(one.text)) == (one, one.label, one.label)


@pytest.mark.parametrize("text", ["", "23", "2023-S3", "2023-", "x-S1", "²023", "1999"])
def test_what_is_no_period_is_none(text: str) -> None:
    assert (read(text) is None) == (text != "2023-")
