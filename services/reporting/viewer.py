"""Who asks, and so what is shown: by the one table of permissions."""

from collections.abc import Callable
from dataclasses import dataclass

from policy.permissions import EVERYWHERE, Permissions, Role, Sights, Standing, role_of, sees
from runtime.callers import actor_of
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.lines import ActionLine
from services.reporting import refusals
from services.reporting.identity import SHOWN, hidden

NOT_SHOWN = "[tidak ditampilkan]"


@dataclass(frozen=True, slots=True)
class Viewer:
    """One who asks.

    Attributes:
        role: In which role.
        named: Whether it is said which person it is; who is not named sees less.
        table: What the office permits.
        opd: For which OPD, where it is one.
    """

    role: Role
    named: bool
    table: Permissions
    opd: str | None = None

    def sights(self, visibility: str) -> Sights:
        """How much is shown of a complaint that is so open."""
        return sees(self.role if self.named else None, visibility)

    def actions(self, standing: Standing) -> tuple[ActionLine, ...]:
        """What may be done with a case that stands so."""
        return self.table.actions_of(self.role, standing)


NOBODY = Viewer("petugas", named=False, table=EVERYWHERE)
"""Who holds the machine and says no name."""


def viewer_of(caller: str, claim: Claim | None, query: str, table: Permissions) -> Viewer | Refused:
    """Who asks, or why they may not ask this."""
    actor = actor_of(caller, claim)
    role = None if actor is None else role_of(actor)
    if actor is None:
        return refusals.not_permitted(caller, query)
    refusal = table.refusal(actor, query)
    if refusal is not None or role is None:
        return refusal or refusals.not_permitted(caller, query)
    opd = actor.id if actor.kind == "opd" else None
    return Viewer(role, named=claim is not None, table=table, opd=opd)


def identity_shown(sights: Sights) -> Callable[[str, str], str]:
    """How a field of an identity is shown: in full, masked, or not at all."""

    def show(field: str, value: str) -> str:
        match sights.of(field):
            case "penuh":
                return value
            case "samar":
                return SHOWN.get(field, hidden)(value)
            case "tertutup":
                return NOT_SHOWN

    return show


def content_shown(sights: Sights) -> Callable[[str, str], str]:
    """How what was said is shown: in full or not at all."""

    def show(_: str, value: str) -> str:
        return value if sights.content == "penuh" else NOT_SHOWN

    return show
