"""When a complaint's clocks need to be looked at next: what timers are armed for."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from policy.clocks.clock import Clock
from services.sla_monitor.chasing import next_at, over_at
from services.sla_monitor.decider import called_for, is_watched
from services.sla_monitor.review import Case, Review
from services.sla_monitor.state import Known

Moments: TypeAlias = Mapping[str, dt.datetime]
"""When what is to be looked at next, by the clock's name."""

ASK_AGAIN = dt.timedelta(hours=1)
"""When the close of a case that waits on its reporter no more is asked for again."""
LOOK_AGAIN = dt.timedelta(minutes=5)
"""When a clock is looked at again whose moment came and led to nothing: its rule is lost, say."""


def agenda(review: Review, known: Known, *, due: bool) -> Moments:
    """The next moment of every clock that has one.

    A silence that is not written yet has the clock's plain name: there is one at a time.

    Args:
        review: The moment and the promises.
        known: What is known of the complaint.
        due: Whether it was reviewed because something was over, so that what is over still
            led to nothing.
    """
    if not is_watched(known.facts):
        return {}
    found: dict[str, dt.datetime | None] = {}
    for name, case in called_for(review, known).items():
        clock = known.clocks.get(name)
        if clock is not None:
            found[name] = _closes_at(case, clock) or next_at(case, clock)
        elif case.rule.silence:
            found[case.rule.clock] = _silent_at(case) or found.get(case.rule.clock)
    now = review.now
    moments = {
        # A timer for what is over would fire at once, and so for ever.
        name: now + LOOK_AGAIN if due and moment <= now else moment
        for name, moment in found.items()
        if moment is not None
    }
    first = _new_rule_at(review)
    if first is None:
        return moments
    return {name: min(moment, first) for name, moment in moments.items()}


def to_close(review: Review, known: Known) -> Iterator[tuple[str, str]]:
    """The outcomes that the case is to be closed with, each with the clock that says so."""
    if is_watched(known.facts):
        for name, case in called_for(review, known).items():
            clock = known.clocks.get(name)
            if clock is not None and (outcome := _outcome(case, clock)) is not None:
                yield outcome, name


def _outcome(case: Case, clock: Clock) -> str | None:
    open_still = case.occasion.end is None and not case.imported
    return case.rule.closes_as if open_still and clock.missed and not clock.over else None


def _closes_at(case: Case, clock: Clock) -> dt.datetime | None:
    return None if _outcome(case, clock) is None else case.review.now + ASK_AGAIN


def _silent_at(case: Case) -> dt.datetime | None:
    if case.occasion.end is not None or case.imported or case.due is None:
        return None
    if case.pauses and case.pauses[-1].ended is None:
        return None
    return over_at(case.due.due_at)


def _new_rule_at(review: Review) -> dt.datetime | None:
    """When a rule comes into force that moves what runs."""
    on = review.promises.comes_into_force(review.today)
    if on is None:
        return None
    return dt.datetime.combine(on, dt.time(), tzinfo=review.calendar.zone).astimezone(dt.UTC)
