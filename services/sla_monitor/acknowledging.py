"""The rules of acknowledging: a person has seen an escalation, and says so once."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from engine.decider import Decider, Entry
from policy.permissions import stands_below
from runtime.case import Case, check_seen, evolve_case
from runtime.refusals import UnknownComplaintError
from schemas.base import Occurred, Sealed
from schemas.commands.sla import Acknowledge
from schemas.events import PengaduanEvent
from schemas.events.sla import Escalated, EscalationAcknowledged
from services.sla_monitor.errors import EscalatedAboveYouError, NoSuchEscalationError

Rung: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Order:
    """One command, ready to be decided.

    Attributes:
        command: Wordless.
        occurred: When it happened.
        sealed: Its words.
        role: In which role somebody says so.
    """

    command: Acknowledge
    occurred: Occurred
    sealed: Sealed
    role: str | None = None


@dataclass(frozen=True, slots=True)
class Climbed:
    """How far the ladders of a complaint were climbed.

    Attributes:
        case: The file's cover.
        rungs: Every escalation by its clock and level, and before whom it was brought.
        seen: Those of them that a person has acknowledged.
    """

    case: Case = Case()
    rungs: Mapping[Rung, str] = field(default_factory=dict)
    seen: frozenset[Rung] = frozenset()


def decide(order: Order, climbed: Climbed) -> list[PengaduanEvent]:
    command = order.command
    rung = (command.clock, command.level)
    if climbed.case.received is None:
        raise UnknownComplaintError(command.pengaduan_id)
    if rung in climbed.seen:
        return []
    check_seen(climbed.case, command.seen_version)
    if rung not in climbed.rungs:
        raise NoSuchEscalationError(*rung)
    if stands_below(order.role, climbed.rungs[rung]):
        raise EscalatedAboveYouError(climbed.rungs[rung])
    return [
        EscalationAcknowledged(
            occurred=order.occurred,
            clock=command.clock,
            level=command.level,
            sealed=order.sealed,
        )
    ]


def evolve(climbed: Climbed, entry: Entry[PengaduanEvent]) -> Climbed:
    climbed = replace(climbed, case=evolve_case(climbed.case, entry))
    match entry.event:
        case Escalated(clock=clock, level=level, to=to):
            # A verdict can be overturned and the ladder climbed anew: that is to be seen too.
            rung = (clock, level)
            return replace(climbed, rungs={**climbed.rungs, rung: to}, seen=climbed.seen - {rung})
        case EscalationAcknowledged(clock=clock, level=level):
            return replace(climbed, seen=climbed.seen | {(clock, level)})
        case _:
            return climbed


# What the monitor writes is never annulled, so nothing is folded anew.
ACKNOWLEDGING: Decider[Order, Climbed, PengaduanEvent] = Decider(Climbed(), decide, evolve)
