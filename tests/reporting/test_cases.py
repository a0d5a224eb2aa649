"""What the view makes of a case's events."""

import datetime as dt
from functools import reduce
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from engine.commits import Recorded
from policy.load import load_all
from schemas.base import Occurred
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from schemas.events.intake import Doubt
from services.reporting.cases import CASES, Fold, known_of
from services.reporting.known import is_promise
from services.reporting.statuses import _STAGES, LABELS
from tests.reporting.world import REGISTER, day
from tests.support import samples as s

MARCH_1, MARCH_4, MARCH_9 = day("2023-03-01"), day("2023-03-04"), day("2023-03-09")
LIVE = s.received(source=None, occurred=MARCH_1)
ROW = s.received(source=REGISTER, occurred=MARCH_1)


def history(*events: PengaduanEvent) -> list[Recorded[Commit]]:
    """One commit for each event."""
    return [
        Recorded(s.commit(event, version=version), "pengaduan.bengkalis.1.x", version, "")
        for version, event in enumerate(events, start=1)
    ]


def fold(*events: PengaduanEvent) -> Fold:
    return reduce(CASES.evolve, history(*events), CASES.initial)


def row(*events: PengaduanEvent) -> dict[str, Any]:
    return dict(CASES.row(fold(*events)))


def at(version: int) -> Target:
    return Target(version=version, index=0)


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((LIVE,), "diterima"),
        ((LIVE, s.completion_requested()), "menunggu_kelengkapan"),
        ((LIVE, s.completion_requested(), s.completed()), "diterima"),
        ((LIVE, s.verified()), "terverifikasi"),
        ((LIVE, s.verified(), s.classified()), "diklasifikasi"),
        ((LIVE, s.classified(), s.disposed()), "didisposisikan"),
        ((LIVE, s.classified(), s.disposed(), s.disposition_recalled()), "diklasifikasi"),
        ((LIVE, s.classified(), s.disposed(), s.clarified()), "diklarifikasi"),
        ((LIVE, s.disposed(), s.clarified(), s.answered()), "dijawab"),
        ((LIVE, s.waiting_started()), "menunggu_pihak_luar"),
        ((LIVE, s.answered(), s.waiting_started(party="reporter")), "menunggu_pelapor"),
        ((LIVE, s.disposed(), s.waiting_started(), s.waiting_ended()), "didisposisikan"),
        ((LIVE, s.waiting_started(), s.waiting_ended(party="reporter")), "menunggu_pihak_luar"),
        ((LIVE, s.waiting_started(), s.closed()), "selesai"),
        ((LIVE, s.waiting_started(), s.closed(), s.reopened()), "dibuka_kembali"),
        ((LIVE, s.answered(), s.closed()), "selesai"),
        ((LIVE, s.answered(), s.closed(), s.reopened()), "dibuka_kembali"),
        ((LIVE, s.rejected()), "ditolak"),
        ((LIVE, s.withdrawn()), "dicabut"),
        ((LIVE, s.closed(), s.voided()), "dibatalkan"),
    ],
)
def test_the_status_says_how_far_it_is(events: tuple[PengaduanEvent, ...], status: str) -> None:
    assert row(*events)["status"] == status


@pytest.mark.parametrize(
    ("events", "status"),
    [
        ((ROW,), "proses"),
        ((ROW, s.answered()), "proses"),
        ((ROW, s.closed()), "selesai"),
        ((ROW, s.closed(), s.reopened()), "proses"),
        ((ROW, s.voided()), "batal"),
        ((LIVE, s.rejected()), "ditolak"),
        ((LIVE, s.withdrawn()), "dicabut"),
    ],
)
def test_the_report_counts_a_closing(events: tuple[PengaduanEvent, ...], status: str) -> None:
    assert row(*events)["report_status"] == status


def test_a_register_without_statuses_says_nothing_of_them() -> None:
    evaluation = s.received(source=replace(REGISTER, layout="evaluasi"))
    assert row(evaluation, s.answered())["report_status"] == "tidak_tercatat"
    assert row(evaluation, s.answered(), s.closed())["report_status"] == "selesai"


