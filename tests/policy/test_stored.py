"""What was stored once is read for ever."""

import datetime as dt
import hashlib
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.calendar import Calendar
from policy.errors import PolicyError, StoredCalendarError
from policy.load import load_all, parse, read_stored
from policy.model import OfficePolicy
from policy.week import WEEKDAYS, CalendarPolicy, Hours, HoursPeriod, OverlayDay

DATA = Path(__file__).parent.parent / "data"
POLICIES = sorted((DATA / "policies").glob("*.toml"))
CALENDARS = sorted((DATA / "calendars").glob("*.json"))

# What the calendar of that time said of every day from 2005 to 2045.
SAID = {
    "bengkalis-daf5eaf.json": "1a99d0c3e9630d22b0d41d170382d7da0f96f05a47a3c66a2cf1e9296e726248"
}

YEARS = st.dates(dt.date(2005, 1, 1), dt.date(2045, 12, 31))
BLOCKS = st.sampled_from([(), ("08:00-12:00",), ("07:30-12:00", "13:00-16:00")])
WEEKS = st.fixed_dictionaries(dict.fromkeys(WEEKDAYS, BLOCKS)).map(lambda week: Hours(**week))
OVERLAYS = st.builds(
    OverlayDay,
    on=YEARS,
    name=st.text(max_size=20),
    decree=st.just("SK"),
    kind=st.sampled_from(["add", "remove"]),
)
PERIODS = st.builds(
    HoursPeriod,
    name=st.text(max_size=20),
    first_on=YEARS,
    last_on=YEARS,
    decree=st.just("SE"),
    hours=WEEKS,
)
POLICY = st.builds(
    CalendarPolicy,
    cuti_bersama_counts_as_holiday=st.booleans(),
    hours=WEEKS,
    overlay=st.lists(OVERLAYS, max_size=3).map(tuple),
    periods=st.lists(PERIODS, max_size=2).map(tuple),
)
ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])


def said(calendar: Calendar, on: dt.date) -> tuple[object, ...]:
    return calendar.is_working_day(on), calendar.why_off(on), calendar.blocks(on)


def every_day() -> list[dt.date]:
    first = dt.date(2005, 1, 1)
    days = (dt.date(2045, 12, 31) - first).days + 1
    return [first + dt.timedelta(days=ahead) for ahead in range(days)]


class TestCalendars:
    @given(policy=POLICY, zone=ZONES, days=st.lists(YEARS, min_size=1, max_size=5))
    def test_say_the_same_when_they_are_read_again(
        self, policy: CalendarPolicy, zone: str, days: list[dt.date]
    ) -> None:
        made = Calendar(policy, zone)
        read = Calendar.read(made.source)
        assert (made.version, made.source, made.zone) == (read.version, read.source, read.zone)
        assert [said(made, on) for on in days] == [said(read, on) for on in days]

    @pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
    def test_of_earlier_programs_keep_their_version(self, path: Path) -> None:
        source = path.read_bytes()
        assert hashlib.sha256(source).hexdigest() == Calendar.read(source).version

    @pytest.mark.parametrize("path", CALENDARS, ids=lambda path: path.stem)
    def test_of_earlier_programs_say_what_they_said(self, path: Path) -> None:
        calendar = Calendar.read(path.read_bytes())
        answers = msgspec.json.encode([said(calendar, on) for on in every_day()])
        assert SAID[path.name] == hashlib.sha256(answers).hexdigest()

    @pytest.mark.parametrize("data", [b"", b"{}", b'["3", "x"]', b"\xff", b'["1","x","y",{},[]]'])
    def test_that_are_none_are_refused(self, data: bytes) -> None:
        with pytest.raises(StoredCalendarError, match="tuntas verify"):
            Calendar.read(data)


class TestPolicies:
    @pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
    def test_of_earlier_programs_are_read(self, path: Path) -> None:
        assert read_stored(path.read_bytes()).rules

    @pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
    def test_keep_every_rule_to_the_letter(self, path: Path) -> None:
        policy = read_stored(path.read_bytes())
        found = [
            f"{rule.id} {rule.amount} {rule.unit} {rule.day_one} {rule.starts} {rule.ends}"
            f" {rule.in_force_from} {rule.in_force_until} {rule.scope} {rule.repeats}"
            for rule in policy.rules
        ]
        assert found == path.with_suffix(".rules").read_text(encoding="utf-8").splitlines()

    @pytest.mark.parametrize("path", POLICIES, ids=lambda path: path.stem)
    def test_have_what_came_later_left_out(self, path: Path) -> None:
        rules = read_stored(path.read_bytes()).rules
        assert {(rule.pauses, rule.warn_at, rule.ladder, rule.binds) for rule in rules} == {
            ((), (), None, "office")
        }

    def test_are_not_judged_by_later_checks(self, file: str) -> None:
        text = file.replace('escalate_to = ["ketua_tim"]', 'escalate_to = ["bupati"]')
        with pytest.raises(PolicyError):
            parse(text.encode(), "uji.toml")
        assert isinstance(read_stored(text.encode()), OfficePolicy)

    def test_are_those_of_today_too(self) -> None:
        loaded = load_all()["kampar"]
        assert loaded.policy == read_stored(loaded.raw)

    @pytest.mark.parametrize("raw", [b"office = 1", b"\xff", b"office"])
    def test_that_are_none_are_refused(self, raw: bytes) -> None:
        with pytest.raises(PolicyError, match="tersimpan"):
            read_stored(raw)
