"""What a service answers: done with its position, or refused with code, fields and a sentence."""

from typing import TypeAlias

import msgspec

from schemas.base import Position
from schemas.shown import DispositionShown, IdentityShown

FieldValue: TypeAlias = str | int | bool | list[str] | None


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """What the reporter is handed; the tracking code is shown only here."""

    number: str
    tracking_code: str | None


class Handed(msgspec.Struct, frozen=True, kw_only=True):
    """What a command hands over beyond being done: only ever to the one who said it."""

    receipt: Receipt | None = None
    identity: IdentityShown | None = None
    disposition: DispositionShown | None = None


NOTHING_HANDED = Handed()


class Done(msgspec.Struct, frozen=True, kw_only=True, tag="done", tag_field="type"):
    """It is written, or it was so already.

    Attributes:
        pengaduan_id: The complaint.
        version: Its version after the command.
        position: Where a view must be to show it; null when nothing was ever written.
        events: What the command led to; empty when it was so already.
        repeated: True when the command had been done before.
        receipt: For a received complaint.
        identity: For an opened identity.
        disposition: For a disposition that was read.
    """

    pengaduan_id: str
    version: int
    position: Position | None
    events: tuple[str, ...]
    repeated: bool = False
    receipt: Receipt | None = None
    identity: IdentityShown | None = None
    disposition: DispositionShown | None = None


class Refused(msgspec.Struct, frozen=True, kw_only=True, tag="refused", tag_field="type"):
    """It was not done.

    Attributes:
        code: What went wrong, snake_case, stable.
        fields: What it was about.
        sentence: For people, in Indonesian: what is wrong and what to do.
        retry: True when the same command may succeed later.
    """

    code: str
    fields: dict[str, FieldValue]
    sentence: str
    retry: bool = False


Outcome: TypeAlias = Done | Refused
