"""What holds for any history and any command."""

from hypothesis import given
from hypothesis import strategies as st

from engine.decider import Entry
from engine.errors import RefusedError
from schemas.commands import disposition as say
from schemas.events import PengaduanEvent
from schemas.events.disposition import Disposed
from services.disposition.decider import DISPOSITION
from services.disposition.state import State
from services.disposition.targets import target_of
from tests.disposition import kit
from tests.disposition.kit import WORDS, at, order_of
from tests.support import samples as s
from tests.support.spec import entries_of

PLACES = st.builds(at, st.integers(1, 8), st.integers(0, 1))
NUMBERS = st.integers(1, 3)
PARTIES = st.sampled_from(["reporter", "outside"])
TARGETS = PLACES.map(target_of)
EVENTS: st.SearchStrategy[PengaduanEvent] = st.one_of(
    st.sampled_from(s.SAMPLES),
    st.builds(s.disposed, disposition_id=NUMBERS, role=st.sampled_from(["utama", "pendamping"])),
    st.builds(s.clarified, disposition_id=NUMBERS),
    st.builds(s.waiting_started, party=PARTIES),
    st.builds(s.waiting_ended, party=PARTIES),
    st.builds(s.annulled, target=TARGETS),
    st.builds(s.corrected, target=TARGETS),
)
HISTORIES = st.lists(EVENTS, max_size=12)
CASES = HISTORIES.map(lambda rest: [s.received(source=None), *rest])

ONCE: list[say.DispositionCommand] = [
    kit.to_opd("dinkes"),
    kit.to_opd("dlh", role="pendamping"),
    kit.accept(disposition_id=1),
    kit.return_it(disposition_id=1, reason="kurang_data", text=WORDS),
    kit.recall(disposition_id=1, text=WORDS),
    kit.clarify(disposition_id=1, text=WORDS),
    kit.forward(agency="ombudsman", text=WORDS),
    kit.wait(party="reporter", reason="menunggu_dokumen"),
    kit.wait(party="outside", reason="menunggu_instansi", agency="bpn"),
    kit.resume(party="reporter"),
    kit.resume(party="outside"),
    kit.confirm(),
    kit.dispute(text=WORDS),
    kit.request_withdrawal(text=WORDS),
    kit.withdraw(),
    kit.close(outcome="selesai", text=WORDS),
    kit.close(outcome="duplikat", text=WORDS),
    kit.reopen(reason="tidak_puas", text=WORDS),
    kit.link(original=s.ORIGINAL_ID),
    kit.unlink(text=WORDS),
    kit.correct(target=at(1), field="channel", new="surat", reason=WORDS),
    kit.annul(target=at(2), text=WORDS),
]
REPEATABLE: list[say.DispositionCommand] = [
    kit.answer(text=WORDS),
    kit.add_note(text=WORDS),
    kit.forward(agency_name="Kantor Camat", text=WORDS),
    kit.read(disposition_id=1),
    kit.correct(target=at(1), field="identity.name", new=s.REPORTER_NAME, reason=WORDS),
]


def folded(history: list[PengaduanEvent]) -> State:
    return DISPOSITION.fold(entries_of(history))


def decided(command: say.DispositionCommand, state: State) -> list[PengaduanEvent]:
    try:
        return DISPOSITION.decide(order_of(command), state)
    except RefusedError:
        return []


@given(HISTORIES)
def test_any_history_can_be_read(history: list[PengaduanEvent]) -> None:
    folded(history)


@given(CASES, st.sampled_from(ONCE + REPEATABLE))
def test_every_command_is_answered_by_an_event_or_by_a_refusal(
    history: list[PengaduanEvent], command: say.DispositionCommand
) -> None:
    assert len(decided(command, folded(history))) <= 1


@given(CASES, st.sampled_from(ONCE))
def test_said_twice_is_recorded_once(
    history: list[PengaduanEvent], command: say.DispositionCommand
) -> None:
    first = decided(command, folded(history))
    assert decided(command, folded([*history, *first])) == [] or not first


STEPS = st.lists(
    st.one_of(
        st.builds(
            kit.to_opd,
            st.sampled_from(["dinkes", "dlh"]),
            role=st.sampled_from(["utama", "pendamping"]),
        ),
        st.builds(kit.clarify, disposition_id=NUMBERS, text=st.just(WORDS)),
        st.builds(kit.recall, disposition_id=NUMBERS, text=st.just(WORDS)),
        st.builds(kit.annul, target=st.builds(at, st.integers(3, 20)), text=st.just(WORDS)),
        st.sampled_from(ONCE + REPEATABLE),
    ),
    max_size=20,
)


def worked(steps: list[say.DispositionCommand]) -> State:
    """The state after a person tried all of this."""
    state = kit.READY.state
    for version, command in enumerate(steps, start=4):
        state = DISPOSITION.fold(placed(decided(command, state), version), state)
    return state


@given(STEPS)
def test_at_most_one_utama_is_open(steps: list[say.DispositionCommand]) -> None:
    known = worked(steps).known
    assert sum(d.role == "utama" for d in known.open_dispositions) <= 1


@given(STEPS)
def test_a_holder_has_at_most_one_open_disposition(steps: list[say.DispositionCommand]) -> None:
    holders = [d.to for d in worked(steps).known.open_dispositions]
    assert len(holders) == len({(holder.kind, holder.code) for holder in holders})


@given(STEPS)
def test_nothing_is_closed_while_an_utama_is_open(steps: list[say.DispositionCommand]) -> None:
    known = worked(steps).known
    assert known.ending is None or known.utama is None


@given(STEPS)
def test_each_party_is_waited_for_at_most_once(steps: list[say.DispositionCommand]) -> None:
    parties = [wait.party for wait in worked(steps).known.waits]
    assert len(parties) == len(set(parties))


@given(STEPS)
def test_what_has_ended_waits_for_nobody(steps: list[say.DispositionCommand]) -> None:
    known = worked(steps).known
    assert known.ending is None or not known.waits


@given(CASES)
def test_every_new_disposition_has_a_new_number(history: list[PengaduanEvent]) -> None:
    used = {e.disposition_id for e in history if isinstance(e, Disposed)}
    for event in decided(kit.to_opd("bapenda", role="pendamping"), folded(history)):
        assert isinstance(event, Disposed)
        assert event.disposition_id not in used


@given(CASES, PLACES)
def test_what_was_undone_leaves_no_trace_in_what_is_known(
    history: list[PengaduanEvent], place: say.At
) -> None:
    state = folded(history)
    undone = decided(kit.annul(target=place, text=WORDS), state)
    if undone:
        after = DISPOSITION.fold(placed(undone, len(history) + 1), state)
        without = [e for e in state.history if (e.version, e.index) != (place.version, place.index)]
        assert after.known.dispositions == DISPOSITION.fold(without).known.dispositions
        assert after.known.ending == DISPOSITION.fold(without).known.ending
        assert after.known.waits == DISPOSITION.fold(without).known.waits


def placed(events: list[PengaduanEvent], version: int) -> list[Entry[PengaduanEvent]]:
    return [Entry(version, index, "next", True, event) for index, event in enumerate(events)]
