"""What an OPD may do with one disposition, and the commands that say it."""

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from policy.permissions import Permissions, Standing
from policy.permissions.standing import Held
from portal.people import Person
from schemas.commands import disposition as say
from schemas.commands.base import Command
from schemas.dispositions import DispositionLine
from schemas.lines import ActionLine

DEEDS: Final[Mapping[str, type[Command]]] = {
    "terima": say.Accept,
    "klarifikasi": say.Clarify,
    "kembalikan": say.Return,
}
"""The last token of the address, and what is said by it."""

SAID: Final = {
    "terima": "Disposisi diterima. Tenggat klarifikasi tetap berjalan.",
    "klarifikasi": "Klarifikasi sudah terkirim kepada kantor.",
    "kembalikan": "Disposisi sudah dikembalikan kepada kantor.",
}

STATES: Final = {
    "disposed": "Belum diterima",
    "accepted": "Sedang ditangani",
    "clarified": "Sudah diklarifikasi",
    "returned": "Dikembalikan",
    "recalled": "Ditarik kembali kantor",
}

TEXT_MISSING: Final = {
    "klarifikasi": "Tulis dahulu penjelasannya.",
    "kembalikan": "Tulis dahulu mengapa disposisi dikembalikan.",
}


def state_label(line: DispositionLine) -> str:
    """How far it is, as people say it."""
    if line.case_ended and line.state in {"disposed", "accepted"}:
        return "Pengaduan sudah selesai"
    return STATES.get(line.state, line.state)


def standing_of(line: DispositionLine) -> Standing:
    """The complaint as the OPD sees it: with this one disposition only."""
    held = Held(
        line.disposition_id, "opd", "", line.role == "utama", accepted=line.state == "accepted"
    )
    return Standing(
        received=True,
        verified=True,
        classified=True,
        ending="closed" if line.case_ended else None,
        held=(held,) if line.is_open else (),
        clarified=(held,) if line.state == "clarified" else (),
    )


def offered(permissions: Permissions, line: DispositionLine) -> dict[str, ActionLine]:
    """What the table of permissions gives an OPD here, and of each why not now."""
    actions = permissions.actions_of("opd", standing_of(line))
    return {action.action: action for action in actions}


def command_of(
    deed: str, line: DispositionLine, person: Person, command_id: str, **more: Any
) -> Command:
    """The command that a form says.

    Raises:
        msgspec.ValidationError: Something that was typed cannot be said.
    """
    fields = {
        "command_id": command_id,
        "pengaduan_id": line.pengaduan_id,
        "by": msgspec.to_builtins(person.claim),
        "disposition_id": line.disposition_id,
        **more,
    }
    return msgspec.convert(fields, DEEDS[deed])
