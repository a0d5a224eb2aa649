"""The monitor over time: on the memory store, a real SQLite file and a clock that is moved."""

from services.sla_monitor.monitor import Swept
from services.sla_monitor.wakes import WAKE
from tests.sla_monitor.cases import day, moment
from tests.sla_monitor.monitored import OVER, RECEIVED, coming, move_to, rows, woken_at
from tests.sla_monitor.office import Office, complaint
from tests.support import samples


async def test_a_received_complaint_gets_its_clocks_and_timers(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    found = await coming(office)
    assert {"verify", "settle", "progress", "respond_national", "settle_national"} == set(found)
    assert moment(OVER) == found["verify"]
    assert set(found.values()) == woken_at(office)


async def test_clocks_that_end_in_the_same_second_share_one_timer(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    for number in range(40):
        await office.say(f"case {number}", RECEIVED)
    await office.settled(monitor)

    assert len(await rows(office)) == 5
    assert len(office.timers.armed) == len(set((await coming(office, "case 7")).values()))


async def test_the_monitor_writes_as_itself_after_its_cause(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    cause = await office.say("a", RECEIVED)
    await office.settled(monitor)

    _, own = await office.history("a")
    assert (
        own.actor.kind,
        own.actor.id,
        own.actor.role,
        own.actor.via,
    ) == ("sistem", "sla_monitor", None, "sla_monitor")
    assert cause.commit.correlation_id == own.correlation_id


async def test_reached_means_that_the_consequences_are_written(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    said = await office.say("a", RECEIVED)

    assert await monitor.reach(said.sequence, 20)
    assert len(await office.history("a")) == 2


async def test_a_timer_that_fires_leads_to_the_miss(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    await move_to(office, OVER)

    assert await office.events("a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_timer_that_fires_twice_leads_to_one_miss(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    await move_to(office, OVER)

    await office.timers.arm(WAKE, str(int(office.clock.now().timestamp())), office.clock.now())
    await move_to(office, OVER)

    assert await office.events("a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]


async def test_a_timer_whose_clock_is_ahead_is_asked_again(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    office.clock.moment = moment("2025-05-08T23:59:50")
    await office.timers.move_to(moment(OVER))

    assert await office.events("a", "verify") == ["ClockStarted"]
    assert moment("2025-05-09T00:00:10") in woken_at(office)


async def test_a_timer_of_an_older_program_wakes_it_and_changes_nothing(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.timers.arm(complaint("nobody"), "verify", office.clock.now())
    await move_to(office, OVER)

    assert await office.store.last_sequence() == 0


async def test_after_a_verdict_nothing_is_to_come_of_the_clock(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    await office.say("a", samples.verified(occurred=day("2025-05-05")))
    await office.settled(monitor)

    assert "verify" not in await coming(office)


async def test_after_voiding_nothing_is_to_come(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    await office.say("a", samples.voided())
    await office.settled(monitor)

    assert set() == await rows(office)


async def test_the_table_holds_the_clocks_that_run(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.say("a", samples.verified(occurred=day("2025-05-05")))
    await office.settled(monitor)

    assert {"settle", "settle_national", "meeting", "progress"} == await rows(office)


async def test_the_sweep_finds_what_a_lost_timer_would_have_missed(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)
    office.timers.armed.clear()
    office.clock.moment = moment(OVER)

    assert await monitor.sweep() == Swept(1, 0)
    await office.settled(monitor)

    assert await office.events("a", "verify") == ["ClockStarted", "ClockMissed", "Escalated"]
    assert await monitor.sweep() == Swept(0, 0)


async def test_a_sweep_before_the_time_finds_nothing(office: Office) -> None:
    monitor = office.monitor()
    await monitor.start()
    await office.say("a", RECEIVED)
    await office.settled(monitor)

    assert await monitor.sweep() == Swept(0, 0)
