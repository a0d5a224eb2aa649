"""Who holds a complaint while it is open, turn by turn."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from policy.clocks.facts import Happened
from policy.clocks.occasions import ENDINGS
from schemas.base import Occurred
from schemas.events.disposition import (
    Clarified,
    Disposed,
    DispositionRecalled,
    DispositionReturned,
    Reopened,
    WaitingEnded,
    WaitingStarted,
)
from schemas.events.intake import Completed, CompletionRequested, Received, Verified

EARLY = dt.datetime.min.replace(tzinfo=dt.UTC)
OVER = ENDINGS | {"Voided"}


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has it: `desk`, a `unit` or `opd` by its code, the `reporter`, or somebody `outside`.

    Of somebody outside the code is the agency's, where it has one.
    """

    kind: str
    code: str | None = None


DESK = Holder("desk")
REPORTER = Holder("reporter")


@dataclass(frozen=True, slots=True)
class Turn:
    """From then on it was held by somebody; by nobody when it was over."""

    at: Occurred
    holder: Holder | None


@dataclass(slots=True)
class _Hands:
    """Who has a part in it: whoever is waited for goes before whoever works on it."""

    is_open: bool = False
    main: dict[int, Holder] = field(default_factory=dict)
    waits: dict[str, Holder] = field(default_factory=dict)

    @property
    def holder(self) -> Holder | None:
        if not self.is_open:
            return None
        first_waited_for = next(iter(self.waits.values()), None)
        return first_waited_for or next(iter(self.main.values()), DESK)

    def take(self, one: Happened) -> None:
        if one.name in OVER:
            self.is_open = False
            self.waits.clear()
            return
        match one.event:
            case Received() | Reopened():
                self.is_open = True
            case Disposed(disposition_id=which, role="utama", to=to):
                self.main[which] = Holder(to.kind, to.code)
            case DispositionReturned() | DispositionRecalled() | Clarified():
                self.main.pop(one.disposition_id or 0, None)
            case CompletionRequested():
                self.waits.setdefault("asked", REPORTER)
            case Completed() | Verified():
                self.waits.pop("asked", None)
            case WaitingStarted(party=party, agency=agency):
                self.waits.setdefault(party, Holder(party, agency))
            case WaitingEnded(party=party):
                self.waits.pop(party, None)
            case _:
                pass


def turns(happened: tuple[Happened, ...]) -> Iterator[Turn]:
    """Every change of hands, in the order of time; the first one is the receipt.

    What nobody knows the day of changes nothing.
    """
    hands, last = _Hands(), None
    for one, at in in_order(happened):
        hands.take(one)
        if hands.holder != last:
            last = hands.holder
            yield Turn(at, last)


def in_order(happened: tuple[Happened, ...]) -> list[tuple[Happened, Occurred]]:
    """The events by the time they happened at; nothing comes before the receipt.

    Of one day, what has no moment stays where the history has it.
    """
    latest: dict[dt.date, dt.datetime] = {}
    found: list[tuple[bool, dt.date, dt.datetime, Happened, Occurred]] = []
    for one in happened:
        occurred = one.occurred
        if occurred is not None:
            moment = occurred.at or latest.get(occurred.on, EARLY)
            latest[occurred.on] = moment
            is_receipt = isinstance(one.event, Received)
            found.append((not is_receipt, occurred.on, moment, one, occurred))
    found.sort(key=lambda each: each[:3])
    return [(one, occurred) for *_, one, occurred in found]
