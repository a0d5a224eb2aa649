"""Clocks with pauses, ladders and lost timers on a real nats-server."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from engine.jetstream.store import JetStreamStore
from engine.sql import open_database
from runtime.clock import FixedClock, SystemClock
from runtime.credentials import ADMIN
from runtime.describe import find_stream
from runtime.history import CODEC
from runtime.topology import bells_of, event_stream, timer_stream
from services.sla_monitor.monitor import Swept
from services.sla_monitor.timers import office_timers
from tests.sla_monitor.cases import WIB, live, moment
from tests.sla_monitor.monitored import coming
from tests.sla_monitor.office import OFFICE, PATIENCE, Office, at
from tests.sla_monitor.promised import (
    LADDER,
    closed,
    goes_on,
    monitor_of,
    promise,
    promising,
    waits,
)
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
RECEIVED = live("2025-08-04")
PROMISES = promising(promise(ladder=LADDER.code, pauses=("outside",)), promise("other", 60))
OVER = moment("2025-08-12T00:00")
MISSED = ["ClockStarted", "ClockMissed", "Escalated"]


@pytest_asyncio.fixture
async def office(server: OfficeServer, tmp_path: Path) -> AsyncIterator[Office]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'sla.sqlite'}")
    async with connected(server, OFFICE, "sla_monitor") as client:
        store, feed = (
            JetStreamStore(client, event_stream(OFFICE), bells_of(OFFICE, 1), CODEC)
            for _ in range(2)
        )
        clock = at("2025-08-04T09:00:00")
        made = Office(store, feed, database, office_timers(client, OFFICE), clock)
        yield made
        await made.close()
        await store.close()
        await feed.close()
    await database.close()


async def told(office: Office, name: str, wanted: list[str]) -> None:
    """Wait until a clock's events are these."""
    async with asyncio.timeout(PATIENCE):
        while (await office.events(name, "settle")) != wanted:
            await office.feed.wait(await office.store.last_sequence(), 0.2)


async def armed(server: OfficeServer) -> int:
    """How many timers lie on the server."""
    async with connected(server, OFFICE, "auditor") as auditor:
        return (await find_stream(auditor, timer_stream(OFFICE))).state.messages


async def lost(server: OfficeServer) -> None:
    """Every timer is gone, as after a stream that was made anew."""
    async with connected(server, OFFICE, ADMIN) as admin:
        await admin.jsm().purge_stream(timer_stream(OFFICE))


def today(days: int = 0) -> str:
    return (office_now() + dt.timedelta(days=days)).astimezone(WIB).date().isoformat()


def office_now() -> dt.datetime:
    return SystemClock().now()


async def test_each_running_clock_has_one_moment_whatever_happens(office: Office) -> None:
    # The server fires by its own clock, so the complaint must be of today.
    office.clock = FixedClock(office_now())
    monitor = monitor_of(office, PROMISES)
    await monitor.start()
    for event in (live(today()), *(make(today()) for make in (waits, goes_on) * 3)):
        await office.say("a", event)
        await office.settled(monitor)
    assert len(await coming(office)) == 2

    await office.say("a", closed(today()))
    await office.settled(monitor)
    assert await coming(office) == {}


async def test_when_every_timer_is_lost_the_sweep_misses_nothing(
    office: Office, server: OfficeServer
) -> None:
    office.clock = FixedClock(office_now())
    monitor = monitor_of(office, PROMISES)
    await monitor.start()
    for name in "abc":
        await office.say(name, live(today()))
    await office.settled(monitor)
    await lost(server)
    assert await armed(server) == 0
    office.clock.moment = office_now() + dt.timedelta(days=40)

    assert await monitor.sweep() == Swept(3, 0)
    await office.settled(monitor)

    for name in "abc":
        assert await office.events(name, "settle") == MISSED


async def test_what_came_due_during_an_outage_is_written_at_the_restart(office: Office) -> None:
    first = monitor_of(office, PROMISES)
    await first.open()
    await first.follow_up([await office.say("a", RECEIVED)])
    office.clock.moment = OVER

    second = monitor_of(office, PROMISES)
    await second.start()

    await told(office, "a", MISSED)


async def test_two_monitors_that_hear_of_one_miss_write_it_once(office: Office) -> None:
    one, other = (monitor_of(office, PROMISES) for _ in range(2))
    await one.start()
    await other.start()
    await office.say("a", RECEIVED)
    await office.settled(one)
    office.clock.moment = OVER
    await asyncio.gather(one.sweep(), other.sweep(), one.sweep(), other.sweep())
    await office.settled(one)
    await office.settled(other)

    assert await office.events("a", "settle") == MISSED


async def test_a_wait_and_its_end_are_told_on_the_server_as_in_memory(office: Office) -> None:
    monitor = monitor_of(office, PROMISES)
    await monitor.start()
    for event in (RECEIVED, waits("2025-08-04")):
        await office.say("a", event)
        await office.settled(monitor)
    office.clock.moment = moment("2025-08-20T09:00")
    await monitor.sweep()
    await office.say("a", goes_on("2025-08-20"))
    await office.settled(monitor)

    assert await office.events("a", "settle") == ["ClockStarted", "ClockPaused", "ClockResumed"]
