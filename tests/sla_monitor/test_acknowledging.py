"""What is acknowledged: an escalation that there is, by a person, once."""

import pytest

from schemas.base import Sealed
from schemas.commands.sla import Acknowledge
from schemas.events import PengaduanEvent
from services.sla_monitor.acknowledging import ACKNOWLEDGING, Climbed, Order
from tests.support import samples as s
from tests.support.spec import ByProgram, Spec

AcknowledgingSpec = Spec[Acknowledge, Order, Climbed, PengaduanEvent]


def order_of(command: Acknowledge) -> Order:
    return Order(command, s.OCCURRED, s.WORDS, role="kepala")


def by(role: str | None) -> AcknowledgingSpec:
    """The rules as somebody in a role meets them."""

    def order(command: Acknowledge) -> Order:
        return Order(command, s.OCCURRED, s.WORDS, role=role)

    return Spec(ACKNOWLEDGING, order, RECEIVED.history)


def acknowledge(
    clock: str = "settle", level: int = 1, seen_version: int | None = None
) -> Acknowledge:
    return Acknowledge(
        command_id=s.COMMAND_ID,
        pengaduan_id=s.PENGADUAN_ID,
        clock=clock,
        level=level,
        seen_version=seen_version,
    )


NEW: AcknowledgingSpec = Spec(ACKNOWLEDGING, order_of)
RECEIVED = NEW.given(s.received(source=None))
ESCALATED = RECEIVED.given(ByProgram(s.escalated()))


def test_an_escalation_is_acknowledged() -> None:
    ESCALATED.when(acknowledge()).then(s.escalation_acknowledged())


def test_it_is_acknowledged_once() -> None:
    ESCALATED.after(acknowledge()).when(acknowledge()).then_nothing()


def test_each_rung_is_acknowledged_for_itself() -> None:
    second = ESCALATED.after(acknowledge()).given(s.escalated(level=2))
    second.when(acknowledge(level=2)).then(s.escalation_acknowledged(level=2))


def test_a_rung_that_was_not_reached_is_not_acknowledged() -> None:
    ESCALATED.when(acknowledge(level=2)).then_refused("no_such_escalation", clock="settle", level=2)


def test_another_clock_is_another_ladder() -> None:
    ESCALATED.when(acknowledge("verify")).then_refused("no_such_escalation", clock="verify")


@pytest.mark.parametrize("role", [None, "petugas", "ketua_tim", "kepala_bidang"])
def test_what_was_brought_before_the_head_nobody_below_acknowledges(role: str | None) -> None:
    escalated = by(role).given(ByProgram(s.escalated(to="kepala_dinas")))
    escalated.when(acknowledge()).then_refused("escalated_above_you", to="kepala_dinas")


@pytest.mark.parametrize("role", ["ketua_tim", "kepala_seksi", "kepala_dinas", "kepala"])
def test_what_was_brought_before_one_is_acknowledged_by_one_above_too(role: str) -> None:
    escalated = by(role).given(ByProgram(s.escalated(to="ketua_tim")))
    escalated.when(acknowledge()).then(s.escalation_acknowledged())


def test_what_was_brought_before_a_title_that_is_not_known_is_acknowledged_by_anybody() -> None:
    escalated = by(None).given(ByProgram(s.escalated(to="sekretaris")))
    escalated.when(acknowledge()).then(s.escalation_acknowledged())


def test_an_unknown_complaint_has_no_escalation() -> None:
    NEW.when(acknowledge()).then_refused("unknown_complaint")


def test_a_complaint_that_has_ended_is_still_acknowledged() -> None:
    for end in (s.closed(), s.withdrawn(), s.rejected(), s.voided()):
        ESCALATED.given(end).when(acknowledge()).then(s.escalation_acknowledged())


def test_a_ladder_climbed_anew_is_acknowledged_anew() -> None:
    again = ESCALATED.after(acknowledge()).given(s.verdict_overturned(), s.escalated())
    again.when(acknowledge()).then(s.escalation_acknowledged())


def test_who_has_not_seen_what_a_person_wrote_is_told() -> None:
    ESCALATED.given(s.answered()).when(acknowledge(seen_version=2)).then_refused(
        "seen_version_stale"
    )


def test_what_a_program_wrote_hinders_nobody() -> None:
    ESCALATED.when(acknowledge(seen_version=1)).then(s.escalation_acknowledged())


def test_no_words_need_no_box() -> None:
    plain: AcknowledgingSpec = Spec(
        ACKNOWLEDGING,
        lambda command: Order(command, s.OCCURRED, Sealed(), role="kepala"),
        ESCALATED.history,
    )
    plain.when(acknowledge()).then(s.escalation_acknowledged(sealed=Sealed()))
