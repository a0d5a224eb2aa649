"""The rules of a raw message: decided once by the program, and by people only where it waits."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from engine.decider import Entry
from engine.errors import RefusedError
from schemas.base import Box, PengaduanId, Sealed
from schemas.inbox import Dismissed, Filed, InboxEvent, RawRead, ReceiptTold, Waiting
from services.intake.inbox.decider import INBOX, Order, Stand
from services.intake.inbox.errors import (
    AlreadyFiledError,
    MessageErasedError,
    NotWaitingError,
    UnknownMessageError,
)
from tests.support.sample_inbox import kept

KEPT = kept()
BARE = kept(sealed=Sealed())
A, B = (Filed(pengaduan_id=PengaduanId(name), how="added") for name in ("a", "b"))
WAITING = Waiting(code="several_open", sentence="Pilih satu.", suggestion=PengaduanId("a"))
DISMISSED = Dismissed(reason="person")
ERASED = Dismissed(reason="person", erased=("k-1",))
TOLD = ReceiptTold(sent="5c" * 32, status="read", erased=("k-1",))
DECISIONS = (A, B, WAITING, DISMISSED, ERASED, TOLD)


def stood(*events: InboxEvent) -> Stand:
    return INBOX.fold(Entry(at, 0, "c", False, event) for at, event in enumerate(events, 1))


def by_person(event: InboxEvent, *history: InboxEvent) -> list[InboxEvent]:
    return INBOX.decide(Order(event, personal=True), stood(*history))


def by_program(event: InboxEvent, *history: InboxEvent) -> list[InboxEvent]:
    return INBOX.decide(Order(event), stood(*history))


def test_a_message_is_kept_once() -> None:
    assert by_program(KEPT) == [KEPT]
    assert by_program(KEPT, KEPT) == []


def test_nothing_is_decided_about_what_was_never_kept() -> None:
    with pytest.raises(UnknownMessageError):
        by_program(A)


@pytest.mark.parametrize("decision", DECISIONS)
def test_the_program_decides_what_nobody_has(decision: InboxEvent) -> None:
    assert by_program(decision, KEPT) == [decision]


@pytest.mark.parametrize("decision", DECISIONS)
@pytest.mark.parametrize("before", DECISIONS)
def test_the_program_changes_no_decision(decision: InboxEvent, before: InboxEvent) -> None:
    assert by_program(decision, KEPT, before) == []


def test_what_could_not_be_carried_out_waits() -> None:
    order = Order(WAITING, after=A)
    assert INBOX.decide(order, stood(KEPT, A)) == [WAITING]
    assert INBOX.decide(order, stood(KEPT, B)) == []
    assert INBOX.decide(order, stood(KEPT, A, WAITING)) == []


@pytest.mark.parametrize("before", [WAITING, DISMISSED])
def test_a_person_files_what_waits_or_was_put_aside(before: InboxEvent) -> None:
    assert by_person(A, KEPT, before) == [A]


def test_a_person_files_twice_once() -> None:
    assert by_person(A, KEPT, WAITING, A) == []


@pytest.mark.parametrize("event", [B, DISMISSED])
def test_what_is_filed_stays_where_it_is(event: InboxEvent) -> None:
    with pytest.raises(AlreadyFiledError):
        by_person(event, KEPT, A)


def test_a_person_dismisses_twice_once_and_may_erase_after() -> None:
    assert by_person(DISMISSED, KEPT, WAITING) == [DISMISSED]
    assert by_person(DISMISSED, KEPT, WAITING, DISMISSED) == []
    assert by_person(ERASED, KEPT, WAITING, DISMISSED) == [ERASED]
    assert by_person(ERASED, KEPT, WAITING, ERASED) == []


@pytest.mark.parametrize("event", [A, DISMISSED])
def test_nobody_decides_before_the_program(event: InboxEvent) -> None:
    with pytest.raises(NotWaitingError):
        by_person(event, KEPT)


@pytest.mark.parametrize("event", [A, RawRead()])
def test_what_was_erased_is_neither_filed_nor_read(event: InboxEvent) -> None:
    with pytest.raises(MessageErasedError):
        by_person(event, KEPT, WAITING, ERASED)


def test_what_was_erased_is_not_filed_after_a_receipt() -> None:
    with pytest.raises(MessageErasedError):
        by_person(A, KEPT, TOLD)


def test_each_reading_is_written_down() -> None:
    assert by_person(RawRead(), KEPT, WAITING, RawRead()) == [RawRead()]


def test_every_complaint_that_it_was_filed_to_is_known() -> None:
    stand = stood(KEPT, A, WAITING, B, WAITING, A)
    assert (stand.complaints, stand.filed) == (("b", "a"), "a")


def test_its_key_is_that_of_its_box() -> None:
    box = KEPT.sealed.content
    assert isinstance(box, Box)
    assert stood(KEPT).key == box.key
    assert stood(BARE).key is None
    assert stood().key is None


@given(history=st.lists(st.sampled_from(DECISIONS), max_size=6), event=st.sampled_from(DECISIONS))
def test_saying_it_twice_writes_it_once(history: list[InboxEvent], event: InboxEvent) -> None:
    try:
        first = by_person(event, KEPT, *history)
    except RefusedError:
        assume(False)
    assert by_person(event, KEPT, *history, *first) == []
