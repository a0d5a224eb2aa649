"""Whatever the reporter says starts the clocks of silence anew."""

import datetime as dt

import pytest

from policy.clocks.facts import Happened
from policy.clocks.occasions import occasions
from policy.load import load_all
from schemas.base import Occurred
from tests.support.samples import message_added, received

SILENCES = [
    pytest.param(rule, id=rule.id)
    for loaded in load_all().values()
    for rule in loaded.policy.rules
    if rule.silence
]
FIRST = dt.date(2026, 7, 7)


def test_some_office_watches_silences() -> None:
    assert SILENCES


@pytest.mark.parametrize("rule", SILENCES)
def test_a_message_starts_the_silence_anew(rule: object) -> None:
    later = Occurred(on=FIRST + dt.timedelta(days=3))
    happened = (
        Happened(1, 0, received(occurred=Occurred(on=FIRST))),
        Happened(2, 0, message_added(occurred=later)),
    )
    first, second = occasions(rule, happened)  # type: ignore[arg-type]
    assert first.end == second.start == happened[1]
    assert second.end is None
