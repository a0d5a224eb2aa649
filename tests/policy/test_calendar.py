"""Working days, days off and their names."""

import datetime as dt

import msgspec
import pytest

from policy.calendar import Calendar, calendar_days_between
from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.model import OfficePolicy
from policy.week import CalendarPolicy, OverlayDay

D = dt.date

CASES = [
    (D(2025, 1, 24), D(2025, 1, 30), 6, 1),
    (D(2025, 1, 8), D(2025, 1, 14), 6, 4),
    (D(2025, 1, 14), D(2025, 1, 18), 4, 3),
    (D(2025, 5, 16), D(2025, 5, 18), 2, 0),
    (D(2025, 6, 19), D(2025, 7, 2), 13, 8),
]


def changed(policy: CalendarPolicy, **changes: object) -> Calendar:
    return Calendar(msgspec.structs.replace(policy, **changes), "Asia/Jakarta")


def overlay(kind: str, on: D) -> tuple[OverlayDay, ...]:
    day = {"on": on, "name": "Hari jadi", "decree": "SK 1/2025", "kind": kind}
    return (msgspec.convert(day, OverlayDay),)


@pytest.mark.parametrize(("start_on", "end_on", "calendar_days", "working_days"), CASES)
class TestRealCases:
    def test_calendar_days_are_the_plain_difference(
        self, start_on: D, end_on: D, calendar_days: int, working_days: int
    ) -> None:
        assert calendar_days == calendar_days_between(start_on, end_on)

    def test_working_days_leave_out_days_off(
        self, calendar: Calendar, start_on: D, end_on: D, calendar_days: int, working_days: int
    ) -> None:
        assert working_days == calendar.working_days_between(start_on, end_on)


class TestNegativeDuration:
    def test_calendar_days_are_refused(self) -> None:
        with pytest.raises(EndsBeforeStartError) as caught:
            calendar_days_between(D(2025, 5, 8), D(2025, 5, 7))
        assert (D(2025, 5, 8), D(2025, 5, 7)) == (caught.value.start_on, caught.value.end_on)

    def test_working_days_are_refused(self, calendar: Calendar) -> None:
        with pytest.raises(EndsBeforeStartError, match="Koreksi"):
            calendar.working_days_between(D(2025, 5, 8), D(2025, 5, 7))


class TestWhyOff:
    def test_a_working_day_has_no_reason(self, calendar: Calendar) -> None:
        assert calendar.why_off(D(2025, 1, 30)) is None

    @pytest.mark.parametrize(
        ("on", "name"),
        [
            (D(2025, 1, 27), "Isra Mikraj Nabi Muhammad"),
            (D(2025, 1, 28), "Cuti Bersama Tahun Baru Imlek"),
            (D(2025, 1, 29), "Tahun Baru Imlek"),
            (D(2025, 6, 27), "Tahun Baru Islam"),
            (D(2025, 8, 18), "Cuti Bersama Hari Kemerdekaan Republik Indonesia"),
            (D(2025, 8, 2), "Sabtu"),
            (D(2025, 8, 3), "Minggu"),
        ],
    )
    def test_a_day_off_is_named(self, calendar: Calendar, on: D, name: str) -> None:
        assert name == calendar.why_off(on)

    def test_a_holiday_on_a_sunday_is_named_by_the_holiday(self, calendar: Calendar) -> None:
        assert calendar.why_off(D(2025, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"

    def test_an_estimated_holiday_is_named_without_the_mark(self, calendar: Calendar) -> None:
        assert calendar.why_off(D(2028, 1, 26)) == "Tahun Baru Imlek"


class TestPolicy:
    def test_cuti_bersama_is_worked_where_the_office_says_so(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, cuti_bersama_counts_as_holiday=False)
        assert calendar.is_working_day(D(2025, 8, 18))

    def test_an_overlay_adds_a_day_off(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, overlay=overlay("add", D(2025, 7, 30)))
        assert calendar.why_off(D(2025, 7, 30)) == "Hari jadi"

    def test_an_overlay_takes_a_day_off_away(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, overlay=overlay("remove", D(2025, 8, 18)))
        assert calendar.is_working_day(D(2025, 8, 18))

    def test_a_day_off_has_no_hours(self, calendar: Calendar) -> None:
        assert calendar.blocks(D(2025, 8, 18)) == ()

    def test_friday_has_a_longer_break(self, calendar: Calendar) -> None:
        assert calendar.blocks(D(2025, 8, 1)) == ((450, 690), (780, 990))


class TestVersion:
    def test_is_the_same_for_the_same_policy(
        self, calendar: Calendar, bengkalis: OfficePolicy
    ) -> None:
        assert calendar.version == Calendar.of(bengkalis).version

    def test_changes_with_a_day_off(self, calendar: Calendar, bengkalis: OfficePolicy) -> None:
        later = changed(bengkalis.calendar, overlay=overlay("add", D(2025, 7, 30)))
        assert calendar.version != later.version

    def test_changes_with_the_zone(self, calendar: Calendar, bengkalis: OfficePolicy) -> None:
        assert calendar.version != Calendar(bengkalis.calendar, "Asia/Makassar").version


class TestYearsBeyondTheTables:
    @pytest.mark.parametrize("on", [D(1025, 1, 1), D(2046, 1, 1)])
    def test_are_refused(self, calendar: Calendar, on: D) -> None:
        with pytest.raises(DateOutOfCalendarError, match="Periksa tahun"):
            calendar.is_working_day(on)

    def test_are_refused_as_an_answer(self, calendar: Calendar) -> None:
        with pytest.raises(DateOutOfCalendarError):
            calendar.working_day_after(D(2045, 12, 29), 60)
