"""Who had a complaint for how long."""

import pytest

from policy.clocks.holders import Holding, shares
from policy.clocks.holding import Holder
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from tests.policy.held import DESK, DINKES, PUPR, REPORTER, by_holder, clarified, disposed, happened
from tests.policy.timed import WIB, local
from tests.support import samples as s

MONDAY = "2025-08-04"
RECEIVED = (s.received(), MONDAY)


def held(*events: tuple[PengaduanEvent, str | Occurred | None], until: str = "") -> Holding:
    return shares(happened(*events), WIB, local(WIB, until or "2025-08-29"))


def test_the_desk_has_it_until_a_disposition() -> None:
    found = held(RECEIVED, (disposed(1, "pupr"), "2025-08-06"), (s.closed(), "2025-08-08"))

    assert by_holder(found) == {DESK: (1, 1), PUPR: (3, 3)}


def test_a_day_belongs_to_who_has_it_at_its_end() -> None:
    events = (
        RECEIVED,
        (disposed(1, "pupr"), "2025-08-06T08:00"),
        (clarified(1), "2025-08-06T15:00"),
        (s.closed(), "2025-08-07"),
    )

    assert by_holder(held(*events)) == {DESK: (3, 3), PUPR: (0, 0)}


def test_the_last_day_belongs_to_who_had_it_just_before_the_end() -> None:
    events = (RECEIVED, (disposed(1, "pupr"), "2025-08-07"), (s.closed(), "2025-08-07"))

    assert by_holder(held(*events)) == {DESK: (2, 2), PUPR: (1, 1)}


def test_the_day_of_receipt_is_nobodys() -> None:
    assert by_holder(held(RECEIVED, (s.closed(), MONDAY))) == {DESK: (0, 0)}


def test_a_redisposition_gives_the_next_unit_a_share_of_its_own_and_the_total_runs_on() -> None:
    events = (
        RECEIVED,
        (disposed(1, "pupr"), "2025-08-05"),
        (s.disposition_returned(disposition_id=1), "2025-08-12"),
        (disposed(2, "dinkes"), "2025-08-12"),
        (clarified(2), "2025-08-15"),
        (s.closed(), "2025-08-19"),
    )
    found = held(*events)

    # Monday 18 August 2025 was a day off.
    assert by_holder(found) == {DESK: (5, 2), PUPR: (7, 5), DINKES: (3, 3)}
    assert (found.total.calendar_days, found.total.working_days) == (15, 10)


def test_a_disposition_beside_the_main_one_holds_no_time() -> None:
    events = (RECEIVED, (disposed(1, "pupr", "pendamping"), "2025-08-05"))

    assert list(by_holder(held(*events))) == [DESK]


def test_whoever_is_waited_for_has_it_before_the_unit() -> None:
    events = (
        RECEIVED,
        (disposed(1, "pupr"), "2025-08-05"),
        (s.waiting_started(agency="bpn"), "2025-08-06"),
        (s.waiting_ended(), "2025-08-08"),
        (s.closed(), "2025-08-08"),
    )

    assert by_holder(held(*events)) == {
        DESK: (0, 0),
        PUPR: (2, 2),
        Holder("outside", "bpn"): (2, 2),
    }


@pytest.mark.parametrize("given", [s.completed(), s.verified()])
def test_the_reporter_has_it_while_something_is_asked_of_him(given: PengaduanEvent) -> None:
    events = (RECEIVED, (s.completion_requested(), "2025-08-05"), (given, "2025-08-11"))

    assert by_holder(held(*events, until="2025-08-12")) == {DESK: (2, 2), REPORTER: (6, 4)}


def test_an_answer_leaves_it_with_the_desk_until_it_is_closed() -> None:
    events = (RECEIVED, (s.answered(), "2025-08-05"), (s.confirmed(), "2025-08-11"))

    assert by_holder(held(*events, until="2025-08-12")) == {DESK: (8, 6)}


def test_the_time_for_which_it_was_closed_is_nobodys() -> None:
    events = (
        RECEIVED,
        (s.closed(), "2025-08-06"),
        (s.reopened(), "2025-08-11"),
        (s.closed(), "2025-08-13"),
    )
    found = held(*events)

    assert (by_holder(found), found.shares[0].times) == ({DESK: (4, 4)}, 2)


def test_what_was_entered_late_counts_from_when_it_happened() -> None:
    late = held(RECEIVED, (s.closed(), "2025-08-15"), (disposed(1, "pupr"), "2025-08-06"))

    assert by_holder(late) == {DESK: (1, 1), PUPR: (10, 8)}


def test_of_one_day_what_has_no_moment_stays_where_the_history_has_it() -> None:
    events = (
        (s.received(), "2025-08-04T09:00"),
        (disposed(1, "pupr"), MONDAY),
        (s.closed(), "2025-08-05T10:00"),
    )

    assert [one.holder for one in held(*events).segments] == [DESK, PUPR]


def test_an_event_of_an_unknown_day_changes_no_hands() -> None:
    assert list(by_holder(held(RECEIVED, (disposed(1, "pupr"), None)))) == [DESK]


def test_working_minutes_are_exact_where_the_moments_are_known() -> None:
    events = (
        (s.received(), "2025-08-04T10:00"),
        (disposed(1, "pupr"), "2025-08-04T11:30:40"),
        (s.closed(), "2025-08-05T09:00"),
    )
    found = held(*events)

    assert found.shares[0].span.working_minutes == 90
    assert sum(share.span.working_minutes for share in found.shares) == found.total.working_minutes


def test_a_receipt_without_a_moment_counts_no_minute_of_its_day() -> None:
    found = held(RECEIVED, (s.closed(), "2025-08-05T09:00"))

    assert (found.total.working_days, found.total.working_minutes) == (1, 90)


def test_a_receipt_without_a_moment_that_ends_on_its_day_took_no_time() -> None:
    total = held(RECEIVED, (s.closed(), "2025-08-04T15:00")).total

    assert (total.working_days, total.working_minutes) == (0, 0)


def test_an_end_without_a_moment_counts_its_whole_day() -> None:
    events = (RECEIVED, (disposed(1, "pupr"), "2025-08-05"), (s.closed(), "2025-08-06"))
    found = held(*events)

    assert [one.span.working_minutes for one in found.segments] == [0, 2 * 450]
    assert found.total.working_minutes == 2 * 450


def test_an_open_complaint_is_still_in_somebodys_hands() -> None:
    found = held(RECEIVED, (disposed(1, "pupr"), "2025-08-05"))

    assert (found.holder, found.segments[-1].ended) == (PUPR, None)


def test_a_closed_one_is_in_nobodys() -> None:
    assert held(RECEIVED, (s.closed(), "2025-08-05")).holder is None


def test_an_end_before_the_receipt_leaves_no_time() -> None:
    assert held(RECEIVED, (s.closed(), "2025-08-01")).total.calendar_days == 0


def test_what_was_never_received_was_held_by_nobody() -> None:
    assert held().segments == ()
