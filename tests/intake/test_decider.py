"""What intake lets happen to a complaint, and what it refuses."""

from collections.abc import Callable
from typing import Any, TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.wordless import given as given_fields
from runtime.wordless import wordless
from schemas.base import Box, Sealed
from schemas.commands import intake as say
from schemas.commands.base import Command
from schemas.events import PengaduanEvent
from schemas.events.disposition import Target
from services.intake.attaching.stored import StoredFile
from services.intake.decider import INTAKE, IntakeOrder, Order, RowOrder, UndoOrder
from services.intake.state import State
from tests.support import samples as s
from tests.support.spec import ByProgram, Spec, entries_of

C = TypeVar("C", bound=Command)
Said = say.IntakeCommand | RowOrder | UndoOrder
WORDS = "Sudah diperiksa"


def told(command: type[C]) -> Callable[..., C]:
    def make(**fields: Any) -> C:
        return command(command_id=s.COMMAND_ID, pengaduan_id=s.PENGADUAN_ID, **fields)

    return make


def order_of(said: Said) -> IntakeOrder:
    """What the clerk makes of a command, with the sample's words."""
    if isinstance(said, RowOrder | UndoOrder):
        return said
    return Order(
        command=wordless(said),
        occurred=s.OCCURRED,
        sealed=s.WORDS,
        given=tuple(sorted(given_fields(said))),
        number=s.NUMBER,
        tracking="7a" * 32,
        policy=s.POLICY,
        file=StoredFile("image/jpeg", 204_800, s.DIGEST),
    )


RECEIVE = told(say.Receive)(channel="whatsapp", text=WORDS)
ASK = told(say.RequestCompletion)(missing=("nik", "permit_number"))
COMPLETE = told(say.Complete)(identity=say.IdentityGiven(nik="1403016507880003"))
VERIFY = told(say.Verify)(documents=("ktp", "kronologi"))
REJECT = told(say.Reject)(reason="bukan_wewenang", text=WORDS)
CLASSIFY = told(say.Classify)(
    severity="sedang",
    kind="tidak_berkadar_pengawasan",
    category="durasi_waktu",
    sector="kesehatan",
    permit_type="izin_apotek",
)
VOID = told(say.Void)(text=WORDS)
SETTLE = told(say.SettleDoubt)(
    doubt="status_missing", column="status", decision="accepted", text=WORDS
)
MESSAGE = told(say.AddMessage)(channel="website", text=WORDS)
ATTACH = told(say.AddAttachment)(
    attachment_id="019f3b5c-7ffd-7e01-8f00-5a5a5a5a0006",
    digest=s.DIGEST,
    size=204_800,
    file="foto.jpg",
)
ERASE = told(say.EraseIdentity)(basis="permintaan_pelapor")
ROW = RowOrder((s.received(), s.answered()))
UNDO = UndoOrder(s.PENGADUAN_ID, s.IMPORT_ID, s.OCCURRED, s.WORDS)

NEW: Spec[Said, IntakeOrder, State, PengaduanEvent] = Spec(INTAKE, order_of)
LIVE = NEW.given(s.received(source=None, given=("text",), sealed=s.WORDS))
IMPORTED = NEW.given(ByProgram(s.received()), ByProgram(s.answered()))
VERIFIED = LIVE.given(s.verified())
ENDS = [(s.closed(), "already_ended"), (s.withdrawn(), "already_ended")]


class TestReceiving:
    def test_a_complaint_gets_its_number(self) -> None:
        NEW.when(RECEIVE).then(s.received(source=None, given=("text",), sealed=s.WORDS))

    def test_what_is_received_is_not_received_again(self) -> None:
        LIVE.when(RECEIVE).then_refused("already_received", number=s.NUMBER)

    @pytest.mark.parametrize("command", [MESSAGE, ATTACH, ASK, VERIFY, CLASSIFY, VOID, ERASE])
    def test_nothing_is_said_of_an_unknown_complaint(self, command: say.IntakeCommand) -> None:
        NEW.when(command).then_refused("unknown_complaint", pengaduan_id=s.PENGADUAN_ID)

    def test_a_message_is_added_each_time(self) -> None:
        LIVE.after(MESSAGE).when(MESSAGE).then(s.message_added())

    def test_a_file_is_referred_to_once(self) -> None:
        LIVE.when(ATTACH).then(s.attachment_added())
        LIVE.after(ATTACH).when(ATTACH).then_nothing()


