"""Annulled: it never happened, and nothing may rest on it."""

import pytest

from schemas.events.disposition import Target
from tests.disposition.kit import READY, WORDS, annul, at, close, confirm, to_opd
from tests.support import samples as s

LAST = annul(target=at(4), text=WORDS)
UNDONE = s.annulled(target=Target(version=4, index=0))


@pytest.mark.parametrize(
    "event", [s.classified(kind="aspirasi"), s.disposed(), s.linked(), s.closed(), s.answered()]
)
def test_the_last_of_its_kind_is_undone(event: s.PengaduanEvent) -> None:
    READY.given(event).when(LAST).then(UNDONE)


def test_a_clarification_undone_opens_the_disposition_again() -> None:
    undone = READY.given(s.disposed(), s.clarified()).after(annul(target=at(5), text=WORDS))
    assert undone.state.known.utama is not None


def test_an_answer_undone_was_never_given() -> None:
    undone = READY.given(s.answered()).after(LAST)
    undone.when(close(outcome="selesai", text=WORDS)).then_refused("not_yet_answered")


def test_a_closing_undone_leaves_it_open() -> None:
    undone = READY.given(s.closed()).after(LAST)
    undone.when(to_opd("dinkes")).then(s.disposed())


def test_it_is_undone_once() -> None:
    READY.given(s.answered()).after(LAST).when(LAST).then_nothing()


def test_an_older_one_waits_for_the_newer() -> None:
    READY.given(s.answered(), s.answered()).when(LAST).then_refused(
        "not_the_last", event="Answered"
    )


@pytest.mark.parametrize(
    "event", [s.verified(), s.rejected(), s.note_added(), s.corrected(), s.clock_started()]
)
def test_other_kinds_are_not_undone(event: s.PengaduanEvent) -> None:
    READY.given(event).when(LAST).then_refused("not_undoable", event=type(event).__name__)


def test_what_is_not_there_is_not_undone() -> None:
    READY.when(LAST).then_refused("no_such_event", version=4, index=0)


@pytest.mark.parametrize(
    ("event", "resting"),
    [
        (s.disposed(), s.disposition_accepted()),
        (s.disposed(), s.clarified()),
        (s.disposed(), s.disposition_recalled()),
        (s.answered(), s.confirmed()),
        (s.answered(), s.closed()),
        (s.closed(), s.reopened()),
        (s.linked(), s.unlinked()),
        (s.waiting_started(), s.waiting_ended()),
    ],
)
def test_what_others_rest_on_stays(event: s.PengaduanEvent, resting: s.PengaduanEvent) -> None:
    READY.given(event, resting).when(LAST).then_refused(
        "others_rest_on_it", event=type(event).__name__, resting=type(resting).__name__
    )


def test_a_step_of_another_disposition_rests_on_nothing() -> None:
    history = READY.given(s.disposed(role="pendamping"), s.clarified(disposition_id=2))
    history.when(LAST).then(UNDONE)


def test_a_reporter_judges_the_answer_that_is_left() -> None:
    left = READY.given(s.answered(), s.confirmed(), s.answered())
    undone = left.after(annul(target=at(6), text=WORDS))
    undone.when(confirm()).then_nothing()


def test_a_clarification_stays_when_another_holds_the_time() -> None:
    another = READY.given(s.disposed(), s.clarified()).after(to_opd("dlh"))
    another.when(annul(target=at(5), text=WORDS)).then_refused(
        "others_rest_on_it", resting="Disposed"
    )


def test_a_clarification_stays_once_the_complaint_has_ended() -> None:
    ended = READY.given(s.disposed(), s.clarified(), s.withdrawn())
    ended.when(annul(target=at(5), text=WORDS)).then_refused(
        "others_rest_on_it", resting="withdrawn"
    )
