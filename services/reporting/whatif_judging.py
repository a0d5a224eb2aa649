"""Judges the complaints of a period under a policy on trial, a few at a time."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import msgspec

from policy.clocks.judged import is_timed
from policy.load import Loaded
from policy.rule import Rule
from policy.whatif.compare import compare
from policy.whatif.trial import Trial
from schemas import whatif as say
from schemas.base import Position
from schemas.rekap import PeriodView
from services.reporting.office import Office
from services.reporting.periods import Period
from services.reporting.whatif_counting import KEPT, Tally
from services.reporting.whatif_reading import Stories, Story

AT_ONCE = 20
"""Between so many complaints other questions get their turn."""
LARGEST = 200_000
"""An answer must fit into one message, with room for what is around it."""
FEWER = (KEPT, 50, 10, 0)


@dataclass(frozen=True, slots=True)
class Trying:
    """What is tried, and on what.

    Attributes:
        file: The policy file's name.
        loaded: The policy with its calendar.
        trial: The same, asked for its rules.
        moment: The moment at which what still runs is looked at.
    """

    office: Office
    file: str
    loaded: Loaded
    trial: Trial
    period: Period
    as_of: dt.date | None
    moment: dt.datetime

    def counts(self, story: Story, tally: Tally) -> None:
        """Judge one complaint and count it, if it counts at all."""
        facts, period = story.facts(), self.period
        received = facts.received
        if not is_timed(facts) or received is None or received.occurred is None:
            return
        if period.first_on <= received.occurred.on <= period.last_on:
            pairs = compare(facts, story.said, self.trial, self.loaded.calendar, self.moment)
            tally.take(story.number, pairs)


async def try_out(
    trying: Trying, stories: Stories, stream: str, progress: Callable[[int], None]
) -> say.WhatIfResult:
    """Judge all of them, and put the answer together."""
    tally, cases = Tally(trying.office.words), len(stories)
    for done, story in enumerate(stories.drain(), start=1):
        trying.counts(story, tally)
        if done % AT_ONCE == 0:
            progress(done)
            await asyncio.sleep(0)
    progress(cases)
    position = Position(stream=stream, sequence=stories.position) if stories.position else None
    return fitting(trying, tally, position)


def fitting(trying: Trying, tally: Tally, position: Position | None) -> say.WhatIfResult:
    """The answer with as many examples as fit into a message."""
    for most in FEWER[:-1]:
        result = _result(trying, tally, position, most)
        if len(msgspec.json.encode(result)) <= LARGEST:
            return result
    return _result(trying, tally, position, FEWER[-1])


def _result(trying: Trying, tally: Tally, position: Position | None, most: int) -> say.WhatIfResult:
    office, period, trial = trying.office, trying.period, trying.trial
    # Without those that no complaint ever came to.
    ahead = trial.ahead.keys() & tally.applied
    return say.WhatIfResult(
        office=office.code,
        office_name=office.name,
        period=PeriodView(
            text=period.text, label=period.label, first_on=period.first_on, last_on=period.last_on
        ),
        file=trying.file,
        policy=trying.loaded.digest,
        calendar=trying.loaded.calendar.version,
        cut_off=office.cut_off(position, trying.as_of),
        moment=trying.moment,
        cases=tally.cases,
        rules=tally.rules(trial.policy.rules, ahead, most),
        holders=tally.holders(most),
        changed=tally.changed(most),
        changed_total=tally.changed_total,
        ahead=_coming(rule for rule in trial.policy.rules if rule.id in ahead),
        waiting=_coming(trial.waiting(period.last_on)),
        strict_dates=trial.strict,
    )


def _coming(rules: Iterable[Rule]) -> tuple[say.Coming, ...]:
    return tuple(say.Coming(rule=rule.id, since=rule.in_force_from) for rule in rules)
