"""When a reporter's data may be erased, and when it must wait."""

import pytest

from schemas.commands import intake as say
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Corrected, Target
from services.intake.decider import INTAKE, IntakeOrder, Order
from services.intake.state import State
from tests.support import samples as s
from tests.support.spec import Spec

SUPERVISED = "berkadar_pengawasan"
ASKED = say.EraseIdentity(
    command_id=s.COMMAND_ID, pengaduan_id=s.PENGADUAN_ID, basis="permintaan_pelapor"
)
BY_RULE = say.EraseIdentity(command_id=s.COMMAND_ID, pengaduan_id=s.PENGADUAN_ID, basis="retensi")
CLOSED_AT = Target(version=4, index=0)
CLASSIFIED_AT = Target(version=3, index=0)


def order_of(said: say.EraseIdentity) -> IntakeOrder:
    return Order(
        command=said,
        occurred=s.OCCURRED,
        sealed=s.WORDS,
        given=(),
        number="",
        tracking=None,
        policy=s.POLICY,
        supervision=(SUPERVISED,),
    )


NEW: Spec[say.EraseIdentity, IntakeOrder, State, PengaduanEvent] = Spec(INTAKE, order_of)
VERIFIED = NEW.given(s.received(source=None), s.verified())
SUPERVISION = VERIFIED.given(s.classified(kind=SUPERVISED))
ORDINARY = VERIFIED.given(s.classified(kind="tidak_berkadar_pengawasan"))


def kind_put_right(new: str) -> Corrected:
    return Corrected(
        occurred=s.OCCURRED, target=CLASSIFIED_AT, field="kind", old=None, new=new, sealed=s.WORDS
    )


def test_an_open_supervision_case_is_not_erased() -> None:
    SUPERVISION.when(ASKED).then_refused("supervision_case_open", number=s.NUMBER)


@pytest.mark.parametrize("end", [s.closed(), s.withdrawn(), s.rejected(), s.voided()])
def test_one_that_has_ended_is_erased(end: PengaduanEvent) -> None:
    assert SUPERVISION.given(end).when(ASKED).refusal is None


def test_one_that_was_reopened_is_not_erased() -> None:
    reopened = SUPERVISION.given(s.closed(), s.reopened())

    reopened.when(ASKED).then_refused("supervision_case_open", number=s.NUMBER)


def test_one_whose_closing_was_undone_is_not_erased() -> None:
    undone = Annulled(occurred=s.OCCURRED, target=CLOSED_AT, sealed=s.WORDS)

    SUPERVISION.given(s.closed(), undone).when(ASKED).then_refused(
        "supervision_case_open", number=s.NUMBER
    )


def test_one_that_became_a_supervision_case_by_correction_is_not_erased() -> None:
    ORDINARY.given(kind_put_right(SUPERVISED)).when(ASKED).then_refused(
        "supervision_case_open", number=s.NUMBER
    )


def test_one_that_was_none_after_all_is_erased() -> None:
    corrected = SUPERVISION.given(kind_put_right("tidak_berkadar_pengawasan"))

    assert corrected.when(ASKED).refusal is None


def test_a_correction_of_an_older_classification_changes_nothing() -> None:
    again = SUPERVISION.given(s.classified(kind="tidak_berkadar_pengawasan"))

    assert again.given(kind_put_right(SUPERVISED)).when(ASKED).refusal is None


@pytest.mark.parametrize("case", [VERIFIED, ORDINARY])
def test_any_other_open_case_is_erased_when_the_reporter_asks(
    case: Spec[say.EraseIdentity, IntakeOrder, State, PengaduanEvent],
) -> None:
    assert case.when(ASKED).refusal is None


def test_an_open_case_is_not_erased_by_a_rule_of_retention() -> None:
    ORDINARY.when(BY_RULE).then_refused("still_open", number=s.NUMBER)


def test_a_closed_case_is_erased_by_a_rule_of_retention() -> None:
    assert ORDINARY.given(s.closed()).when(BY_RULE).refusal is None
