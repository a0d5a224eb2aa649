"""Every kind of damage to what is written of clocks, under the code that must be found."""

from functools import partial
from typing import Any

from tests.faults.damages import Damage, damage, place
from tests.faults.sound import EVENTS, FIRST, SECOND, World, met, started

CLOCK_DAMAGES: list[tuple[str, Damage]] = []
clock_damage = partial(damage, into=CLOCK_DAMAGES)


def said(world: World, name: str, clock: str, **changed: Any) -> None:
    """Change what was written of a clock, at the first place; without changes take it out."""
    for commit in world.of(EVENTS):
        events = commit.events
        for at, event in enumerate(events):
            if (event["type"], event.get("clock")) == (name, clock):
                events[at : at + 1] = [event | changed] if changed else []
                world.change(EVENTS, commit.seq, events=events)
                return
    raise LookupError(name, clock)


@clock_damage("clock_not_started")
def start_no_clock(world: World) -> None:
    said(world, "ClockStarted", "settle")


@clock_damage("clock_not_started")
def start_none_of_a_disposition(world: World) -> None:
    said(world, "ClockStarted", "clarify-1")


@clock_damage("clock_not_started")
def keep_silent_about_a_silence(world: World) -> None:
    said(world, "ClockStarted", "silence-1")


@clock_damage("clock_for_nothing")
def start_a_clock_of_another_kind(world: World) -> None:
    world.commit(SECOND, "sla-again", started("settle_sp4n", "2026-01-10"))


@clock_damage("clock_for_nothing")
def start_a_clock_whose_rule_is_over(world: World) -> None:
    world.commit(FIRST, "sla-again", started("verify", "2026-01-10"))


@clock_damage("clock_for_nothing")
def tell_of_a_silence_that_was_none(world: World) -> None:
    world.commit(FIRST, "sla-again", started("silence-1", "2026-01-10"))


@clock_damage("clock_started_twice")
def start_a_clock_twice(world: World) -> None:
    world.commit(SECOND, "sla-again", started("settle", "2025-01-13"))


@clock_damage("clock_judged_twice")
def judge_a_clock_twice(world: World) -> None:
    world.commit(FIRST, "sla-again", met("settle"))


@clock_damage("clock_judged_twice")
def miss_a_clock_twice(world: World) -> None:
    missed = {"type": "ClockMissed", "clock": "settle", "due_on": "2025-01-13", "ended": None}
    world.commit(SECOND, "sla-again", missed)


@clock_damage("clock_not_judged")
def judge_no_clock(world: World) -> None:
    missed = {"type": "ClockMissed", "clock": "settle", "due_on": "2026-01-10", "ended": None}
    world.change(EVENTS, place(world, "ClockMet"), events=[missed])


@clock_damage("verdict_wrong")
def call_it_late_in_time(world: World) -> None:
    said(world, "ClockMet", "settle", type="ClockMissed")


@clock_damage("verdict_wrong")
def call_it_in_time_late(world: World) -> None:
    said(world, "ClockResumed", "settle", due_on="2026-01-02")


@clock_damage("verdict_wrong")
def judge_what_still_runs(world: World) -> None:
    world.commit(SECOND, "sla-again", met("settle"))


@clock_damage("missed_too_early")
def miss_it_before_it_is_due(world: World) -> None:
    said(world, "ClockMissed", "settle", due_on="2026-02-01")


@clock_damage("not_escalated")
def tell_nobody_of_a_miss(world: World) -> None:
    said(world, "Escalated", "settle")


@clock_damage("escalated_for_nothing")
def tell_of_a_miss_that_was_none(world: World) -> None:
    world.commit(FIRST, "sla-again", {"type": "Escalated", "clock": "settle", "level": 1})


@clock_damage("escalated_twice")
def climb_a_rung_twice(world: World) -> None:
    world.commit(SECOND, "sla-again", {"type": "Escalated", "clock": "settle", "level": 1})


@clock_damage("escalated_twice")
def leave_out_a_rung(world: World) -> None:
    said(world, "Escalated", "settle", level=2)


@clock_damage("warned_twice")
def warn_twice(world: World) -> None:
    world.commit(FIRST, "sla-again", {"type": "Warned", "clock": "clarify-1", "step": 1})


@clock_damage("pause_not_told")
def let_it_run_while_it_waits(world: World) -> None:
    said(world, "ClockPaused", "settle")


@clock_damage("pause_not_told")
def never_let_it_go_on(world: World) -> None:
    said(world, "ClockResumed", "settle")


@clock_damage("paused_too_often")
def pause_what_waits_on_nobody(world: World) -> None:
    world.commit(FIRST, "sla-again", {"type": "ClockPaused", "clock": "clarify-1"})
