"""Shares that add up."""

from hypothesis import given, settings
from hypothesis import strategies as st

from services.reporting.durations import median_twice
from services.reporting.shares import WHOLE, shares

counts = st.lists(st.integers(0, 10_000), min_size=1, max_size=8)


@settings(deadline=None)
@given(counts)
def test_shares_add_up_to_one_hundred_per_cent(found: list[int]) -> None:
    assert sum(shares(found)) == (WHOLE if sum(found) else 0)


@settings(deadline=None)
@given(counts)
def test_no_share_is_off_by_a_hundredth_of_a_per_cent(found: list[int]) -> None:
    total = sum(found)
    for count, share in zip(found, shares(found), strict=True):
        assert not total or abs(share * total - count * WHOLE) < total


def test_the_real_register_of_2023_has_these_shares() -> None:
    assert shares([50, 1]) == [9804, 196]


def test_three_equal_lines_give_the_odd_hundredth_to_the_first() -> None:
    assert shares([1, 1, 1]) == [3334, 3333, 3333]


@settings(deadline=None)
@given(st.lists(st.integers(0, 400), min_size=1, max_size=30))
def test_the_median_is_that_of_the_sorted_days(days: list[int]) -> None:
    found = sorted((day, days.count(day)) for day in set(days))
    in_order = sorted(days)
    middle = in_order[(len(days) - 1) // 2] + in_order[len(days) // 2]

    assert median_twice(found) == middle
