"""How a complaint is answered, judged by its reporter, closed and opened again."""

import pytest

from schemas.commands import disposition as say
from tests.disposition.kit import (
    NEW,
    READY,
    RECEIVED,
    VERIFIED,
    WORDS,
    answer,
    close,
    confirm,
    dispute,
    forward,
    reopen,
    request_withdrawal,
    to_opd,
    withdraw,
)
from tests.support import samples as s

ANSWERED = READY.given(s.answered())
CLOSED = ANSWERED.given(s.closed())
CLOSE = close(outcome="selesai", text=WORDS)


def test_a_verified_complaint_is_answered() -> None:
    VERIFIED.when(answer(text=WORDS, channel="whatsapp")).then(s.answered())


def test_an_unverified_complaint_is_not_answered() -> None:
    RECEIVED.when(answer(text=WORDS)).then_refused("not_yet_verified")


def test_a_second_answer_is_another_answer() -> None:
    ANSWERED.when(answer(text=WORDS)).then(s.answered(channel=None))


def test_what_is_not_ours_is_forwarded_before_it_is_verified() -> None:
    RECEIVED.when(forward(agency="ombudsman", text=WORDS)).then(s.forwarded())


def test_it_is_forwarded_to_an_agency_once() -> None:
    RECEIVED.given(s.forwarded()).when(forward(agency="ombudsman", text=WORDS)).then_nothing()


def test_agencies_named_in_words_are_never_taken_for_the_same() -> None:
    by_name = forward(agency_name="Kantor Camat", text=WORDS)
    RECEIVED.after(by_name).when(by_name).then(s.forwarded(agency=None))


def test_an_answered_complaint_is_closed() -> None:
    ANSWERED.when(CLOSE).then(s.closed())


def test_nobody_is_left_without_an_answer() -> None:
    READY.when(CLOSE).then_refused("not_yet_answered")


def test_an_imported_answer_counts() -> None:
    NEW.given([s.received(), s.answered()]).when(CLOSE).then(s.closed())


def test_an_open_utama_is_recalled_before_closing() -> None:
    open_one = ANSWERED.after(to_opd("dinkes"))
    open_one.when(CLOSE).then_refused("utama_still_open", disposition_id=1, holder="dinkes")


def test_an_open_pendamping_does_not_hinder_closing() -> None:
    ANSWERED.after(to_opd("dinkes", role="pendamping")).when(CLOSE).then(s.closed())


@pytest.mark.parametrize(
    ("outcome", "missing", "before"),
    [
        ("diteruskan", "not_forwarded", s.forwarded()),
        ("duplikat", "not_linked", s.linked()),
        ("tidak_dilengkapi", "nothing_asked", s.completion_requested()),
        ("hasil_baru", "not_yet_answered", s.answered()),
    ],
)
def test_an_outcome_rests_on_what_happened(
    outcome: str, missing: str, before: s.PengaduanEvent
) -> None:
    said = close(outcome=outcome, text=WORDS)
    RECEIVED.when(said).then_refused(missing)
    RECEIVED.given(before).when(said).then(s.closed(outcome=outcome))


@pytest.mark.parametrize("said", [s.confirmed(), s.disputed()])
def test_who_has_responded_did_not_stay_silent(said: s.PengaduanEvent) -> None:
    silent = close(outcome="tidak_ada_tanggapan", text=WORDS)
    ANSWERED.when(silent).then(s.closed(outcome="tidak_ada_tanggapan"))
    ANSWERED.given(said).when(silent).then_refused("reporter_has_responded")
    ANSWERED.given(said, s.answered()).when(silent).then(s.closed(outcome="tidak_ada_tanggapan"))


def test_silence_before_an_answer_closes_nothing() -> None:
    silent = close(outcome="tidak_ada_tanggapan", text=WORDS)
    READY.when(silent).then_refused("not_yet_answered")


def test_it_is_closed_once() -> None:
    CLOSED.when(CLOSE).then_nothing()


def test_another_outcome_needs_a_reopening() -> None:
    CLOSED.when(close(outcome="terbukti", text=WORDS)).then_refused(
        "already_closed", outcome="selesai"
    )


