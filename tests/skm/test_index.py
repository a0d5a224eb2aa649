"""The index is exact, rounded before it is graded, and what the offices published."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.skm import (
    CODES,
    METHODS,
    Tally,
    grade_of,
    half_up,
    index_of,
    priority_of,
    sample_size,
    tallies,
)

BENGKALIS = Path(__file__).parents[2] / "examples" / "bengkalis-skm-2023.csv"
SUMS_2019 = (915, 924, 882, 1070, 917, 944, 963, 927, 1059)
ANSWER = st.sampled_from((1, 2, 3, 4))
FULL = st.lists(st.tuples(*[ANSWER] * 9), min_size=1, max_size=40)
GAPPY = st.lists(st.tuples(*[st.none() | ANSWER] * 9), max_size=40)
SERVED = (
    *((10, 10), (20, 19), (30, 28), (40, 36), (50, 44), (60, 52), (80, 66), (100, 80)),
    *((120, 92), (150, 108), (200, 132), (250, 152), (300, 169), (400, 196), (500, 217)),
    *((600, 234), (700, 248), (800, 260), (900, 269), (1000, 278), (1200, 291), (1800, 317)),
    *((2000, 322), (3000, 341), (5000, 357), (10_000, 370), (50_000, 381), (100_000, 383)),
)


def answers_2023() -> list[list[int]]:
    with BENGKALIS.open(encoding="utf-8") as file:
        return [[int(row[code]) for code in CODES] for row in csv.DictReader(file)]


def summing_to(total: int, people: int) -> Tally:
    """So many people whose answers have that sum, all of them 2, 3 or 4."""
    more = total - 3 * people
    low, high = max(0, -more), max(0, more)
    return Tally((0, low, people - low - high, high), 0)


def test_the_printed_rows_of_2023_have_the_published_sums() -> None:
    found = tallies(answers_2023())

    # U8 was published as 1167; its printed rows sum to one less.
    assert [one.total for one in found] == [1169, 1164, 1148, 1245, 1171, 1171, 1182, 1166, 1224]
    assert {one.answered for one in found} == {317}


@pytest.mark.parametrize(
    ("place", "ikm"), [(0, "93.24"), (1, "93.14"), (2, "92.30")], ids=["1/9", "0.111", "0.11"]
)
def test_bengkalis_2023_by_each_method(place: int, ikm: str) -> None:
    found = index_of(tallies(answers_2023()), METHODS[place])

    assert str(found.ikm) == ikm
    assert found.grade is not None
    assert found.grade.code == "A"
    assert priority_of(found.values) == ("U3",)


@pytest.mark.parametrize(("place", "ikm"), [(0, "84.72"), (1, "84.64"), (2, "83.88")])
def test_bengkalis_2019_was_published_by_another_weight(place: int, ikm: str) -> None:
    # By 0.11 it is 83.875 to the last digit, of which a computer's own fractions make 83.87.
    found = index_of([summing_to(total, 282) for total in SUMS_2019], METHODS[place])

    assert str(found.ikm) == ikm
    assert found.grade is not None
    assert found.grade.code == "B"


@pytest.mark.parametrize(
    ("ikm", "grade"),
    [
        ("100.00", "A"),
        ("88.31", "A"),
        ("88.30", "B"),
        ("76.61", "B"),
        ("76.60", "C"),
        ("65.00", "C"),
        ("64.99", "D"),
        ("25.00", "D"),
        ("24.75", "D"),
    ],
)
def test_each_bound_has_its_grade(ikm: str, grade: str) -> None:
    assert grade_of(Decimal(ikm)).code == grade


def test_it_is_rounded_before_it_is_graded() -> None:
    assert half_up(Fraction(64995, 1000)) == Decimal("65.00")
    assert grade_of(half_up(Fraction(64995, 1000))).code == "C"
    assert grade_of(half_up(Fraction(76605, 1000))).code == "B"
    assert grade_of(half_up(Fraction(883049, 10_000))).code == "B"


@given(st.fractions(min_value=0, max_value=100), st.integers(0, 6))
def test_rounding_is_off_by_half_a_place_at_most_and_never_down_at_half(
    value: Fraction, places: int
) -> None:
    off = Fraction(half_up(value, places)) - value

    assert -Fraction(1, 2 * 10**places) < off <= Fraction(1, 2 * 10**places)


@given(FULL)
def test_the_index_by_ninths_is_the_mean_of_all_answers(responses: list[tuple[int, ...]]) -> None:
    found = index_of(tallies(responses))

    assert found.index == Fraction(sum(map(sum, responses)), 9 * len(responses))
    assert found.ikm is not None
    assert Decimal(25) <= found.ikm <= Decimal(100)


@given(FULL)
def test_the_order_of_respondents_changes_nothing(responses: list[tuple[int, ...]]) -> None:
    assert index_of(tallies(sorted(responses))) == index_of(tallies(responses))


@given(GAPPY)
def test_every_respondent_answered_or_is_missing(responses: list[tuple[int | None, ...]]) -> None:
    found = tallies(responses)

    assert {one.answered + one.missing for one in found} == {len(responses)}
    assert (index_of(found).index is None) == any(one.answered == 0 for one in found)


@given(FULL)
def test_who_leaves_everything_out_moves_nothing(responses: list[tuple[int, ...]]) -> None:
    silent = (None,) * 9

    assert index_of(tallies([*responses, silent])).ikm == index_of(tallies(responses)).ikm


@given(FULL)
def test_no_element_lies_below_the_first_priority(responses: list[tuple[int, ...]]) -> None:
    values = index_of(tallies(responses)).values
    lowest = {value.mean for value in values if value.code in priority_of(values)}

    assert lowest == {min(value.mean for value in values if value.mean is not None)}


def test_where_nobody_answered_there_is_no_index() -> None:
    found = index_of(tallies([]))

    assert (found.index, found.ikm, found.grade) == (None, None, None)
    assert priority_of(found.values) == ()


@pytest.mark.parametrize("answer", [0, 5, -1])
def test_another_answer_is_no_answer(answer: int) -> None:
    with pytest.raises(ValueError, match="1, 2, 3 or 4"):
        tallies([(answer, *[4] * 8)])


@pytest.mark.parametrize(("served", "size"), SERVED)
def test_the_sample_is_krejcies_and_morgans(served: int, size: int) -> None:
    assert sample_size(served) == size


@given(st.integers(0, 10_000_000))
def test_no_sample_is_larger_than_those_served(served: int) -> None:
    assert sample_size(served) <= min(served, 384)
    assert sample_size(served) <= sample_size(served + 1)


def test_fewer_than_nobody_is_nobody() -> None:
    with pytest.raises(ValueError, match="fewer than no people"):
        sample_size(-1)
