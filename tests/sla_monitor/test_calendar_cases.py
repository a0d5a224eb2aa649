"""The calendar cases of real complaints, through the monitor's own rules."""

import pytest

from tests.sla_monitor.cases import day, live, lived, verdicts
from tests.support import samples

CASES = [
    ("2025-01-24", "2025-01-30", 6, 1),
    ("2025-01-08", "2025-01-14", 6, 4),
    ("2025-01-14", "2025-01-18", 4, 3),
    ("2025-05-16", "2025-05-18", 2, 0),
    ("2025-06-19", "2025-07-02", 13, 8),
]


@pytest.mark.parametrize(("received", "settled", "calendar_days", "working_days"), CASES)
def test_the_time_used_is_counted_as_the_rule_counts(
    received: str, settled: str, calendar_days: int, working_days: int
) -> None:
    history = lived(
        (f"{received}T09:00", [live(received)]),
        (f"{settled}T16:00", [samples.closed(occurred=day(settled))]),
    )

    (promise,) = verdicts(history, "settle")
    (limit,) = verdicts(history, "settle_national")
    assert (calendar_days, working_days) == (limit.used, promise.used)


def test_an_answer_before_its_complaint_leads_to_no_duration() -> None:
    history = lived(
        ("2025-05-08T09:00", [live("2025-05-08")]),
        ("2025-05-08T10:00", [samples.closed(occurred=day("2025-05-07"))]),
    )

    assert verdicts(history, "settle") == []
