"""When an account could read what of one complaint, and what it did read."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from engine.decider import Entry
from engine.effective import Effective, effective
from runtime.history import annuls, entries
from schemas.commit import Commit
from schemas.events import PengaduanEvent
from schemas.events import disposition as d
from schemas.events import intake as i
from services.reporting.readers import read_by

SHOWS: Final[dict[str, frozenset[str]]] = {
    "identity": frozenset({"identity"}),
    "summary": frozenset({"summary"}),
    "content": frozenset({"summary", "content"}),
    "attachment": frozenset({"attachment"}),
}
"""What a grant lays open, and what a reading shows."""
NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Account:
    """Whose reading it is about: an OPD by its code, or a person of the office."""

    kind: str
    id: str

    @classmethod
    def of(cls, text: str) -> "Account":
        """`opd:dinkes`, `petugas:operator_1`."""
        kind, _, id_ = text.partition(":")
        return cls(kind, id_)


@dataclass(frozen=True, slots=True)
class Lying:
    """What lies open of a complaint.

    Attributes:
        grants: By disposition to the OPD, of those that are not taken back.
        words: Whether there are words that an officer reads.
    """

    grants: tuple[tuple[int, str], ...] = ()
    ended: bool = False
    words: bool = False


State: TypeAlias = Effective[Lying, PengaduanEvent]
Evolve: TypeAlias = Callable[[State, Entry[PengaduanEvent]], State]


def fold_of(account: Account) -> tuple[State, Evolve]:
    """How complaints are seen by an account."""

    def evolve(lying: Lying, entry: Entry[PengaduanEvent]) -> Lying:
        event = entry.event
        if event.sealed.content is not None:
            lying = replace(lying, words=True)
        match event:
            case d.Disposed(disposition_id=which, to=to, grant=grant):
                mine = (to.kind, to.code) == (account.kind, account.id)
                added = ((which, grant),) if mine else ()
                return replace(lying, grants=(*lying.grants, *added))
            case d.DispositionReturned(disposition_id=gone):
                return _without(lying, gone)
            case d.DispositionRecalled(disposition_id=gone):
                return _without(lying, gone)
            case d.Closed() | d.Withdrawn() | i.Rejected() | i.Voided():
                return replace(lying, ended=True)
            case d.Reopened():
                return replace(lying, ended=False)
            case i.IdentityErased():
                return replace(lying, grants=(), words=False)
            case _:
                return lying

    return effective(Lying(), evolve, annuls)


def _without(lying: Lying, which: int) -> Lying:
    return replace(lying, grants=tuple(one for one in lying.grants if one[0] != which))


@dataclass(slots=True)
class Access:
    """One complaint, seen by one account between two moments.

    Attributes:
        could: What lay open to it then.
        did: What it read then.
        at: When it read.
    """

    account: Account
    since: dt.datetime
    until: dt.datetime
    state: State
    evolve: Evolve
    number: str = ""
    could: set[str] = field(default_factory=set)
    did: set[str] = field(default_factory=set)
    at: list[dt.datetime] = field(default_factory=list)
    erased: bool = False
    last: dt.datetime | None = None

    def take(self, commit: Commit) -> None:
        """Take in the next commit of the complaint."""
        if commit.recorded_at > self.since:
            self.finish()
        for entry in entries(commit):
            self.state = self.evolve(self.state, entry)
            self._look_at(entry.event, commit)
        self.last = commit.recorded_at

    def finish(self) -> None:
        """Count what lay open since the last commit."""
        if self.last is not None and self.last <= self.until:
            self.could |= self._open()

    def _open(self) -> frozenset[str]:
        lying = self.state.known
        if self.account.kind != "opd":
            return frozenset({"content"}) if lying.words else NOTHING
        if lying.ended:
            return NOTHING
        return NOTHING.union(*(SHOWS[grant] for _, grant in lying.grants))

    def _look_at(self, event: PengaduanEvent, commit: Commit) -> None:
        if isinstance(event, i.Received):
            self.number = event.number
        self.erased = self.erased or isinstance(event, i.IdentityErased)
        what = read_by(event)
        mine = (commit.actor.kind, commit.actor.id) == (self.account.kind, self.account.id)
        if what is not None and mine and self.since <= commit.recorded_at <= self.until:
            self.did |= SHOWS[what]
            self.at.append(commit.recorded_at)
