"""Erases complaints one by one: the keys go, the history and every figure stay."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

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

    @property
    def exit_code(self) -> int:
        """What the command ends with."""
        refused = [case.refused for case in self.cases if case.refused is not None]
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


async def _erase(ask: "Asker", basis: str, case: CaseLine) -> ErasedCase:
    said = EraseIdentity(
        command_id=ids.new_id(), pengaduan_id=case.pengaduan_id, by=person(), basis=basis
    )
    answer = await ask.command("intake", said)
    if isinstance(answer, Refused):
        return _line(case, "refused", answer)
    return _line(case, "erased" if answer.events else "already")


def _line(case: CaseLine, state: str, refused: Refused | None = None) -> ErasedCase:
    return ErasedCase(
        number=case.number,
        received_on=case.received_on.isoformat() if case.received_on else None,
        status=case.status_label,
        state=state,
        refused=refused,
    )
