"""The rules of a raw message: kept once, decided once by the program, and by people again."""

from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec.structs import replace

from engine.decider import Decider, Entry
from schemas.inbox import Dismissed, Filed, InboxEvent, Kept, RawRead, ReceiptTold, Waiting
from services.intake.inbox.errors import (
    AlreadyFiledError,
    MessageErasedError,
    NotWaitingError,
    UnknownMessageError,
)


class Stand(msgspec.Struct, frozen=True):
    """How a raw message stands.

    Attributes:
        kept: How it came; None before that.
        decided: What was last decided; None while nobody has read it.
        complaints: Every complaint it was ever filed to, the last one last.
        erased: Its key was destroyed.
    """

    kept: Kept | None = None
    decided: Filed | Waiting | Dismissed | ReceiptTold | None = None
    complaints: tuple[str, ...] = ()
    erased: bool = False

    @property
    def key(self) -> str | None:
        """The key of its box."""
        box = self.kept.sealed.content if self.kept else None
        return box.key if box else None

    @property
    def filed(self) -> str | None:
        """The complaint that it is a part of now."""
        return self.decided.pengaduan_id if isinstance(self.decided, Filed) else None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written.

    Attributes:
        event: The event, its words sealed.
        personal: Whether a person decides; the program decides an undecided message only.
        after: For a waiting that follows a filing that could not be carried out: that filing.
    """

    event: InboxEvent
    personal: bool = False
    after: Filed | None = None


def decide(order: Order, stand: Stand) -> list[InboxEvent]:
    event = order.event
    if isinstance(event, Kept):
        return [] if stand.kept else [event]
    if stand.kept is None:
        raise UnknownMessageError
    if isinstance(event, RawRead):
        if stand.erased:
            raise MessageErasedError
        return [event]
    if order.personal:
        return _decided_by_person(event, stand)
    if order.after is not None:
        return [event] if stand.decided == order.after else []
    return [] if stand.decided else [event]


def _decided_by_person(event: InboxEvent, stand: Stand) -> list[InboxEvent]:
    match event, stand.decided:
        case Filed(pengaduan_id=wanted), Filed(pengaduan_id=there):
            if wanted == there:
                return []
            raise AlreadyFiledError(there)
        case Dismissed(erased=()), Dismissed():
            return []
        case Dismissed(), Dismissed() if stand.erased:
            return []
        case Filed(), Waiting() | Dismissed() if not stand.erased:
            return [event]
        case Dismissed(), Waiting() | Dismissed():
            return [event]
        case _, Filed(pengaduan_id=there):
            raise AlreadyFiledError(there)
        case _ if stand.erased:
            raise MessageErasedError
        case _:
            raise NotWaitingError


def evolve(stand: Stand, entry: Entry[InboxEvent]) -> Stand:
    match entry.event:
        case Kept() as kept:
            return replace(stand, kept=kept)
        case Filed(pengaduan_id=there) as filed:
            before = tuple(one for one in stand.complaints if one != there)
            return replace(stand, decided=filed, complaints=(*before, there))
        case Waiting() as waiting:
            return replace(stand, decided=waiting)
        case Dismissed(erased=erased) | ReceiptTold(erased=erased) as done:
            return replace(stand, decided=done, erased=stand.erased or bool(erased))
        case RawRead():
            return stand


INBOX: Final[Decider[Order, Stand, InboxEvent]] = Decider(Stand(), decide, evolve)
