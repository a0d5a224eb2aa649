"""The same moment is the same bytes, whatever offset it came with."""

import datetime as dt
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.base import Occurred
from schemas.events import PengaduanEvent
from tests.support import samples
from tests.support.arbitrary import MOMENTS

WIB = ZoneInfo("Asia/Jakarta")
LOCAL = dt.datetime(2026, 8, 5, tzinfo=WIB)
NAIVE = dt.datetime(2026, 8, 5)  # noqa: DTZ001  what these tests are about


@given(moment=MOMENTS, zone=st.sampled_from(["Asia/Jakarta", "Asia/Jayapura", "UTC"]))
def test_a_moment_is_written_the_same_from_every_zone(moment: dt.datetime, zone: str) -> None:
    written = [
        msgspec.json.encode(Occurred(on=samples.DAY, at=at))
        for at in (moment, moment.astimezone(ZoneInfo(zone)))
    ]
    assert written[0] == written[1]


def test_a_commit_is_recorded_in_utc() -> None:
    stored = msgspec.json.encode(samples.commit(recorded_at=LOCAL))
    assert b'"recorded_at":"2026-08-04T17:00:00Z"' in stored


def test_an_allotment_is_recorded_in_utc() -> None:
    stored = msgspec.json.encode(samples.allotment(recorded_at=LOCAL))
    assert b'"recorded_at":"2026-08-04T17:00:00Z"' in stored


@pytest.mark.parametrize(
    "event",
    [
        samples.clock_started(due_at=LOCAL),
        samples.clock_resumed(due_at=LOCAL),
        samples.clock_moved(due_at=LOCAL),
    ],
    ids=lambda event: type(event).__name__,
)
def test_the_end_of_a_local_day_is_written_in_utc(event: PengaduanEvent) -> None:
    assert b'"due_at":"2026-08-04T17:00:00Z"' in msgspec.json.encode(event)


def test_a_moment_without_an_offset_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="offset"):
        Occurred(on=samples.DAY, at=NAIVE)


def test_a_commit_without_an_offset_cannot_be_stored() -> None:
    with pytest.raises(ValueError, match="offset"):
        samples.commit(recorded_at=NAIVE)


def test_a_moment_without_an_offset_is_not_read() -> None:
    stored = b'{"on":"2026-07-07","at":"2026-07-07T02:15:30"}'
    with pytest.raises(msgspec.ValidationError, match="timezone"):
        msgspec.json.decode(stored, type=Occurred)
