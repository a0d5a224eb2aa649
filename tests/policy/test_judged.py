"""A clock worked out at once stands as the monitor's verdicts say."""

import datetime as dt
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy.clocks.facts import Facts
from policy.clocks.judged import Standing, is_timed, judged
from policy.whatif.said import Said, after
from policy.whatif.trial import Trial
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.sla import SLAEvent
from services.sla_monitor.decider import DECIDER
from services.sla_monitor.review import Review
from tests.sla_monitor.cases import BENGKALIS, PROMISES, WIB, folded, imported, live, lived, moment
from tests.support import samples

FIRST = dt.date(2025, 3, 3)
MAKERS = (
    samples.verified,
    samples.rejected,
    samples.completion_requested,
    samples.completed,
    samples.waiting_started,
    samples.waiting_ended,
    samples.answered,
    samples.confirmed,
    samples.disposed,
    samples.clarified,
    samples.disposition_returned,
    samples.closed,
    samples.reopened,
    samples.withdrawn,
    samples.classified,
    samples.note_added,
)

days = st.integers(0, 120).map(lambda ahead: Occurred(on=FIRST + dt.timedelta(days=ahead)))
receipts = st.sampled_from(
    [
        live("2025-03-03"),
        live("2025-03-03", "sp4n"),
        imported("2025-03-03"),
        imported("2025-03-03", "date_in_future"),
    ]
)
later = st.builds(lambda make, on: make(occurred=on), st.sampled_from(MAKERS), days)
moments = st.integers(0, 200 * 24).map(
    lambda hours: dt.datetime(2025, 3, 3, 8, tzinfo=WIB) + dt.timedelta(hours=hours)
)


def told(history: Sequence[PengaduanEvent]) -> dict[str, Said]:
    """What was recorded, in short."""
    said: dict[str, Said] = {}
    for event in history:
        if isinstance(event, SLAEvent):
            after(said, event)
    return said


def worked_out(
    history: Sequence[PengaduanEvent], now: dt.datetime, office: str = "bengkalis"
) -> dict[str, Standing]:
    """What is worked out at once; of silences only what was too long, as it is recorded."""
    promises = PROMISES[office]
    facts = folded(history).known.facts
    if not is_timed(facts):
        return {}
    rules = Trial(promises.policy, strict=True).rules(facts)
    return {
        one.name: one.standing
        for one in judged(rules, facts, promises.calendar, now)
        if not one.rule.silence or one.standing == "missed"
    }


def judgeable(found: dict[str, Standing]) -> dict[str, Standing]:
    """Without what can have no verdict, of which nothing is recorded."""
    return {name: standing for name, standing in found.items() if standing != "unjudgeable"}


@pytest.mark.parametrize("office", sorted(PROMISES))
@given(receipt=receipts, events=st.lists(later, max_size=10), now=moments)
def test_the_policy_that_was_in_force_gives_the_verdicts_that_were_spoken(
    office: str, receipt: PengaduanEvent, events: list[PengaduanEvent], now: dt.datetime
) -> None:
    history = [receipt, *events]
    history += DECIDER.decide(Review(now, PROMISES[office]), folded(history))

    spoken = {name: one.standing for name, one in told(history).items()}
    assert spoken == judgeable(worked_out(history, now, office))


@given(
    receipt=receipts,
    steps=st.lists(st.tuples(st.lists(later, max_size=3), moments), min_size=1, max_size=4),
)
def test_it_does_not_matter_how_often_the_monitor_looked(
    receipt: PengaduanEvent, steps: list[tuple[list[PengaduanEvent], dt.datetime]]
) -> None:
    looks = sorted(now for _, now in steps)
    history = [receipt]
    for (events, _), now in zip(steps, looks, strict=True):
        history += events
        history += DECIDER.decide(Review(now, BENGKALIS), folded(history))
    found = worked_out(history, looks[-1])
    spoken = {name: one.standing for name, one in told(history).items()}
    # A miss that was told stays one, whatever date is written for its end afterwards.
    told_in_time = {
        name: standing
        for name, standing in spoken.items()
        if not (standing == "missed" and found.get(name) == "unjudgeable")
    }

    assert judgeable(told_in_time) == judgeable(found)


def test_a_case_that_was_lived_through_stands_as_it_was_told() -> None:
    history = lived(
        ("2025-03-03T08:00", [live("2025-03-03")]),
        ("2025-03-12T08:00", []),
        ("2025-03-13T08:00", [samples.verified(occurred=Occurred(on=dt.date(2025, 3, 13)))]),
        ("2025-03-20T08:00", [samples.closed(occurred=Occurred(on=dt.date(2025, 3, 20)))]),
    )
    found = worked_out(history, moment("2025-03-21T08:00"))

    assert found["verify"] == "missed"
    assert found["settle"] == "met"


def test_a_register_owes_no_further_round_of_what_repeats() -> None:
    answered = samples.answered(occurred=Occurred(on=dt.date(2025, 3, 5)))
    row = imported("2025-03-03")
    found = worked_out([row, answered], moment("2025-08-01T08:00"))

    assert [name for name in found if name.startswith("progress")] == ["progress"]


def test_an_entry_by_mistake_has_no_clocks() -> None:
    assert not is_timed(folded([live("2025-03-03"), samples.voided()]).known.facts)
    assert not is_timed(Facts())