def test_a_register_row_takes_until_its_answer() -> None:
    assert row(ROW, s.answered(occurred=MARCH_4), s.closed(occurred=MARCH_9))["duration_days"] == 3


def test_a_live_case_takes_until_its_closing() -> None:
    assert row(LIVE, s.answered(occurred=MARCH_4), s.closed(occurred=MARCH_9))["duration_days"] == 8


@pytest.mark.parametrize("code", ["answered_before_received", "date_in_future"])
def test_a_doubtful_day_leaves_no_duration_until_it_is_settled(code: str) -> None:
    doubt = Doubt(code=code, column="Waktu Penyelesaian")
    received = s.received(source=replace(REGISTER, doubts=(doubt,)), occurred=MARCH_1)
    settled = s.doubt_settled(doubt=code, column="Waktu Penyelesaian")
    answered = s.answered(occurred=MARCH_4)

    assert row(received, answered)["duration_days"] is None
    assert row(received, answered)["doubts"] == 1
    assert row(received, answered, settled)["duration_days"] == 3


def test_without_both_ends_there_is_no_duration() -> None:
    assert row(ROW, s.answered(occurred=None))["duration_days"] is None
    assert row(s.received(occurred=None), s.answered())["duration_days"] is None


def test_a_negative_duration_is_none() -> None:
    assert (
        row(s.received(source=REGISTER, occurred=MARCH_9), s.answered(occurred=MARCH_4))[
            "duration_days"
        ]
        is None
    )


def test_both_closings_of_a_reopened_case_count() -> None:
    known = known_of(fold(LIVE, s.closed(), s.reopened(), s.closed()))
    assert known.closings == 2


def test_the_holder_is_the_open_utama() -> None:
    utama = s.disposed(disposition_id=1, role="utama")
    beside = s.disposed(disposition_id=2, role="pendamping")
    assert row(LIVE, beside, utama)["holder"] == utama.to.code
    assert row(LIVE, beside, utama, s.clarified(disposition_id=1))["holder"] is None


def test_a_case_that_waits_stays_with_its_holder() -> None:
    assert row(LIVE, s.disposed(), s.waiting_started())["holder"] == s.disposed().to.code


def test_every_status_of_a_case_has_a_label() -> None:
    assert {status for status, _ in _STAGES} < set(LABELS)


def test_a_corrected_day_counts() -> None:
    corrected = s.corrected(target=at(1), field="occurred.on", old="2023-03-01", new="2023-02-01")
    assert row(LIVE, corrected)["received_on"] == "2023-02-01"


def test_a_corrected_channel_counts_and_an_annulled_correction_does_not() -> None:
    corrected = s.corrected(target=at(1), field="channel", old="whatsapp", new="website")
    assert row(LIVE, corrected)["channel"] == "website"
    assert row(LIVE, corrected, s.annulled(target=at(2)))["channel"] == LIVE.channel


@pytest.mark.parametrize("field", ["occurred.on", "content.text", "nothing", "disposition_id"])
def test_a_correction_of_what_the_view_does_not_keep_changes_nothing(field: str) -> None:
    corrected = s.corrected(target=at(2), field=field, old=None, new="kosong")
    assert row(LIVE, s.disposed(), corrected) == row(LIVE, s.disposed(), s.note_added())


def test_clocks_are_known_by_name_and_verdict() -> None:
    due = {"due_on": dt.date(2026, 8, 4)}
    events = [
        s.clock_started(clock="verify", **due),
        s.clock_met(clock="verify", **due),
        s.clock_started(clock="settle", **due),
    ]
    found = row(LIVE, *events)
    assert found["verdicts"] == " settle:running verify:met "
    assert found["next_due_on"] == "2026-08-04"


def test_a_case_is_overdue_while_a_missed_clock_goes_on() -> None:
    missed = s.clock_missed(clock="settle", ended=None, used=None)
    assert row(LIVE, missed)["overdue"] == 1
    assert row(LIVE, missed, s.closed())["overdue"] == 0
    assert row(LIVE, missed, s.clock_missed(clock="settle"))["overdue"] == 0


