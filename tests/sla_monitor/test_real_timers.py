"""Timers and the monitor on a real nats-server."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest
import pytest_asyncio

from engine.jetstream.store import JetStreamStore
from engine.sql import open_database
from engine.timers import Timers
from runtime.clock import FixedClock, SystemClock
from runtime.describe import find_stream
from runtime.history import CODEC
from runtime.topology import bells_of, event_stream, timer_stream
from services.sla_monitor.timers import office_timers
from services.sla_monitor.wakes import WAKE
from tests.sla_monitor.cases import live, moment
from tests.sla_monitor.office import OFFICE, PATIENCE, Office, at
from tests.support.servers import OfficeServer, connected

pytestmark = pytest.mark.real
RECEIVED = live("2025-05-05")
OVER = moment("2025-05-09T00:00:00")


@pytest_asyncio.fixture
async def office(server: OfficeServer, tmp_path: Path) -> AsyncIterator[Office]:
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'sla.sqlite'}")
    async with connected(server, OFFICE, "sla_monitor") as client:
        store, feed = (
            JetStreamStore(client, event_stream(OFFICE), bells_of(OFFICE, 1), CODEC)
            for _ in range(2)
        )
        clock = at("2025-05-05T09:00:00")
        made = Office(store, feed, database, office_timers(client, OFFICE), clock)
        yield made
        await made.close()
        await store.close()
        await feed.close()
    await database.close()


async def firings(timers: Timers, count: int) -> list[tuple[str, str]]:
    """The first firings, each followed."""
    found: list[tuple[str, str]] = []
    async with asyncio.timeout(PATIENCE), aclosing(timers.firings()) as heard:
        async for firing in heard:
            await firing.done()
            found.append((firing.subject, firing.name))
            if len(found) == count:
                break
    return found


async def miss_of(office: Office, name: str, clock: str) -> list[str]:
    """The events of a clock once it was missed."""
    async with asyncio.timeout(PATIENCE):
        while "ClockMissed" not in (found := await office.events(name, clock)):
            await office.feed.wait(await office.store.last_sequence(), 0.5)
    return found


def soon(seconds: float) -> dt.datetime:
    return SystemClock().now() + dt.timedelta(seconds=seconds)


async def test_a_time_that_is_over_fires_at_once(office: Office) -> None:
    await office.timers.arm("a", "verify", soon(-86400))

    assert await firings(office.timers, 1) == [("a", "verify")]


async def test_a_timer_never_fires_before_its_time(office: Office) -> None:
    due = soon(1.7)
    await office.timers.arm("a", "verify", due)
    await firings(office.timers, 1)

    assert due <= SystemClock().now()


async def test_arming_again_moves_a_timer(office: Office) -> None:
    await office.timers.arm("a", "verify", soon(0.5))
    await office.timers.arm("a", "verify", soon(2))
    await office.timers.arm("b", "verify", soon(1))

    assert await firings(office.timers, 2) == [("b", "verify"), ("a", "verify")]


async def test_a_timer_outlives_a_server_that_is_killed(
    office: Office, server: OfficeServer
) -> None:
    await office.timers.arm("b", "verify", soon(2))
    server.nats.kill()
    await server.nats.restart()

    assert await firings(office.timers, 1) == [("b", "verify")]


async def test_each_second_at_which_a_clock_ends_has_one_timer(
    office: Office, server: OfficeServer
) -> None:
    # The server fires by its own clock, so the complaint must be of today.
    office.clock = FixedClock(SystemClock().now())
    today = office.clock.now().date().isoformat()
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", live(today))
    await office.say("b", live(today))
    await office.settled(monitor)

    async with connected(server, OFFICE, "auditor") as auditor:
        found = await find_stream(auditor, timer_stream(OFFICE))
    assert found.state.messages == 6


async def test_a_timer_fires_and_the_miss_is_written(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    office.clock.moment = OVER
    await office.timers.arm(WAKE, str(int(OVER.timestamp())), OVER)

    assert await miss_of(office, "a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_monitor_stopped_in_the_middle_writes_nothing_twice(office: Office) -> None:
    names = [f"case {number}" for number in range(60)]
    first = office.monitor()
    await first.start()
    for name in names[:30]:
        await office.say(name, RECEIVED)
    await first.stop()
    for name in names[30:]:
        await office.say(name, RECEIVED)

    second = office.monitor()
    await second.start()
    await office.settled(second)

    assert [len(await office.history(name)) for name in names] == [2] * 60


async def test_the_monitor_outlives_a_server_that_is_killed(
    office: Office, server: OfficeServer
) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    server.nats.kill()
    await server.nats.restart()
    await office.say("b", RECEIVED)
    await office.settled(monitor)

    assert monitor.failure is None
    assert len(await office.history("b")) == 2
