"""Cases as they come about: histories walked at random with the real rules of all services."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from engine.decider import Decider, Entry
from engine.errors import RefusedError
from policy.permissions import Standing, standing_of
from runtime.wordless import given, wordless
from schemas.base import Sealed
from schemas.commands import disposition as settle
from schemas.commands import intake, sla
from schemas.commands.base import Command
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from services.disposition.corrections import ClearChange
from services.disposition.decider import DISPOSITION
from services.disposition.order import Order as Settling
from services.disposition.state import INITIAL
from services.intake.attaching.stored import StoredFile
from services.intake.decider import INTAKE
from services.intake.decider import Order as Taking
from services.sla_monitor.acknowledging import ACKNOWLEDGING
from services.sla_monitor.acknowledging import Order as Seeing
from tests.permissions.said import every
from tests.support import samples as s

BOTH = Sealed(identity=s.IDENTITY_BOX, content=s.CONTENT_BOX)
WALKS, STEPS = 120, 16
# What ends a case, or empties it, is said more seldom, else few walks would come far.
_SELDOM = frozenset({"Void", "Reject", "Withdraw", "EraseIdentity", "Close"})


@dataclass(frozen=True)
class Case:
    """A case in the states of every service, and its history."""

    taking: Any = INTAKE.initial
    settling: Any = INITIAL
    seeing: Any = ACKNOWLEDGING.initial
    history: tuple[Commit, ...] = ()

    @property
    def standing(self) -> Standing:
        return standing_of(self.history)

    @property
    def version(self) -> int:
        return len(self.history)

    def with_events(self, *events: PengaduanEvent, personal: bool = True) -> "Case":
        version = self.version + 1
        after = replace(self, history=(*self.history, s.commit(*events, version=version)))
        for index, event in enumerate(events):
            entry = Entry(version, index, f"command-{version}", personal, event)
            after = replace(
                after,
                taking=INTAKE.evolve(after.taking, entry),
                settling=DISPOSITION.evolve(after.settling, entry),
                seeing=ACKNOWLEDGING.evolve(after.seeing, entry),
            )
        return after

    def after(self, command: Command) -> "Case | None":
        """The case after a command; None where nothing was written."""
        try:
            events = _decide(self, command)
        except RefusedError:
            return None
        return self.with_events(*events) if events else None

    def possible(self) -> dict[str, list["Case"]]:
        """What each kind of command can lead to, whatever its details."""
        found: dict[str, list[Case]] = {}
        for command in every(self.version, self.settling.numbered):
            then = self.after(command)
            if then is not None:
                found.setdefault(type(command).__name__, []).append(then)
        return found


def _decide(case: Case, command: Command) -> list[PengaduanEvent]:
    bare = wordless(command)
    if isinstance(command, sla.Acknowledge):
        return _by(ACKNOWLEDGING, Seeing(bare, s.OCCURRED, s.WORDS, role="kepala"), case.seeing)
    if isinstance(command, intake.IntakeCommand):
        sealed = BOTH if isinstance(command, intake.Receive) else s.WORDS
        fields = tuple(sorted(given(command)))
        file = StoredFile("image/jpeg", 1, s.DIGEST)
        common = (bare, s.OCCURRED, sealed, fields, s.NUMBER)
        order = Taking(*common, "7a" * 32, s.POLICY, file=file)
        return _by(INTAKE, order, case.taking)
    change = ClearChange(command.new) if isinstance(command, settle.Correct) else None
    return _by(DISPOSITION, Settling(bare, s.OCCURRED, s.WORDS, change=change), case.settling)


def _by(decider: Decider[Any, Any, PengaduanEvent], order: Any, state: Any) -> list[PengaduanEvent]:
    return decider.decide(order, state)


BEGINNINGS: tuple[Callable[[], Case], ...] = (
    Case,
    lambda: Case().with_events(s.received(), s.answered(), personal=False),
    lambda: Case().with_events(s.received(source=None, sealed=s.WORDS)),
)


@lru_cache(maxsize=1)
def reached() -> dict[Standing, tuple[Case, frozenset[str]]]:
    """Every way in which a case was found to stand, with what could be done with it then."""
    found: dict[Standing, tuple[Case, frozenset[str]]] = {}
    chance = random.Random(2026)
    for walk in range(WALKS):
        for case, possible in _walk(chance, BEGINNINGS[walk % len(BEGINNINGS)]()):
            found.setdefault(case.standing, (case, possible))
    return found


def _walk(chance: random.Random, case: Case) -> Iterator[tuple[Case, frozenset[str]]]:
    for _ in range(STEPS):
        possible = case.possible()
        yield case, frozenset(possible)
        names = [name for name in sorted(possible) for _ in range(1 if name in _SELDOM else 4)]
        case = chance.choice(possible[chance.choice(names)])
        if case.standing.received and chance.random() < 0.1:
            case = case.with_events(s.escalated(), personal=False)
