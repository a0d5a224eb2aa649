"""The steady clock follows the machine's as long as it does not jump."""

import datetime as dt
from pathlib import Path

import pytest

from runtime.home import Home
from runtime.office import Office
from runtime.steady import SteadyClock, steady_clock
from tests.runtime.steadiness import START, Machine
from tests.support.logged import capture_logs

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def clock(machine: Machine) -> SteadyClock:
    return machine.clock()


def test_it_starts_at_the_machines_time(clock: SteadyClock) -> None:
    assert (clock.now(), clock.jumped) == (START, False)


def test_it_tells_what_has_passed(machine: Machine, clock: SteadyClock) -> None:
    machine.pass_by(3600)

    assert clock.now() == START + HOUR


@pytest.mark.parametrize("jump", [-HOUR, DAY, 3 * SECOND, -3 * SECOND])
def test_a_jump_is_ignored(machine: Machine, clock: SteadyClock, jump: dt.timedelta) -> None:
    machine.jump(jump)
    machine.pass_by(10)

    assert (clock.now(), clock.jump) == (START + 10 * SECOND, jump)


def test_a_jump_is_said_once(machine: Machine, clock: SteadyClock) -> None:
    with capture_logs() as logs:
        machine.jump(-HOUR)
        for _ in range(3):
            clock.now()
            machine.pass_by(1)

    assert logs == [{"event": "clock_jumped", "seconds": -3600.0, "log_level": "warning"}]


def test_another_jump_is_said_too(machine: Machine, clock: SteadyClock) -> None:
    with capture_logs() as logs:
        for _ in range(2):
            machine.jump(HOUR)
            clock.now()

    assert [line["seconds"] for line in logs] == [3600.0, 7200.0]


def test_a_clock_that_is_set_back_right_is_followed_again(
    machine: Machine, clock: SteadyClock
) -> None:
    machine.jump(DAY)
    clock.now()
    machine.jump(SECOND - DAY)

    with capture_logs() as logs:
        told = clock.now()

    assert (told, clock.jump) == (START + SECOND, None)
    assert [line["event"] for line in logs] == ["clock_agrees"]


def test_a_small_step_is_followed(machine: Machine, clock: SteadyClock) -> None:
    machine.jump(SECOND)

    assert (clock.now(), clock.jumped) == (START + SECOND, False)


def test_a_small_step_back_holds_it_and_never_turns_it_back(
    machine: Machine, clock: SteadyClock
) -> None:
    machine.jump(-SECOND)
    assert clock.now() == START

    machine.pass_by(5)
    assert clock.now() == START + 4 * SECOND


def test_many_small_steps_do_not_make_a_jump(machine: Machine, clock: SteadyClock) -> None:
    for _ in range(100):
        machine.jump(SECOND)
        clock.now()

    assert (clock.now(), clock.jumped) == (START + 2 * SECOND, True)


def test_slewing_for_days_is_followed(machine: Machine, clock: SteadyClock) -> None:
    for _ in range(3 * 24):
        machine.pass_by(3600)
        machine.jump(SECOND)
        clock.now()

    assert (clock.now(), clock.jumped) == (START + 3 * DAY + 72 * SECOND, False)


def test_an_hour_is_never_taken_for_drift(machine: Machine, clock: SteadyClock) -> None:
    machine.jump(HOUR)
    machine.pass_by(90 * DAY.total_seconds())

    assert (clock.now(), clock.jump) == (START + 90 * DAY, HOUR)


def test_a_long_sleep_is_no_jump(machine: Machine, clock: SteadyClock) -> None:
    machine.pass_by(8 * 3600)

    assert (clock.now(), clock.jumped) == (START + 8 * HOUR, False)


def test_a_halt_between_the_two_looks_is_no_jump() -> None:
    later = START + 30 * SECOND
    wall, passed = iter([START, later]), iter([0.0, 0.0, 30.0])
    halted = SteadyClock(lambda: next(wall), lambda: next(passed))

    assert (halted.now(), halted.jumped) == (later, False)


def test_it_catches_up_when_it_is_known_to_be_behind(machine: Machine, clock: SteadyClock) -> None:
    machine.jump(HOUR)
    clock.now()

    clock.catch_up()

    assert (clock.now(), clock.jumped) == (START + HOUR, False)


def test_it_does_not_catch_up_backwards(machine: Machine, clock: SteadyClock) -> None:
    machine.jump(-HOUR)

    clock.catch_up()

    assert clock.now() == START


def test_the_real_sources_agree() -> None:
    clock = SteadyClock()
    before, told, after = dt.datetime.now(dt.UTC), clock.now(), dt.datetime.now(dt.UTC)

    assert (before <= told <= after, clock.jumped) == (True, False)


def test_all_offices_of_a_process_share_one_clock(tmp_path: Path) -> None:
    kampar, banten = (Office(code, (), Home(tmp_path)) for code in ("kampar", "banten"))

    assert kampar.clock is banten.clock is steady_clock()
