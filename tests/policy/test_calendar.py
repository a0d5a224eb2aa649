"""Working days, days off and their names."""

import datetime as dt

import msgspec
import pytest

from policy.calendar import Calendar, calendar_days_between
from policy.deadline import due_of
from policy.errors import DateOutOfCalendarError, EndsBeforeStartError
from policy.holidays_id import tables
from policy.model import OfficePolicy
from policy.week import WEEKDAYS, CalendarPolicy, Hours, HoursPeriod, OverlayDay

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


def period(first_on: D, last_on: D, **hours: tuple[str, ...]) -> HoursPeriod:
    return HoursPeriod(
        name="Jam khusus",
        first_on=first_on,
        last_on=last_on,
        decree="SE 1/2025",
        hours=Hours(**hours),
    )


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
    def test_is_the_same_for_the_same_policy(self, bengkalis: OfficePolicy) -> None:
        assert Calendar.of(bengkalis).version == Calendar.of(bengkalis).version

    def test_changes_with_a_day_off(self, bengkalis: OfficePolicy) -> None:
        later = changed(bengkalis.calendar, overlay=overlay("add", D(2025, 7, 30)))
        assert Calendar.of(bengkalis).version != later.version

    def test_changes_with_the_zone(self, bengkalis: OfficePolicy) -> None:
        there = Calendar(bengkalis.calendar, "Asia/Makassar")
        assert Calendar.of(bengkalis).version != there.version

    def test_changes_with_a_file_of_holidays(
        self, calendar: Calendar, bengkalis: OfficePolicy
    ) -> None:
        assert calendar.version != Calendar.of(bengkalis).version


class TestYearsBeyondTheTables:
    @pytest.mark.parametrize("on", [D(1025, 1, 1), D(2046, 1, 1)])
    def test_are_refused(self, calendar: Calendar, on: D) -> None:
        with pytest.raises(DateOutOfCalendarError, match="Periksa tahun"):
            calendar.is_working_day(on)

    def test_are_refused_as_an_answer(self, calendar: Calendar) -> None:
        with pytest.raises(DateOutOfCalendarError):
            calendar.working_day_after(D(2045, 12, 29), 60)


class TestZones:
    @pytest.mark.parametrize(
        ("zone", "hour"), [("Asia/Jakarta", 16), ("Asia/Makassar", 15), ("Asia/Jayapura", 14)]
    )
    def test_a_days_last_moment_is_that_of_wib_wita_or_wit(
        self, bengkalis: OfficePolicy, zone: str, hour: int
    ) -> None:
        calendar = Calendar(bengkalis.calendar, zone)
        due_at = due_of(bengkalis.rules[0], calendar, D(2025, 8, 4)).due_at
        assert due_at == dt.datetime(2025, 8, 7, hour, 59, 59, tzinfo=dt.UTC)

    def test_all_three_have_the_same_working_days(self, bengkalis: OfficePolicy) -> None:
        zones = ("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura")
        found = {
            Calendar(bengkalis.calendar, zone).working_day_after(D(2025, 8, 1), 20)
            for zone in zones
        }
        assert found == {D(2025, 9, 1)}


class TestLongestRest:
    def test_is_that_of_the_longest_holidays(self, bengkalis: OfficePolicy) -> None:
        assert Calendar.of(bengkalis).longest_rest() == (D(2018, 6, 9), D(2018, 6, 20))

    def test_is_none_where_every_day_is_worked(self, bengkalis: OfficePolicy) -> None:
        week = Hours(**dict.fromkeys(WEEKDAYS, ("08:00-09:00",)))
        every = tuple(
            OverlayDay(on=on, name="x", decree="x", kind="remove")
            for on in (*tables().public, *tables().cuti_bersama)
        )
        assert changed(bengkalis.calendar, hours=week, overlay=every).longest_rest() is None

    def test_reaches_to_the_calendars_end(self, bengkalis: OfficePolicy) -> None:
        closed = period(D(2040, 1, 1), D(2050, 1, 1))
        calendar = changed(bengkalis.calendar, periods=(closed,))
        assert calendar.longest_rest() == (D(2039, 12, 31), D(2045, 12, 31))


class TestPeriods:
    def test_have_hours_of_their_own(self, bengkalis: OfficePolicy) -> None:
        short = period(D(2025, 3, 3), D(2025, 3, 7), senin=("08:00-12:00",))
        calendar = changed(bengkalis.calendar, periods=(short,))
        assert calendar.blocks(D(2025, 3, 3)) == ((480, 720),)

    @pytest.mark.parametrize("on", [D(2025, 2, 28), D(2025, 3, 10)])
    def test_end_with_their_last_day(self, bengkalis: OfficePolicy, on: D) -> None:
        short = period(D(2025, 3, 3), D(2025, 3, 7), senin=("08:00-12:00",))
        calendar = changed(bengkalis.calendar, periods=(short,))
        assert calendar.blocks(on) == Calendar.of(bengkalis).blocks(on)

    def test_name_the_day_off_that_they_make(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, periods=(period(D(2025, 3, 3), D(2025, 3, 7)),))
        assert calendar.why_off(D(2025, 3, 4)) == "Jam khusus"

    def test_leave_a_day_off_of_the_week_its_name(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, periods=(period(D(2025, 3, 1), D(2025, 3, 9)),))
        assert calendar.why_off(D(2025, 3, 8)) == "Sabtu"

    def test_can_make_a_day_off_of_the_week_a_working_day(self, bengkalis: OfficePolicy) -> None:
        market = period(D(2025, 3, 1), D(2025, 3, 9), sabtu=("08:00-12:00",))
        calendar = changed(bengkalis.calendar, periods=(market,))
        assert calendar.working_days_between(D(2025, 2, 28), D(2025, 3, 9)) == 2

    def test_leave_a_holiday_a_day_off(self, bengkalis: OfficePolicy) -> None:
        over = period(D(2025, 8, 1), D(2025, 8, 31), senin=("08:00-12:00",))
        calendar = changed(bengkalis.calendar, periods=(over,))
        assert (
            calendar.why_off(D(2025, 8, 18)) == "Cuti Bersama Hari Kemerdekaan Republik Indonesia"
        )

    def test_of_two_for_one_day_the_later_holds(self, bengkalis: OfficePolicy) -> None:
        wider = period(D(2025, 3, 3), D(2025, 3, 7), senin=("08:00-12:00",))
        narrower = period(D(2025, 3, 3), D(2025, 3, 3), senin=("09:00-10:00",))
        calendar = changed(bengkalis.calendar, periods=(wider, narrower))
        assert calendar.blocks(D(2025, 3, 3)) == ((540, 600),)

    def test_beyond_the_calendars_years_change_nothing(self, bengkalis: OfficePolicy) -> None:
        long_ago = period(D(1990, 1, 1), D(1990, 2, 1))
        calendar = changed(bengkalis.calendar, periods=(long_ago,))
        assert calendar.working_day_after(D(2005, 1, 1), 1) == D(2005, 1, 3)

    def test_of_a_day_off_beyond_them_too(self, bengkalis: OfficePolicy) -> None:
        calendar = changed(bengkalis.calendar, overlay=overlay("add", D(2062, 7, 30)))
        assert calendar.working_day_after(D(2005, 1, 1), 1) == D(2005, 1, 3)
