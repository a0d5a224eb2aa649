"""Whatever is done to the machine's clock, the steady one tells what has passed."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from runtime.steady import DRIFT, SLACK_SECONDS
from tests.runtime.steadiness import Machine

ROUNDING = dt.timedelta(milliseconds=1)
jumps = st.one_of(
    st.floats(-2.5, 2.5),
    st.floats(-100, 100),
    st.sampled_from([-86400.0, -3600.0, 3600.0, 86400.0]),
)
waits = st.one_of(st.just(0.0), st.floats(0, 3), st.floats(0, 400), st.floats(0, 3e6))
lives = st.lists(st.tuples(jumps, waits), max_size=40)


def allowed(machine: Machine) -> dt.timedelta:
    return dt.timedelta(seconds=SLACK_SECONDS + DRIFT * machine.passed) + ROUNDING


@given(lives)
def test_it_advances_as_time_passes(life: list[tuple[float, float]]) -> None:
    machine = Machine()
    clock = machine.clock()

    for jump, wait in life:
        machine.jump(dt.timedelta(seconds=jump))
        machine.pass_by(wait)
        assert abs(clock.now() - machine.truth()) <= allowed(machine)


@given(lives)
def test_it_never_goes_back(life: list[tuple[float, float]]) -> None:
    machine = Machine()
    clock = machine.clock()
    told = [clock.now()]

    for jump, wait in life:
        machine.jump(dt.timedelta(seconds=jump))
        machine.pass_by(wait)
        told.append(clock.now())

    assert told == sorted(told)


@given(lives)
def test_it_follows_again_once_the_machine_is_right(life: list[tuple[float, float]]) -> None:
    machine = Machine()
    clock = machine.clock()
    for jump, wait in life:
        machine.jump(dt.timedelta(seconds=jump if abs(jump) > 100 else 0))
        machine.pass_by(min(wait, 400))
        clock.now()

    machine.jump(machine.truth() - machine.wall())
    told = clock.now()

    assert (told, clock.jumped) == (machine.truth(), False)


@given(st.lists(st.tuples(st.floats(-DRIFT / 2, DRIFT / 2), st.floats(0, 3600)), max_size=60))
def test_slewing_is_followed(life: list[tuple[float, float]]) -> None:
    machine = Machine()
    clock = machine.clock()

    for rate, seconds in life:
        machine.pass_by(seconds)
        machine.jump(dt.timedelta(seconds=rate * seconds))
        assert abs(clock.now() - machine.wall()) <= ROUNDING
        assert not clock.jumped
