"""Rules in working hours: judged by the minute where both moments are known."""

import datetime as dt

import pytest
from msgspec.structs import replace

from policy.rules import get_rule
from schemas.base import Occurred
from schemas.events.sla import ClockMet, ClockMissed
from services.sla_monitor.promises import Promises
from tests.sla_monitor.cases import BENGKALIS, review, verdicts
from tests.sla_monitor.cases import moment as at
from tests.support import samples


def in_hours(amount: int, day_one: str) -> Promises:
    """The office's promises with a verification in working hours."""
    rule = get_rule(BENGKALIS.policy, "bengkalis.verify.2023")
    hours = replace(rule, unit="working_hour", amount=amount, day_one=day_one)
    others = tuple(one for one in BENGKALIS.policy.rules if one.id != rule.id)
    return BENGKALIS.with_policy(replace(BENGKALIS.policy, rules=(hours, *others)))


def then(text: str) -> Occurred:
    return Occurred(on=dt.date.fromisoformat(text[:10]), at=at(text))


def verified(started: str, ended: Occurred, day_one: str = "same_day") -> ClockMet | ClockMissed:
    received = samples.received(occurred=then(started), channel="website", source=None)
    events = review(
        "2025-06-30T09:00",
        received,
        samples.verified(occurred=ended),
        promises=in_hours(4, day_one),
    )
    return verdicts(events, "verify")[0]


# Monday 07:30-12:00 and 13:00-16:00.
@pytest.mark.parametrize(
    ("ended", "kind", "minutes"),
    [
        ("2025-05-05T11:00:00", ClockMet, 120),
        ("2025-05-05T12:30:00", ClockMet, 180),
        ("2025-05-05T14:00:00", ClockMet, 240),
        ("2025-05-05T14:01:00", ClockMissed, 241),
        ("2025-05-06T08:00:00", ClockMissed, 390),
    ],
)
def test_only_working_time_is_used(
    ended: str, kind: type[ClockMet | ClockMissed], minutes: int
) -> None:
    found = verified("2025-05-05T09:00:00", then(ended))

    assert (kind, minutes) == (type(found), found.used)


def test_without_a_moment_of_the_end_the_day_decides() -> None:
    found = verified("2025-05-05T09:00:00", Occurred(on=dt.date(2025, 5, 5)))

    assert (ClockMet, 7 * 60 + 30) == (type(found), found.used)


def test_from_the_next_working_day_on_whole_days_are_used() -> None:
    found = verified("2025-05-05T09:00:00", then("2025-05-06T10:00:00"), "next_working_day")

    assert (ClockMet, 7 * 60 + 30) == (type(found), found.used)