def test_a_reporter_is_satisfied_once() -> None:
    ANSWERED.after(confirm()).when(confirm()).then_nothing()


def test_a_reporter_judges_only_an_answer() -> None:
    READY.when(confirm()).then_refused("not_yet_answered")
    READY.when(dispute(text=WORDS)).then_refused("not_yet_answered")


def test_a_dispute_after_closing_is_recorded_and_reopens_nothing() -> None:
    disputed = CLOSED.after(dispute(text=WORDS))
    assert disputed.state.known.verdict == "tidak_puas"
    assert disputed.state.known.ending == "closed"


def test_a_reporter_may_change_their_mind() -> None:
    ANSWERED.given(s.disputed()).when(confirm()).then(s.confirmed())


def test_new_words_of_a_disputing_reporter_are_not_swallowed() -> None:
    ANSWERED.given(s.disputed()).when(dispute(text=WORDS)).then_refused("already_disputed")


def test_another_answer_can_be_disputed_again() -> None:
    ANSWERED.given(s.disputed(), s.answered()).when(dispute(text=WORDS)).then(s.disputed())


def test_a_withdrawal_is_asked_for_before_it_is_granted() -> None:
    READY.when(withdraw()).then_refused("no_withdrawal_requested")
    READY.after(request_withdrawal(text=WORDS)).when(withdraw()).then(s.withdrawn())


def test_an_open_utama_is_recalled_before_a_withdrawal() -> None:
    asked = READY.given(s.disposed(), s.withdrawal_requested())
    asked.when(withdraw()).then_refused("utama_still_open")


def test_a_withdrawal_is_asked_for_and_granted_once() -> None:
    asked = READY.given(s.withdrawal_requested())
    asked.when(request_withdrawal(text=WORDS)).then_nothing()
    asked.given(s.withdrawn()).when(withdraw()).then_nothing()


@pytest.mark.parametrize("end", [s.closed(), s.withdrawn()])
def test_what_ended_is_opened_again(end: s.PengaduanEvent) -> None:
    ANSWERED.given(end).when(reopen(reason="tidak_puas", text=WORDS)).then(s.reopened())


def test_what_goes_on_is_not_opened() -> None:
    ANSWERED.when(reopen(reason="tidak_puas", text=WORDS)).then_refused("not_ended")


def test_it_is_opened_again_once() -> None:
    again = CLOSED.after(reopen(reason="tidak_puas", text=WORDS))
    again.when(reopen(reason="tidak_puas", text=WORDS)).then_nothing()


def test_after_a_reopening_the_reporter_is_answered_anew() -> None:
    again = CLOSED.given(s.reopened())
    again.when(CLOSE).then_refused("not_yet_answered")
    again.given(s.answered()).when(CLOSE).then(s.closed())


LATE: list[say.DispositionCommand] = [
    to_opd("dinkes"),
    close(outcome="terbukti", text=WORDS),
    request_withdrawal(text=WORDS),
]


@pytest.mark.parametrize("command", LATE)
@pytest.mark.parametrize(
    ("end", "code"),
    [
        (s.voided(), "already_voided"),
        (s.withdrawn(), "already_withdrawn"),
        (s.rejected(), "already_rejected"),
        (s.closed(), "already_closed"),
    ],
)
def test_what_comes_too_late_is_refused(
    command: say.DispositionCommand, end: s.PengaduanEvent, code: str
) -> None:
    ANSWERED.given(end).when(command).then_refused(code)


def test_who_is_turned_away_is_told_why_and_where_to_go() -> None:
    rejected = RECEIVED.given(s.rejected())
    rejected.when(answer(text=WORDS)).then(s.answered(channel=None))
    rejected.when(forward(agency="ombudsman", text=WORDS)).then(s.forwarded())


def test_a_mistaken_entry_stays_one() -> None:
    voided = ANSWERED.given(s.voided(), s.closed())
    voided.when(reopen(reason="salah_tutup", text=WORDS)).then_refused("already_voided")