class TestCompleting:
    def test_what_is_missing_is_asked_for_once(self) -> None:
        LIVE.when(ASK).then(s.completion_requested())
        LIVE.after(ASK).when(ASK).then_nothing()

    def test_something_else_may_be_asked_for(self) -> None:
        asked = told(say.RequestCompletion)(missing=("phone",))
        LIVE.after(ASK).when(asked).then(s.completion_requested(missing=("phone",)))

    def test_what_was_given_is_named(self) -> None:
        LIVE.after(ASK).when(COMPLETE).then(s.completed(given=("nik",), sealed=s.WORDS))

    def test_nothing_is_completed_that_was_not_asked_for(self) -> None:
        LIVE.when(COMPLETE).then_refused("nothing_asked")

    def test_it_is_completed_once(self) -> None:
        LIVE.after(ASK).after(COMPLETE).when(COMPLETE).then_refused("nothing_asked")

    def test_a_verification_ends_the_asking(self) -> None:
        LIVE.after(ASK).after(VERIFY).when(COMPLETE).then_refused("nothing_asked")


class TestJudging:
    def test_it_is_verified_once(self) -> None:
        LIVE.when(VERIFY).then(s.verified())
        VERIFIED.when(VERIFY).then_nothing()

    def test_it_is_rejected_once(self) -> None:
        LIVE.when(REJECT).then(s.rejected())
        LIVE.after(REJECT).when(REJECT).then_nothing()

    @pytest.mark.parametrize("command", [ASK, VERIFY, CLASSIFY])
    def test_what_is_rejected_goes_no_further(self, command: say.IntakeCommand) -> None:
        LIVE.given(s.rejected()).when(command).then_refused("already_rejected")

    @pytest.mark.parametrize("command", [ASK, VERIFY, REJECT, CLASSIFY])
    @pytest.mark.parametrize(("end", "code"), ENDS)
    def test_what_has_ended_goes_no_further(
        self, command: say.IntakeCommand, end: PengaduanEvent, code: str
    ) -> None:
        LIVE.given(end).when(command).then_refused(code)

    def test_what_is_opened_again_goes_on(self) -> None:
        LIVE.given(s.closed(), s.reopened()).when(VERIFY).then(s.verified())

    def test_an_annulled_closing_never_ended_it(self) -> None:
        annulled = s.annulled(target=Target(version=2, index=0))
        LIVE.given(s.closed(), annulled).when(VERIFY).then(s.verified())


class TestClassifying:
    def test_a_verified_complaint_is_classified_once(self) -> None:
        VERIFIED.when(CLASSIFY).then(s.classified())
        VERIFIED.after(CLASSIFY).when(CLASSIFY).then_nothing()

    def test_it_is_verified_first(self) -> None:
        LIVE.when(CLASSIFY).then_refused("not_yet_verified")

    def test_it_may_be_classified_otherwise(self) -> None:
        other = told(say.Classify)(severity="berat")
        VERIFIED.after(CLASSIFY).when(other).then(
            s.classified(severity="berat", kind=None, category=None, sector=None, permit_type=None)
        )

    def test_an_annulled_classification_can_be_made_again(self) -> None:
        annulled = s.annulled(target=Target(version=3, index=0))
        VERIFIED.given(s.classified(), annulled).when(CLASSIFY).then(s.classified())


class TestVoiding:
    def test_a_mistaken_entry_is_voided_once(self) -> None:
        LIVE.when(VOID).then(s.voided(reason="mistake", import_id=None))
        LIVE.after(VOID).when(VOID).then_nothing()

    @pytest.mark.parametrize("command", [MESSAGE, ATTACH, ASK, VERIFY, REJECT, CLASSIFY])
    def test_what_is_voided_goes_no_further(self, command: say.IntakeCommand) -> None:
        LIVE.given(s.voided()).when(command).then_refused("already_voided")