@pytest.mark.parametrize("clock", ["completion", "silence_reporter-2", "silence_office-4"])
def test_what_the_reporter_lets_pass_is_not_overdue(clock: str) -> None:
    missed = s.clock_missed(clock=clock, ended=None, used=None)
    assert row(LIVE, missed)["overdue"] == 0


def test_every_shipped_rule_that_is_no_promise_of_the_office_is_known_by_its_clock() -> None:
    rules = [rule for loaded in load_all().values() for rule in loaded.policy.rules]
    for rule in rules:
        others = rule.binds == "reporter" or rule.silence
        assert is_promise(rule.clock) is not others, rule.id


def test_a_stopped_clock_leaves_the_counts() -> None:
    started = s.clock_started(clock="settle")
    stopped = s.clock_stopped(clock="settle")
    found = row(LIVE, started, stopped)
    assert (found["verdicts"], found["next_due_on"]) == ("", None)
    assert row(LIVE, started, stopped, started)["verdicts"] == " settle:running "


def test_an_overturned_verdict_runs_again_until_the_next() -> None:
    missed = s.clock_missed(clock="settle", ended=None, used=None)
    overturned = s.verdict_overturned(pauses=())
    found = row(LIVE, missed, overturned)
    assert (found["verdicts"], found["overdue"]) == (" settle:running ", 0)
    assert row(LIVE, missed, overturned, s.clock_met(clock="settle"))["verdicts"] == " settle:met "


def test_a_clock_that_was_moved_into_a_pause_stands_still() -> None:
    pause = replace(s.clock_moved().pauses[0], ended=None)
    started, moved = s.clock_started(clock="settle"), s.clock_moved(pauses=(pause,))
    assert row(LIVE, started, moved)["verdicts"] == " settle:paused "
    assert row(LIVE, started, moved, s.clock_moved())["verdicts"] == " settle:running "


def test_the_oldest_form_of_a_move_leaves_a_pause_as_it_was() -> None:
    oldest = s.clock_moved(was_on=None, was_at=None, pauses=())
    paused = s.clock_paused(clock="settle")
    assert row(LIVE, s.clock_started(clock="settle"), paused, oldest)["verdicts"] == (
        " settle:paused "
    )


def test_a_duplicate_names_its_original() -> None:
    linked = s.linked()
    assert row(LIVE, linked)["duplicate_of"] == linked.original
    assert row(LIVE, linked, s.unlinked())["duplicate_of"] is None


EVENTS = [
    LIVE,
    ROW,
    *(event for event in s.SAMPLES if type(event).__name__ not in ("Received", "Annulled")),
    s.classified(category="kebijakan"),
    s.disposed(disposition_id=2, role="pendamping"),
    s.waiting_started(party="reporter"),
    s.answered(occurred=Occurred(on=dt.date(2026, 7, 9))),
]
events = st.lists(st.sampled_from(EVENTS), max_size=12)


@settings(deadline=None)
@given(events)
def test_no_order_of_events_stops_the_view(found: list[PengaduanEvent]) -> None:
    CASES.row(fold(*found))


@settings(deadline=None)
@given(events, st.integers(0, 12))
def test_going_on_from_a_saved_fold_is_the_same(found: list[PengaduanEvent], cut: int) -> None:
    commits = history(*found)
    begun = reduce(CASES.evolve, commits[:cut], CASES.initial)
    resumed = reduce(CASES.evolve, commits[cut:], CASES.load(CASES.dump(begun)))
    assert CASES.dump(resumed) == CASES.dump(fold(*found))


@settings(deadline=None)
@given(events, st.integers(0, 11))
def test_what_is_annulled_never_happened(found: list[PengaduanEvent], place: int) -> None:
    if place >= len(found):
        return
    undone = row(*found, s.annulled(target=at(place + 1)))
    assert undone == row(*found[:place], s.note_added(), *found[place + 1 :])
