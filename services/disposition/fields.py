"""Which fields of which events a person can put right."""

import datetime as dt
from typing import Final, Literal

import msgspec
from msgspec import inspect

from schemas.base import Fact
from schemas.events import PengaduanEvent, SLAEvent, intake
from schemas.events import disposition as happened
from schemas.plaintexts import Identity, content_type

Place = Literal["clear", "identity", "content"]

CODES: Final[dict[type[Fact], tuple[str, ...]]] = {
    intake.Received: ("channel", "visibility"),
    intake.MessageAdded: ("channel",),
    intake.Rejected: ("reason",),
    intake.Classified: ("severity", "kind", "category", "sector", "permit_type"),
    happened.DispositionReturned: ("reason",),
    happened.Answered: ("channel",),
    happened.Forwarded: ("agency",),
    happened.WaitingStarted: ("reason",),
    happened.Closed: ("outcome",),
    happened.Reopened: ("reason",),
}
"""Codes that no other event leans on; ids, numbers and holders are undone, not corrected."""

WITH_IDENTITY: Final = (intake.Received, intake.Completed)
NEVER: Final = happened.Corrected | happened.Annulled | intake.IdentityErased
DAY, MOMENT = "occurred.on", "occurred.at"


def place_of(field: str) -> Place:
    """Where a field lies."""
    if field.startswith("identity."):
        return "identity"
    return "content" if field.startswith("content.") else "clear"


def can_be_corrected(event: PengaduanEvent, field: str) -> bool:
    """Whether an event of this class has the field, and a person may put it right."""
    if isinstance(event, NEVER | SLAEvent):
        return False
    match place_of(field):
        case "identity":
            return isinstance(event, WITH_IDENTITY) and _has_text(Identity, field)
        case "content":
            return _has_text(content_type(type(event)), field)
        case "clear":
            return field in {DAY, MOMENT} or field in CODES.get(type(event), ())


def clear_value(event: PengaduanEvent, field: str) -> str | None:
    """What a clear field of an event says, as text."""
    if field in {DAY, MOMENT}:
        value = None if event.occurred is None else getattr(event.occurred, field.partition(".")[2])
        return None if value is None else as_text(value)
    code: str | None = getattr(event, field)
    return code


def as_text(value: dt.date | dt.datetime) -> str:
    """A day or a moment as JSON writes it."""
    text: str = msgspec.to_builtins(value)
    return text


def _has_text(shape: type[msgspec.Struct], field: str) -> bool:
    info = inspect.type_info(shape)
    assert isinstance(info, inspect.StructType)  # noqa: S101 - it was given a struct
    name = field.partition(".")[2]
    return any(each.name == name and _is_text(each.type) for each in info.fields)


def _is_text(kind: inspect.Type) -> bool:
    if isinstance(kind, inspect.UnionType):
        return any(_is_text(each) for each in kind.types)
    return isinstance(kind, inspect.StrType)
