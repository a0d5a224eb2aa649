"""How a case stands, as far as it decides what can be done with it now."""

from collections.abc import Iterable, Sequence
from typing import Final, Literal, TypeAlias

import msgspec
from msgspec.structs import replace

from schemas.commit import Commit
from schemas.events import PengaduanEvent, sla
from schemas.events import disposition as then
from schemas.events import intake as first

Ending: TypeAlias = Literal["closed", "rejected", "withdrawn", "voided"]
Party: TypeAlias = Literal["reporter", "outside"]
UNDOABLE: Final = (
    first.Classified,
    then.Disposed,
    then.Linked,
    then.Closed,
    then.Answered,
    then.Clarified,
    then.WaitingStarted,
    then.WaitingEnded,
)


class Held(msgspec.Struct, frozen=True):
    """An open disposition: whose it is, whether it holds the time, whether it was taken up."""

    id: int
    kind: str
    code: str
    utama: bool
    accepted: bool = False


class Escalation(msgspec.Struct, frozen=True):
    """An escalation that nobody has acknowledged, and before whom it was brought."""

    clock: str
    level: int
    to: str


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """What the table of permissions asks of a case.

    Attributes:
        received: There is such a case.
        ending: How it ended, if it has.
        asked: The reporter was asked for something and has not given it.
        told: The reporter was told a result since it was last reopened.
        verdict: What the reporter said to the last answer.
        passed: It was passed outside the office.
        held: The open dispositions.
        clarified: Those whose holders have explained the matter, and may still read it.
        waits: On whom it waits.
        doubts: What a person must settle of an imported row.
        unseen: The escalations that nobody has acknowledged.
        undoable: Something happened of a kind that can be undone.
        identified: Something lies in an identity box of it that was not erased.
        erased: Its words and identity were erased, and nothing was written after.
    """

    received: bool = False
    ending: Ending | None = None
    verified: bool = False
    classified: bool = False
    asked: bool = False
    answered: bool = False
    told: bool = False
    verdict: Literal["puas", "tidak_puas"] | None = None
    passed: bool = False
    linked: bool = False
    withdrawing: bool = False
    held: tuple[Held, ...] = ()
    clarified: tuple[Held, ...] = ()
    waits: frozenset[str] = frozenset()
    doubts: frozenset[tuple[str, str | None]] = frozenset()
    unseen: frozenset[Escalation] = frozenset()
    undoable: bool = False
    identified: bool = False
    erased: bool = False

    def of_opd(self, code: str) -> "Standing":
        """The same as an OPD sees it: with its own dispositions only."""
        return replace(self, held=_of_opd(self.held, code), clarified=_of_opd(self.clarified, code))


def _of_opd(held: tuple[Held, ...], code: str) -> tuple[Held, ...]:
    return tuple(one for one in held if (one.kind, one.code) == ("opd", code))


def standing_of(history: Iterable[Commit]) -> Standing:
    """How a case stands after its history; an annulled event never happened."""
    commits = list(history)
    undone = {
        (event.target.version, event.target.index)
        for commit in commits
        for event in commit.events
        if isinstance(event, then.Annulled)
    }
    standing = Standing()
    for commit in commits:
        for index, event in enumerate(commit.events):
            if (commit.version, index) not in undone:
                standing = evolve(standing, event)
    return replace(standing, erased=_is_erased(commits))


def _is_erased(commits: Sequence[Commit]) -> bool:
    # A key that sealed something annulled still opens it.
    erased = False
    for commit in commits:
        for event in commit.events:
            if isinstance(event, first.IdentityErased):
                erased = True
            elif event.sealed.identity or event.sealed.content:
                erased = False
    return erased


def evolve(standing: Standing, event: PengaduanEvent) -> Standing:
    """Take in one effective event."""
    if isinstance(event, UNDOABLE):
        standing = replace(standing, undoable=True)
    if event.sealed.identity is not None:
        standing = replace(standing, identified=True)
    match event:
        case first.Received(source=source):
            doubts = frozenset((d.code, d.column) for d in source.doubts) if source else frozenset()
            return replace(standing, received=True, doubts=doubts)
        case first.CompletionRequested():
            return replace(standing, asked=True)
        case first.Completed():
            return replace(standing, asked=False)
        case first.Verified():
            return replace(standing, verified=True, asked=False)
        case first.Classified():
            return replace(standing, classified=True)
        case first.Rejected():
            return _ended(standing, "rejected")
        case first.Voided():
            return _ended(standing, "voided")
        case first.IdentityErased():
            return replace(standing, identified=False)
        case first.DoubtSettled(doubt=doubt, column=column):
            return replace(standing, doubts=standing.doubts - {(doubt, column)})
        case sla.Escalated(clock=clock, level=level, to=to):
            seen = _without(standing.unseen, clock, level)
            return replace(standing, unseen=seen | {Escalation(clock, level, to)})
        case sla.EscalationAcknowledged(clock=clock, level=level):
            return replace(standing, unseen=_without(standing.unseen, clock, level))
        case _:
            return _evolve_settling(standing, event)


def _without(unseen: frozenset[Escalation], clock: str, level: int) -> frozenset[Escalation]:
    return frozenset(one for one in unseen if (one.clock, one.level) != (clock, level))


def _evolve_settling(standing: Standing, event: PengaduanEvent) -> Standing:
    match event:
        case then.Disposed(disposition_id=new, to=to, role=role):
            held = Held(new, to.kind, to.code, role == "utama")
            return replace(standing, held=(*standing.held, held))
        case then.DispositionAccepted(disposition_id=which):
            accepted = (replace(h, accepted=True) if h.id == which else h for h in standing.held)
            return replace(standing, held=tuple(accepted))
        case (
            then.DispositionReturned(disposition_id=which)
            | then.DispositionRecalled(disposition_id=which)
        ):
            return replace(standing, held=tuple(h for h in standing.held if h.id != which))
        case then.Clarified(disposition_id=which):
            still = tuple(h for h in standing.held if h.id != which)
            done = tuple(h for h in standing.held if h.id == which)
            return replace(standing, held=still, clarified=(*standing.clarified, *done))
        case then.Answered():
            return replace(standing, answered=True, told=True, verdict=None)
        case then.Forwarded():
            return replace(standing, passed=True)
        case then.Linked():
            return replace(standing, linked=True)
        case then.Unlinked():
            return replace(standing, linked=False)
        case then.WaitingStarted(party=party):
            return replace(standing, waits=standing.waits | {party})
        case then.WaitingEnded(party=party):
            return replace(standing, waits=standing.waits - {party})
        case _:
            return _evolve_ending(standing, event)


def _evolve_ending(standing: Standing, event: PengaduanEvent) -> Standing:
    match event:
        case then.Confirmed():
            return replace(standing, verdict="puas")
        case then.Disputed():
            return replace(standing, verdict="tidak_puas")
        case then.WithdrawalRequested():
            return replace(standing, withdrawing=True)
        case then.Withdrawn():
            return _ended(standing, "withdrawn")
        case then.Closed():
            return _ended(standing, "closed")
        case then.Reopened() if standing.ending in {"closed", "withdrawn"}:
            return replace(standing, ending=None, told=False, withdrawing=False, waits=frozenset())
        case _:
            return standing


def _ended(standing: Standing, ending: Ending) -> Standing:
    # An entry made by mistake stays one, whatever is written after it.
    if standing.ending == "voided":
        return standing
    return replace(standing, ending=ending, waits=frozenset())
