"""Faults are spread over the run by a seed."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from runtime.topology import SERVICES
from tests.faults.harness import SERVER
from tests.faults.nemesis import plan


@given(st.integers(), st.integers(200, 20_000), st.integers(0, 20), st.integers(0, 5))
def test_a_plan_kills_what_it_was_told_to(seed: int, steps: int, server: int, each: int) -> None:
    targets = Counter(fault.target for fault in plan(seed, steps, server, each))
    assert targets == Counter({SERVER: server} | dict.fromkeys(SERVICES, each))


@given(st.integers(), st.integers(200, 20_000))
def test_a_plan_lies_within_the_run_and_in_its_order(seed: int, steps: int) -> None:
    places = [fault.at for fault in plan(seed, steps, 10, 3)]
    assert places == sorted(places)
    assert all(0 < place < steps for place in places)


def test_the_same_seed_is_the_same_plan() -> None:
    assert plan(7, 1000, 10, 3) == plan(7, 1000, 10, 3)
    assert plan(7, 1000, 10, 3) != plan(8, 1000, 10, 3)
