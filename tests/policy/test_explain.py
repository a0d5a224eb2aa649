"""What is said of each day on the way to a due time.

August 2025: the 4th is a Monday, the 15th a Friday, the 18th a day off.
"""

import datetime as dt

from policy.deadline import Day, deadline
from policy.rule import Rule
from schemas.events.sla import Pause
from tests.policy.timed import WIB, local, pause, rule

FIRST = "hari mulai, belum dihitung"
REPORTER = "waktu berhenti: menunggu pelapor"
OUTSIDE = "waktu berhenti: menunggu pihak luar"
SIX_HOURS = rule(6, "working_hour", "same_day")


def said(
    promise: Rule, start: str, *pauses: Pause, until: dt.date | None = None
) -> list[tuple[int, str, str]]:
    """The day of the month, the kind and the reason of each day."""
    return [
        (day.on.day, day.kind, day.reason) for day in days(promise, start, *pauses, until=until)
    ]


def days(
    promise: Rule, start: str, *pauses: Pause, until: dt.date | None = None
) -> tuple[Day, ...]:
    began = local(WIB, start)
    return deadline(promise, WIB, began.on, began.at, pauses, until).days


class TestDays:
    def test_a_paused_day_says_on_whom_the_office_waits(self) -> None:
        stops = (
            pause("2025-08-05", "2025-08-06"),
            pause("2025-08-07", "2025-08-08", holder="outside"),
        )
        assert said(rule(2), "2025-08-04", *stops) == [
            (4, "start", FIRST),
            (5, "paused", REPORTER),
            (6, "counted", "hari ke-1"),
            (7, "paused", OUTSIDE),
            (8, "counted", "hari ke-2"),
        ]

    def test_a_day_off_within_a_pause_is_a_day_off(self) -> None:
        stop = pause("2025-08-15", "2025-08-19")
        assert said(rule(1), "2025-08-14", stop) == [
            (14, "start", FIRST),
            (15, "paused", REPORTER),
            (16, "off", "Sabtu"),
            (17, "off", "Hari Kemerdekaan Republik Indonesia"),
            (18, "off", "Cuti Bersama Hari Kemerdekaan Republik Indonesia"),
            (19, "counted", "hari ke-1"),
        ]

    def test_a_calendar_day_within_a_pause_is_paused(self) -> None:
        stop = pause("2025-08-16", "2025-08-17")
        found = said(rule(2, "calendar_day", "next_day"), "2025-08-15", stop)
        assert found[1:3] == [(16, "paused", REPORTER), (17, "counted", "hari ke-1")]

    def test_of_two_pauses_the_first_is_named(self) -> None:
        stops = (
            pause("2025-08-05", "2025-08-07", holder="outside"),
            pause("2025-08-06", "2025-08-07"),
        )
        assert [reason for *_, reason in said(rule(1), "2025-08-04", *stops)[1:3]] == [OUTSIDE] * 2

    def test_an_open_pause_ends_the_days_with_its_first(self) -> None:
        assert said(rule(3), "2025-08-04", pause("2025-08-06", None)) == [
            (4, "start", FIRST),
            (5, "counted", "hari ke-1"),
            (6, "paused", REPORTER),
        ]

    def test_an_open_pause_goes_on_until_the_day_asked_for(self) -> None:
        found = said(rule(3), "2025-08-04", pause("2025-08-06", None), until=dt.date(2025, 8, 8))
        assert found[2:] == [(day, "paused", REPORTER) for day in (6, 7, 8)]

    def test_a_day_before_an_open_pause_ends_nothing(self) -> None:
        found = said(rule(3), "2025-08-04", pause("2025-08-06", None), until=dt.date(2025, 8, 1))
        assert len(found) == 3

    def test_a_holder_without_a_name_is_called_by_its_code(self) -> None:
        found = said(rule(2), "2025-08-04", pause("2025-08-05", "2025-08-06", holder="saksi"))
        assert found[1] == (5, "paused", "waktu berhenti: menunggu saksi")


class TestHours:
    def test_a_whole_day_names_its_hours(self) -> None:
        assert said(rule(15, "working_hour", "same_day"), "2025-08-04") == [
            (4, "counted", "07.30-12.00 dan 13.00-16.00: 7 jam 30 menit"),
            (5, "counted", "07.30-12.00 dan 13.00-16.00: 7 jam 30 menit"),
        ]

    def test_the_first_and_the_last_day_count_in_part(self) -> None:
        assert said(SIX_HOURS, "2025-08-15T15:30:20") == [
            (15, "counted", "15.30.20-16.30: 59 menit 40 detik"),
            (16, "off", "Sabtu"),
            (17, "off", "Hari Kemerdekaan Republik Indonesia"),
            (18, "off", "Cuti Bersama Hari Kemerdekaan Republik Indonesia"),
            (19, "counted", "07.30-12.00 dan 13.00-13.30.20: 5 jam 20 detik"),
        ]

    def test_a_start_after_work_counts_nothing(self) -> None:
        found = said(SIX_HOURS, "2025-08-04T16:00")
        assert found[0] == (4, "start", "hari mulai, sesudah jam kerja")

    def test_the_day_of_the_start_does_not_count_where_the_rule_says_so(self) -> None:
        found = said(rule(4, "working_hour", "next_working_day"), "2025-08-04T09:00")
        assert found == [(4, "start", FIRST), (5, "counted", "07.30-11.30: 4 jam")]

    def test_a_day_paused_in_part_says_both(self) -> None:
        found = said(SIX_HOURS, "2025-08-04T08:00", pause("2025-08-04T09:00", "2025-08-04T10:00"))
        assert found == [
            (4, "counted", f"08.00-09.00 dan 10.00-12.00 dan 13.00-16.00: 6 jam; {REPORTER}")
        ]

    def test_a_day_paused_whole_is_paused(self) -> None:
        found = said(SIX_HOURS, "2025-08-04T15:00", pause("2025-08-05", "2025-08-06"))
        assert found[1] == (5, "paused", REPORTER)

    def test_a_pause_in_the_break_is_not_worth_a_word(self) -> None:
        stop = pause("2025-08-04T12:00", "2025-08-04T13:00")
        assert said(SIX_HOURS, "2025-08-04T08:00", stop)[0][2].endswith(": 6 jam")

    def test_with_nothing_left_the_day_of_the_return_counts_for_nothing(self) -> None:
        stop = pause("2025-08-04T15:00", "2025-08-05T09:00")
        found = said(SIX_HOURS, "2025-08-04T08:00", stop)
        assert found[1] == (5, "counted", f"09.00-09.00: 0 menit; {REPORTER}")

    def test_with_nothing_left_in_the_night_work_begins_with_the_end(self) -> None:
        stop = pause("2025-08-04T15:00", "2025-08-04T20:00")
        found = said(SIX_HOURS, "2025-08-04T08:00", stop)
        assert found[1] == (5, "counted", "07.30-07.30: 0 menit")

    def test_an_open_pause_goes_on_until_the_day_asked_for(self) -> None:
        stop = pause("2025-08-04T09:00", None)
        found = said(SIX_HOURS, "2025-08-04T08:00", stop, until=dt.date(2025, 8, 5))
        assert found == [
            (4, "counted", f"08.00-09.00: 1 jam; {REPORTER}"),
            (5, "paused", REPORTER),
        ]
