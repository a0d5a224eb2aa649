"""In whose charge a complaint was: the unit or agency that alone holds the time, else the desk."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from policy.clocks.facts import Happened
from policy.clocks.holding import DESK, Holder, in_order
from schemas.base import Occurred
from schemas.events.disposition import (
    Clarified,
    Disposed,
    DispositionRecalled,
    DispositionReturned,
)

Turn = tuple[Happened, Occurred, Holder]


@dataclass(frozen=True, slots=True)
class Charge:
    """Who had the charge, event by event.

    Attributes:
        turns: Each event in the order of time, with who has the charge after it.
        of_dispositions: To whom each disposition went, helpers too.
    """

    turns: tuple[Turn, ...]
    of_dispositions: dict[int, Holder]

    @classmethod
    def of(cls, happened: tuple[Happened, ...]) -> "Charge":
        """Read it from the effective history."""
        sent = {
            one.event.disposition_id: Holder(one.event.to.kind, one.event.to.code)
            for one in happened
            if isinstance(one.event, Disposed)
        }
        return cls(tuple(_turns(happened)) if sent else (), sent)

    def before(self, end: Happened) -> Holder:
        """Who had it when something happened."""
        holder = DESK
        for one, _, after in self.turns:
            if one is end:
                return holder
            holder = after
        return holder

    def on(self, day: dt.date) -> Holder:
        """Who had it at the end of a day."""
        return next((after for _, at, after in reversed(self.turns) if at.on <= day), DESK)

    @property
    def last(self) -> Holder:
        """Who has it by now."""
        return self.turns[-1][2] if self.turns else DESK


def _turns(happened: tuple[Happened, ...]) -> Iterator[Turn]:
    main: dict[int, Holder] = {}
    for one, at in in_order(happened):
        match one.event:
            case Disposed(disposition_id=which, role="utama", to=to):
                main[which] = Holder(to.kind, to.code)
            case DispositionReturned() | DispositionRecalled() | Clarified():
                main.pop(one.disposition_id or 0, None)
            case _:
                pass
        yield one, at, next(iter(main.values()), DESK)
