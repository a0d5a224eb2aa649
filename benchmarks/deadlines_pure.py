"""Due times a second on one core, for a rule of 60 working days."""

import datetime as dt
import statistics
import time
from collections.abc import Sequence

from benchmarks.bench import OFFICE, heading
from policy.calendar import Calendar
from policy.deadline import due_of
from policy.load import load_all
from policy.rule import Rule
from policy.rules import get_rule
from schemas.base import Occurred
from schemas.events.disposition import Target
from schemas.events.sla import Pause

RULE = f"{OFFICE}.settle_sp4n.berkadar_pengawasan.2019"
FIRST = dt.date(2025, 1, 2)
DAYS = 250
COUNT = 20_000
ROUNDS = 5
GOAL = 20_000


async def run() -> bool:
    """Print the due times a second without a pause, and with three in the time of each."""
    heading("due times of 60 working days, one core")
    policy = load_all()[OFFICE].policy
    rule, calendar = get_rule(policy, RULE), Calendar.of(policy)
    starts = [FIRST + dt.timedelta(days=ahead) for ahead in range(DAYS)]
    plain = [_rate(rule, calendar, [(on, ()) for on in starts]) for _ in range(ROUNDS)]
    stopped = [(on, _pauses(on)) for on in starts]
    paused = [_rate(rule, calendar, stopped) for _ in range(ROUNDS)]
    met = statistics.median(plain) >= GOAL
    verdict = "ok" if met else "MISSED"
    print(f"   without a pause: {statistics.median(plain):,.0f}/s (goal {GOAL:,}) {verdict}")
    print(f"   with three pauses: {statistics.median(paused):,.0f}/s")
    return met


def _rate(
    rule: Rule, calendar: Calendar, clocks: Sequence[tuple[dt.date, Sequence[Pause]]]
) -> float:
    start = time.perf_counter()
    for number in range(COUNT):
        on, pauses = clocks[number % DAYS]
        due_of(rule, calendar, on, None, pauses)
    return COUNT / (time.perf_counter() - start)


def _pauses(on: dt.date) -> list[Pause]:
    """A week each, the second within the first by half."""
    return [_pause(on + dt.timedelta(days=ahead)) for ahead in (10, 14, 40)]


def _pause(began_on: dt.date) -> Pause:
    return Pause(
        began=Occurred(on=began_on),
        ended=Occurred(on=began_on + dt.timedelta(days=7)),
        holder="reporter",
        reason="completion_requested",
        cause=Target(version=1, index=0),
    )
