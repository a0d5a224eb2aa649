"""Erases complaints one by one: the keys go, the history and every figure stay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import msgspec

from cli.exits import OK, REFUSED, UNAVAILABLE
from cli.person import person
from cli.privacy.errors import PersonUnsureError
from cli.privacy.person import Person
from runtime import ids
from schemas.answers import Refused
from schemas.commands.intake import EraseIdentity
from schemas.lines import CaseLine

if TYPE_CHECKING:
    from cli.ask import Asker

ROLE: Final = "admin"
"""Whoever holds the installation's keys, unless TUNTAS_ROLE says something else."""


class ErasedCase(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one complaint.

    Attributes:
        state: `found` where nothing was done yet, `erased`, `already` or `refused`.
        refused: Why not.
    """

    number: str
    received_on: str | None
    status: str
    state: str
    refused: Refused | None = None


class Erasure(msgspec.Struct, frozen=True, kw_only=True):
    """What became of all complaints of a person."""

    office: str
    basis: str
    cases: tuple[ErasedCase, ...]


def exit_code_of(cases: Sequence[ErasedCase]) -> int:
    """What the command ends with."""
    refused = [case.refused for case in cases if case.refused is not None]
    if not refused:
        return OK
    return UNAVAILABLE if any(each.retry for each in refused) else REFUSED


def check_one(who: Person, cases: Sequence[CaseLine]) -> None:
    """Refuse to act on what may be several people's.

    Raises:
        PersonUnsureError: More than one complaint, found by what several people may share.
    """
    if not who.is_one and len(cases) > 1:
        raise PersonUnsureError(len(cases))


def preview(office: str, basis: str, cases: Sequence[CaseLine]) -> Erasure:
    """What would be erased."""
    lines = tuple(_line(case, "already" if case.erased else "found") for case in cases)
    return Erasure(office=office, basis=basis, cases=lines)


async def erase(ask: "Asker", basis: str, cases: Sequence[CaseLine]) -> Erasure:
    """Erase; one that is refused does not keep the others."""
    done = [await _erase(ask, basis, case) for case in cases]
    return Erasure(office=ask.office, basis=basis, cases=tuple(done))


async def said_erased(ask: "Asker", pengaduan_id: str, basis: str) -> tuple[str, Refused | None]:
    """Have one complaint erased; answers its state and why not."""
    said = EraseIdentity(
        command_id=ids.new_id(), pengaduan_id=pengaduan_id, by=person(ROLE), basis=basis
    )
    answer = await ask.command("intake", said)
    if isinstance(answer, Refused):
        return "refused", answer
    return ("erased" if answer.events else "already"), None


async def _erase(ask: "Asker", basis: str, case: CaseLine) -> ErasedCase:
    return _line(case, *await said_erased(ask, case.pengaduan_id, basis))


def _line(case: CaseLine, state: str, refused: Refused | None = None) -> ErasedCase:
    return ErasedCase(
        number=case.number,
        received_on=case.received_on.isoformat() if case.received_on else None,
        status=case.status_label,
        state=state,
        refused=refused,
    )