class TestDoubts:
    def test_a_doubt_of_a_row_is_settled(self) -> None:
        IMPORTED.when(SETTLE).then(s.doubt_settled(doubt="status_missing", column="status"))

    def test_a_doubt_is_settled_once(self) -> None:
        IMPORTED.after(SETTLE).when(SETTLE).then_refused("no_such_doubt", doubt="status_missing")

    def test_a_live_complaint_has_no_doubts(self) -> None:
        LIVE.when(SETTLE).then_refused("no_such_doubt")


class TestErasing:
    def test_every_key_that_was_used_is_named(self) -> None:
        NEW.given(s.received(source=None)).when(ERASE).then(
            s.identity_erased(keys=("kunci-content-1", "kunci-identity-1"))
        )

    def test_a_key_of_something_annulled_is_named_too(self) -> None:
        box = Box(key="kunci-content-2", nonce=s.NONCE, data=b"sealed")
        sealed = Sealed(content=box)
        annulled = s.annulled(target=Target(version=2, index=0))
        undone = LIVE.given(s.answered(sealed=sealed), annulled)
        undone.when(ERASE).then(s.identity_erased(keys=("kunci-content-1", "kunci-content-2")))

    def test_it_is_erased_once(self) -> None:
        LIVE.after(ERASE).when(ERASE).then_nothing()

    def test_what_was_said_after_an_erasure_can_be_erased_too(self) -> None:
        later = LIVE.after(ERASE).after(MESSAGE)
        later.when(ERASE).then(s.identity_erased(keys=("kunci-content-1",)))

    @pytest.mark.parametrize("end", [s.voided(), s.closed(), s.rejected()])
    def test_it_can_be_erased_whatever_became_of_it(self, end: PengaduanEvent) -> None:
        assert LIVE.given(end).when(ERASE).refusal is None


class TestImporting:
    def test_a_row_becomes_what_it_supports(self) -> None:
        NEW.when(ROW).then(s.received(), s.answered())

    def test_a_row_is_taken_in_once(self) -> None:
        NEW.after(ROW).when(ROW).then_nothing()

    def test_an_import_is_undone_once(self) -> None:
        IMPORTED.when(UNDO).then(s.voided())
        IMPORTED.after(UNDO).when(UNDO).then_nothing()

    def test_what_a_person_worked_on_is_kept(self) -> None:
        IMPORTED.after(SETTLE).when(UNDO).then_refused(
            "worked_on_since", pengaduan_id=s.PENGADUAN_ID
        )

    def test_what_a_program_wrote_does_not_keep_it(self) -> None:
        IMPORTED.given(ByProgram(s.clock_met())).when(UNDO).then(s.voided())


class TestSeenVersion:
    def test_a_stale_view_is_refused(self) -> None:
        VERIFIED.when(told(say.Void)(text=WORDS, seen_version=1)).then_refused(
            "seen_version_stale", seen_version=1, version=2
        )

    def test_what_a_program_wrote_makes_no_view_stale(self) -> None:
        seen = LIVE.given(ByProgram(s.clock_started()))
        seen.when(told(say.Verify)(seen_version=1)).then(s.verified(documents=()))

    def test_what_is_so_already_needs_no_fresh_view(self) -> None:
        VERIFIED.given(s.classified()).when(told(say.Verify)(seen_version=1)).then_nothing()


HISTORIES = st.lists(st.sampled_from(s.SAMPLES), max_size=12)


@given(HISTORIES)
def test_any_history_can_be_read(history: list[PengaduanEvent]) -> None:
    INTAKE.fold(entries_of(history))


@given(HISTORIES, st.sampled_from([ASK, VERIFY, REJECT, CLASSIFY, VOID, ATTACH, ERASE, UNDO]))
def test_said_twice_is_recorded_once(history: list[PengaduanEvent], said: Said) -> None:
    spec = LIVE.given(*history)
    first = spec.when(said)
    assert first.refusal is not None or spec.given(*first.events).when(said).events == []
