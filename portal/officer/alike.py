"""Asks which complaints may be the same as the one that is being entered; only ever a hint."""

from typing import Final

import msgspec

from portal.forms import Fields
from portal.line import OutageError, RefusedError
from portal.offices import Desk
from portal.people import Person
from schemas.alike import AlikeLine, AlikeView, FindAlike, Likeness

REASONS: Final[dict[Likeness, str]] = {
    "phone": "telepon sama",
    "permit_number": "nomor izin sama",
    "text": "isi mirip",
}
_ASKED: Final = {
    "phone": "identity.phone",
    "permit_number": "permit_number",
    "subject": "subject",
    "text": "text",
}


async def alike(desk: Desk, person: Person, given: Fields) -> tuple[AlikeLine, ...]:
    """The likely ones; where nobody can tell, there are none."""
    asked = {name: given.text(field) for name, field in _ASKED.items()}
    raw = {name: text for name, text in asked.items() if text}
    if not raw:
        return ()
    raw["by"] = msgspec.to_builtins(person.claim)
    try:
        found = await desk.line.see(msgspec.convert(raw, FindAlike), AlikeView)
    except (OutageError, RefusedError, msgspec.ValidationError):
        return ()
    return found.cases


def why(line: AlikeLine) -> list[str]:
    """What is the same, as people read it."""
    return [
        f"{REASONS[by]} {line.score}%" if by == "text" and line.score else REASONS[by]
        for by in line.by
    ]
