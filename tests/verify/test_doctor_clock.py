"""The doctor holds the machine's clock against what was recorded last."""

import datetime as dt
from pathlib import Path

import pytest
from nats.aio.client import Client

from cli.print.doctoring import doctor_parts
from runtime.clock import FixedClock
from runtime.credentials import ADMIN
from runtime.doctor import look_at_disk, look_at_office
from runtime.doctor_clock import ClockLine, clock_line, look_at_clock
from runtime.doctor_report import report
from runtime.topology import event_stream
from tests.support.samples import MOMENT
from tests.support.servers import OfficeServer, connected
from tests.verify.histories import OFFICE, Writer

BEHIND = dt.timedelta(days=1, hours=2, minutes=3)


def line(apart: dt.timedelta) -> ClockLine:
    return clock_line(FixedClock(MOMENT + apart), MOMENT)


def test_before_the_first_record_nothing_is_said() -> None:
    assert clock_line(FixedClock(MOMENT), None) == ClockLine()


def test_a_clock_that_is_not_behind_is_sound() -> None:
    seen = line(dt.timedelta(days=60))

    assert (seen.sound, seen.sentence) == (True, None)


def test_a_clock_that_is_behind_is_named_with_what_to_do() -> None:
    seen = line(-BEHIND)

    assert (seen.sound, seen.behind_seconds) == (False, BEHIND.total_seconds())
    assert seen.sentence is not None
    assert "tertinggal 1 hari 2 jam 3 menit" in seen.sentence
    assert "monitor batas waktu menunggu" in seen.sentence


def test_a_last_record_of_long_ago_is_a_note() -> None:
    seen = line(dt.timedelta(days=61))

    assert (seen.sound, seen.behind_seconds) == (True, None)
    assert seen.sentence is not None
    assert "61 hari yang lalu" in seen.sentence


@pytest.mark.real
async def test_the_last_record_is_read_from_the_stream(auditor: Client, writer: Writer) -> None:
    await writer.receive("a", 1)

    seen = await look_at_clock(auditor, OFFICE, FixedClock(MOMENT))

    assert seen == ClockLine(last_recorded=MOMENT)


@pytest.mark.real
async def test_a_stream_that_is_not_there_is_a_line_and_no_crash(
    server: OfficeServer, auditor: Client
) -> None:
    async with connected(server, OFFICE, ADMIN) as admin:
        await admin.jetstream().delete_stream(event_stream(OFFICE))

    seen = await look_at_clock(auditor, OFFICE, FixedClock(MOMENT))

    assert (seen.failure, seen.sound) == ("store_unavailable", False)


@pytest.mark.real
async def test_a_clock_that_is_behind_is_printed_and_not_sound(
    server: OfficeServer, auditor: Client, writer: Writer, tmp_path: Path
) -> None:
    await writer.receive("a", 1)
    async with connected(server, OFFICE, "cli") as cli:
        office = await look_at_office(
            auditor,
            cli,
            OFFICE,
            monitor_urls=server.monitor_urls,
            clock=FixedClock(MOMENT - BEHIND),
        )

    seen = report((), (office,), look_at_disk(tmp_path), replicas=1)

    assert not seen.sound
    assert "Jam mesin tertinggal" in " ".join(map(str, doctor_parts(seen)))
