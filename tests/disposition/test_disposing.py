"""To whom a complaint is disposed, and what the holder does with it."""

import pytest

from schemas.commands import disposition as say
from schemas.events.disposition import Holder
from tests.disposition.kit import (
    NEW,
    READY,
    RECEIVED,
    VERIFIED,
    WORDS,
    accept,
    annul,
    at,
    clarify,
    dispose,
    recall,
    return_it,
    to_opd,
)
from tests.support import samples as s
from tests.support.spec import ByProgram

DISPOSED = READY.given(s.disposed())
DONE = (s.disposition_returned(), s.disposition_recalled(), s.clarified())


def test_a_verified_and_classified_complaint_is_disposed() -> None:
    READY.when(to_opd("dinkes")).then(s.disposed())


def test_an_unknown_complaint_is_not_disposed() -> None:
    NEW.when(to_opd("dinkes")).then_refused("unknown_complaint", pengaduan_id=s.PENGADUAN_ID)


def test_a_complaint_is_verified_before_it_is_disposed() -> None:
    RECEIVED.when(to_opd("dinkes")).then_refused("not_yet_verified")


def test_a_complaint_is_classified_before_it_is_disposed() -> None:
    VERIFIED.when(to_opd("dinkes")).then_refused("not_yet_classified")


def test_an_imported_complaint_needs_the_same_steps() -> None:
    imported = NEW.given([s.received(), s.answered()])
    imported.when(to_opd("dinkes")).then_refused("not_yet_verified")


def test_a_second_utama_waits_for_the_first() -> None:
    DISPOSED.when(to_opd("dlh")).then_refused("utama_still_open", disposition_id=1, holder="dinkes")


def test_a_pendamping_stands_beside_the_utama() -> None:
    DISPOSED.when(to_opd("dlh", role="pendamping")).then(
        s.disposed(disposition_id=2, to=Holder(kind="opd", code="dlh"), role="pendamping")
    )


def test_the_same_disposition_is_not_made_twice() -> None:
    DISPOSED.when(to_opd("dinkes")).then_nothing()


def test_a_holder_has_one_open_disposition() -> None:
    DISPOSED.when(to_opd("dinkes", role="pendamping")).then_refused(
        "holder_still_has_one", disposition_id=1
    )


@pytest.mark.parametrize("done", DONE)
def test_what_is_done_makes_room_for_another(done: s.PengaduanEvent) -> None:
    DISPOSED.given(done).when(to_opd("dinkes")).then(s.disposed(disposition_id=2))


def test_an_annulled_disposition_keeps_its_number() -> None:
    undone = DISPOSED.after(annul(target=at(4), text=WORDS))
    undone.when(to_opd("dinkes")).then(s.disposed(disposition_id=2))


def test_an_inner_unit_of_the_same_code_is_another_holder() -> None:
    to = say.To(kind="unit", code="dinkes")
    DISPOSED.when(dispose(to=to, role="pendamping")).then(
        s.disposed(disposition_id=2, to=Holder(kind="unit", code="dinkes"), role="pendamping")
    )


def test_a_disposition_is_accepted_once() -> None:
    accepted = DISPOSED.after(accept(disposition_id=1))
    accepted.when(accept(disposition_id=1)).then_nothing()


def test_a_disposition_is_returned_with_a_reason() -> None:
    DISPOSED.when(return_it(disposition_id=1, reason="kurang_data", text=WORDS)).then(
        s.disposition_returned(reason="kurang_data")
    )


def test_an_accepted_disposition_can_be_returned() -> None:
    accepted = DISPOSED.given(s.disposition_accepted())
    accepted.when(return_it(disposition_id=1, reason="kurang_data", text=WORDS)).then(
        s.disposition_returned(reason="kurang_data")
    )


def test_a_disposition_is_recalled() -> None:
    DISPOSED.when(recall(disposition_id=1, text=WORDS)).then(s.disposition_recalled())


def test_a_clarification_is_recorded() -> None:
    DISPOSED.when(clarify(disposition_id=1, text=WORDS)).then(s.clarified())


def test_a_second_clarification_is_not_swallowed() -> None:
    DISPOSED.given(s.clarified()).when(clarify(disposition_id=1, text=WORDS)).then_refused(
        "disposition_not_open", disposition_id=1, step="clarified"
    )


@pytest.mark.parametrize("done", DONE)
def test_what_is_done_is_not_accepted(done: s.PengaduanEvent) -> None:
    DISPOSED.given(done).when(accept(disposition_id=1)).then_refused("disposition_not_open")


@pytest.mark.parametrize(
    "command",
    [
        accept(disposition_id=7),
        return_it(disposition_id=7, reason="kurang_data", text=WORDS),
        recall(disposition_id=7, text=WORDS),
        clarify(disposition_id=7, text=WORDS),
    ],
)
def test_a_disposition_that_is_not_there_is_told(command: say.DispositionCommand) -> None:
    DISPOSED.when(command).then_refused("no_such_disposition", disposition_id=7)


def test_a_stale_view_is_refused() -> None:
    DISPOSED.when(recall(disposition_id=1, text=WORDS, seen_version=3)).then_refused(
        "seen_version_stale", seen_version=3, version=4
    )


def test_what_a_program_wrote_makes_no_view_stale() -> None:
    seen = DISPOSED.given(ByProgram(s.clock_started()))
    seen.when(recall(disposition_id=1, text=WORDS, seen_version=4)).then(s.disposition_recalled())
