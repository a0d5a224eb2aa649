"""The monitor when something fails: restarts, copies, lost answers, bytes that are wrong."""

import asyncio

import pytest

from engine.errors import UnreadableCommitError
from engine.sql import open_database
from runtime.topology import event_subject
from services.sla_monitor.monitor import Swept
from services.sla_monitor.running import RUNNING
from tests.sla_monitor.cases import day, imported, moment
from tests.sla_monitor.monitored import OVER, RECEIVED, coming, move_to, rows, woken_at
from tests.sla_monitor.office import OFFICE, Office, complaint
from tests.support import samples
from tests.support.logged import capture_logs


async def test_a_restarted_monitor_goes_on_where_it_stopped(office: Office) -> None:
    first = office.monitor()
    await first.start()
    await office.say("a", RECEIVED)
    await office.settled(first)
    await first.stop()

    second = office.monitor()
    await second.start()

    assert first.position == second.position
    await office.say("b", RECEIVED)
    await office.settled(second)
    assert len(await office.history("a")) == 2
    assert len(await office.history("b")) == 2


async def test_a_monitor_that_lost_its_memory_writes_nothing_twice(office: Office) -> None:
    first = office.monitor()
    await first.start()
    await office.say("a", RECEIVED)
    await office.say("a", samples.note_added(occurred=day("2025-05-05")))
    await office.settled(first)
    await first.stop()
    written = await office.store.last_sequence()

    elsewhere = open_database("sqlite+aiosqlite://")
    office.database = elsewhere
    second = office.monitor()
    await second.start()
    await office.settled(second)
    await second.stop()
    await elsewhere.close()

    assert written == await office.store.last_sequence()


async def test_two_copies_write_once(office: Office) -> None:
    one, other = office.monitor(), office.monitor()
    await one.start()
    await other.start()
    for number in range(20):
        await office.say(f"case {number}", RECEIVED)
    await office.settled(one)
    await office.settled(other)

    assert [len(await office.history(f"case {number}")) for number in range(20)] == [2] * 20


async def test_an_append_that_failed_is_tried_again(office: Office) -> None:
    office.store.away_before = 3
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    assert len(await office.history("a")) == 2


async def test_an_append_whose_answer_was_lost_is_not_written_twice(office: Office) -> None:
    office.store.away_after = 2
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    assert len(await office.history("a")) == 2


async def test_a_timer_is_armed_though_the_monitor_died_after_its_append(office: Office) -> None:
    first = office.monitor()
    await first.open()
    said = await office.say("a", RECEIVED)
    await first.follow_up([said])
    office.timers.armed.clear()  # as if it had died before it armed anything

    second = office.monitor()
    await second.start()
    await office.settled(second)

    assert (await coming(office))["verify"] in woken_at(office)
    assert len(await office.history("a")) == 2


async def test_bytes_that_cannot_be_read_stop_the_monitor(office: Office) -> None:
    monitor = office.monitor()
    office.store._messages.append((event_subject(OFFICE, complaint("a")), b"{}"))
    office.store._places[event_subject(OFFICE, complaint("a"))].append(1)

    await monitor.open()
    with pytest.raises(UnreadableCommitError):
        await monitor.run()


async def test_a_register_flows_through_and_arms_nothing(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    row = (imported("2023-01-05"), samples.closed(occurred=day("2023-01-06")))
    for number in range(300):
        await office.say(f"row {number}", *row)
    await office.settled(monitor)

    assert await office.store.last_sequence() == 600
    assert await office.events("row 299", "settle") == ["ClockStarted", "ClockMet"]
    assert office.timers.armed == {}
    assert set() == await rows(office)


async def test_a_case_that_cannot_be_judged_is_swept_out(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    async with office.database.write() as connection:
        await connection.execute(
            RUNNING.insert().values(
                subject=event_subject(OFFICE, complaint("a")), clock="gone", over_at=0
            )
        )

    await monitor.sweep()

    assert "gone" not in await rows(office)


async def test_a_complaint_that_could_not_be_looked_at_is_told_of(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    office.clock.moment = moment(OVER)
    office.store.away_before = 1

    assert await monitor.sweep() == Swept(1, 1)
    assert await monitor.sweep() == Swept(1, 0)
    assert await office.events("a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_hint_is_not_done_before_it_was_followed(office: Office) -> None:
    monitor = office.monitor(sweep_seconds=0.01)
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    office.store.away_before = 3

    async with asyncio.timeout(120):
        await move_to(office, OVER)

    assert office.store.away_before == 0
    assert await office.events("a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_sweep_that_fails_does_not_stop_the_monitor(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    await monitor.stop()
    office.timers.armed.clear()
    office.clock.moment = moment(OVER)
    office.store.away_before = 1

    again = office.monitor(sweep_seconds=0.01)
    await again.start()
    async with asyncio.timeout(120):
        while "ClockMissed" not in await office.events("a", "verify"):
            await office.store.wait(await office.store.last_sequence(), 0.1)

    assert again.failure is None


async def test_a_rule_that_the_policy_lost_is_said_in_the_log(office: Office) -> None:
    monitor = office.monitor()
    await monitor.open()
    lost = samples.clock_started(clock="verify", rule="bengkalis.gone.1999")
    said = await office.say("a", RECEIVED, lost)

    with capture_logs() as logs:
        await monitor.follow_up([said])

    assert [e["rule"] for e in logs if e["event"] == "rule_lost"] == ["bengkalis.gone.1999"]


async def test_a_monitor_that_stopped_by_itself_says_why(office: Office) -> None:
    subject = event_subject(OFFICE, complaint("a"))
    office.store._messages.append((subject, b"{}"))
    office.store._places[subject].append(1)
    monitor = office.monitor()
    assert monitor.failure is None

    await monitor.start()
    await asyncio.wait([monitor._task])

    assert isinstance(monitor.failure, UnreadableCommitError)
    await monitor.stop()
    assert monitor.failure is None
