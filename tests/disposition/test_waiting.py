"""How a complaint waits on somebody else, and goes on."""

import pytest

from schemas.commands import disposition as say
from schemas.events.disposition import Target
from tests.disposition.kit import (
    NEW,
    READY,
    RECEIVED,
    WORDS,
    annul,
    at,
    close,
    correct,
    reopen,
    resume,
    wait,
)
from tests.support import samples as s

ON_REPORTER = wait(party="reporter", reason="menunggu_dokumen")
ON_AGENCY = wait(party="outside", reason="menunggu_instansi", agency="bpn")
REPORTER_STARTED = s.waiting_started(party="reporter", reason="menunggu_dokumen", agency=None)
WAITING = READY.given(REPORTER_STARTED)
ENDS = [
    (s.voided(), "already_voided"),
    (s.withdrawn(), "already_withdrawn"),
    (s.rejected(), "already_rejected"),
    (s.closed(), "already_closed"),
]


def test_a_complaint_waits_on_its_reporter() -> None:
    READY.when(ON_REPORTER).then(REPORTER_STARTED)


def test_a_complaint_waits_on_an_authority_before_it_is_verified() -> None:
    RECEIVED.when(ON_AGENCY).then(s.waiting_started())


def test_an_unknown_complaint_does_not_wait() -> None:
    NEW.when(ON_REPORTER).then_refused("unknown_complaint")
    NEW.when(resume(party="reporter")).then_refused("unknown_complaint")


def test_it_waits_on_both_parties_at_once() -> None:
    WAITING.when(ON_AGENCY).then(s.waiting_started())


def test_it_waits_once() -> None:
    WAITING.when(ON_REPORTER).then_nothing()


@pytest.mark.parametrize(
    "other",
    [
        wait(party="outside", reason="menunggu_putusan", agency="bpn"),
        wait(party="outside", reason="menunggu_instansi", agency="ombudsman"),
        wait(party="outside", reason="menunggu_instansi"),
    ],
)
def test_another_wait_on_the_same_party_needs_the_end_of_the_first(other: say.Wait) -> None:
    waiting = READY.given(s.waiting_started())
    waiting.when(other).then_refused(
        "already_waiting", party="outside", reason="menunggu_instansi", agency="bpn"
    )


def test_a_wait_is_ended() -> None:
    WAITING.when(resume(party="reporter")).then(s.waiting_ended(party="reporter"))


def test_a_wait_is_ended_once() -> None:
    ended = WAITING.after(resume(party="reporter"))
    ended.when(resume(party="reporter")).then_nothing()


def test_only_the_party_that_is_waited_for_is_no_longer_waited_for() -> None:
    WAITING.when(resume(party="outside")).then_nothing()


def test_what_was_ended_can_be_waited_for_again() -> None:
    WAITING.after(resume(party="reporter")).when(ON_REPORTER).then(REPORTER_STARTED)


def test_a_reporter_who_was_asked_for_more_is_waited_for_already() -> None:
    asked = RECEIVED.given(s.completion_requested())
    asked.when(ON_REPORTER).then_refused("completion_still_open")
    asked.when(ON_AGENCY).then(s.waiting_started())
    asked.given(s.completed()).when(ON_REPORTER).then(REPORTER_STARTED)


@pytest.mark.parametrize(("end", "code"), ENDS)
def test_what_has_ended_waits_for_nobody(end: s.PengaduanEvent, code: str) -> None:
    ended = WAITING.given(end)
    ended.when(ON_REPORTER).then_refused(code)
    ended.when(resume(party="reporter")).then_nothing()


def test_an_opened_case_waits_for_nobody() -> None:
    again = WAITING.given(s.closed()).after(reopen(reason="tidak_puas", text=WORDS))
    again.when(resume(party="reporter")).then_nothing()
    again.when(ON_REPORTER).then(REPORTER_STARTED)


def test_a_closing_undone_leaves_it_waiting() -> None:
    closed = WAITING.given(s.answered()).after(close(outcome="selesai", text=WORDS))
    undone = closed.after(annul(target=at(6), text=WORDS))
    undone.when(ON_REPORTER).then_nothing()


def test_a_corrected_reason_is_what_it_waits_for() -> None:
    said = correct(target=at(4), field="reason", new="menunggu_konfirmasi", reason=WORDS)
    corrected = WAITING.after(said)
    corrected.when(wait(party="reporter", reason="menunggu_konfirmasi")).then_nothing()
    corrected.when(ON_REPORTER).then_refused("already_waiting", reason="menunggu_konfirmasi")


def test_a_wait_undone_never_was() -> None:
    undone = WAITING.after(annul(target=at(4), text=WORDS))
    undone.when(resume(party="reporter")).then_nothing()


def test_the_end_of_a_wait_undone_leaves_it_waiting() -> None:
    ended = WAITING.after(resume(party="reporter"))
    ended.after(annul(target=at(5), text=WORDS)).when(ON_REPORTER).then_nothing()


def test_the_end_of_another_partys_wait_rests_on_nothing() -> None:
    history = WAITING.given(s.waiting_ended(party="outside"))
    history.when(annul(target=at(4), text=WORDS)).then(
        s.annulled(target=Target(version=4, index=0))
    )


def test_the_end_of_a_wait_stays_once_the_party_is_waited_for_again() -> None:
    again = WAITING.given(s.waiting_ended(party="reporter"), REPORTER_STARTED)
    again.when(annul(target=at(5), text=WORDS)).then_refused(
        "others_rest_on_it", event="WaitingEnded", resting="WaitingStarted"
    )
