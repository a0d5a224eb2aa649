"""Duplicates, notes, and what an OPD may say."""

from dataclasses import replace

import pytest

from services.disposition.state import Known
from tests.disposition.kit import (
    OTHER_ID,
    READY,
    WORDS,
    accept,
    add_note,
    beside,
    by_opd,
    clarify,
    link,
    recall,
    return_it,
    unlink,
)
from tests.support import samples as s

LINK = link(original=s.ORIGINAL_ID, text=WORDS)
LINKED = READY.given(s.linked())
ENDS = [s.closed(), s.withdrawn(), s.rejected()]


def test_a_duplicate_names_its_original() -> None:
    READY.when(LINK).then(s.linked())


def test_a_duplicate_is_linked_once() -> None:
    LINKED.when(LINK).then_nothing()


def test_a_duplicate_has_one_original() -> None:
    LINKED.when(link(original=OTHER_ID)).then_refused("already_linked", original=s.ORIGINAL_ID)


def test_a_complaint_is_no_duplicate_of_itself() -> None:
    READY.when(link(original=s.PENGADUAN_ID)).then_refused("link_to_itself")


def test_a_duplicate_is_no_original() -> None:
    beside(Known(original=OTHER_ID)).when(LINK).then_refused(
        "original_is_duplicate", original=s.ORIGINAL_ID, its_original=OTHER_ID
    )


def test_a_mistaken_entry_is_no_original() -> None:
    beside(Known(ending="voided")).when(LINK).then_refused("original_voided")


def test_an_unlinked_complaint_says_from_which() -> None:
    LINKED.when(unlink(text=WORDS)).then(s.unlinked())


def test_what_is_not_linked_is_not_unlinked() -> None:
    READY.when(unlink(text=WORDS)).then_nothing()


@pytest.mark.parametrize("end", ENDS)
def test_a_duplicate_is_found_after_the_end_too(end: s.PengaduanEvent) -> None:
    READY.given(end).when(LINK).then(s.linked())


@pytest.mark.parametrize("end", [*ENDS, s.voided()])
def test_a_note_is_always_written(end: s.PengaduanEvent) -> None:
    READY.given(end).when(add_note(text=WORDS)).then(s.note_added())


@pytest.mark.parametrize("end", [*ENDS, s.voided()])
def test_a_holder_can_always_be_told_that_it_is_over(end: s.PengaduanEvent) -> None:
    READY.given(s.disposed(), end).when(recall(disposition_id=1, text=WORDS)).then(
        s.disposition_recalled()
    )


DINKES = by_opd("dinkes")
HELD = replace(DINKES, history=(*DINKES.history, s.disposed()))
OTHERS = replace(HELD, order_of=by_opd("dlh").order_of)


def test_an_opd_speaks_of_its_own_disposition() -> None:
    HELD.when(accept(disposition_id=1)).then(s.disposition_accepted())
    HELD.when(clarify(disposition_id=1, text=WORDS)).then(s.clarified())


def test_an_opd_does_not_speak_of_anothers_disposition() -> None:
    OTHERS.when(return_it(disposition_id=1, reason="kurang_data", text=WORDS)).then_refused(
        "not_your_disposition", disposition_id=1
    )


def test_an_opd_does_not_learn_which_dispositions_there_are() -> None:
    OTHERS.when(accept(disposition_id=9)).then_refused("not_your_disposition", disposition_id=9)


def test_an_opd_does_not_learn_that_anothers_disposition_was_accepted() -> None:
    accepted = replace(OTHERS, history=(*OTHERS.history, s.disposition_accepted()))
    accepted.when(accept(disposition_id=1)).then_refused("not_your_disposition")


def test_an_opd_does_not_speak_for_an_inner_unit_of_its_code() -> None:
    unit = s.disposed(to=type(s.disposed().to)(kind="unit", code="dinkes"))
    replace(DINKES, history=(*DINKES.history, unit)).when(accept(disposition_id=1)).then_refused(
        "not_your_disposition"
    )
