"""The hours of Ramadan, as they are shipped for every office."""

import datetime as dt

import pytest

from policy.calendar import Calendar
from policy.holidays_id import tables
from policy.load import Loaded
from policy.week import HoursPeriod, minutes_of

D = dt.date
ONE_DAY = dt.timedelta(days=1)


@pytest.fixture
def periods(offices: dict[str, Loaded]) -> tuple[HoursPeriod, ...]:
    return offices["bengkalis"].days.periods


def test_a_week_has_32_and_a_half_hours(periods: tuple[HoursPeriod, ...]) -> None:
    weeks = {
        sum(last - first for day in period.hours.week() for first, last in map(minutes_of, day))
        for period in periods
    }
    assert weeks == {32 * 60 + 30}


def test_an_ordinary_week_has_37_and_a_half(calendar: Calendar) -> None:
    week = (calendar.blocks(D(2025, 8, 4) + day * ONE_DAY) for day in range(7))
    assert sum(last - first for day in week for first, last in day) == 37 * 60 + 30


def test_every_ramadan_ends_on_the_eve_of_idul_fitri(periods: tuple[HoursPeriod, ...]) -> None:
    eves = [on - ONE_DAY for on, name in tables().public.items() if name == "Hari Raya Idul Fitri"]
    assert {period.last_on for period in periods} <= set(eves)


def test_every_ramadan_has_29_or_30_days(periods: tuple[HoursPeriod, ...]) -> None:
    assert {(period.last_on - period.first_on).days + 1 for period in periods} <= {29, 30}


@pytest.mark.parametrize("year", [2023, 2024, 2025, 2026])
def test_every_year_since_the_rule_is_there(periods: tuple[HoursPeriod, ...], year: int) -> None:
    assert year in {period.first_on.year for period in periods}


@pytest.mark.parametrize("office", ["bengkalis", "kampar", "banten"])
def test_every_office_works_them(offices: dict[str, Loaded], office: str) -> None:
    blocks = offices[office].calendar.blocks(D(2025, 3, 7))
    assert blocks == ((480, 690), (750, 930))


def test_no_working_day_comes_or_goes_by_them(offices: dict[str, Loaded]) -> None:
    loaded = offices["bengkalis"]
    without = Calendar.of(loaded.policy)
    years = (D(2023, 1, 1), D(2026, 12, 31))
    assert without.working_days_between(*years) == loaded.calendar.working_days_between(*years)
