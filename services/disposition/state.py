"""What the disposition rules need to know of a complaint, and no more."""

from dataclasses import dataclass, replace
from typing import Literal

from engine.decider import Entry
from engine.effective import Effective, effective
from runtime.case import Case, evolve_case
from runtime.history import annuls
from schemas.events import PengaduanEvent
from schemas.events import disposition as happened
from schemas.events import intake as before
from schemas.events.disposition import Holder, Target

Step = Literal["disposed", "accepted", "clarified", "returned", "recalled"]
Ending = Literal["voided", "withdrawn", "rejected", "closed"]


@dataclass(frozen=True, slots=True)
class Disposition:
    """One disposisi and how far its holder is with it."""

    id: int
    to: Holder
    role: str
    grant: str
    step: Step = "disposed"

    @property
    def is_open(self) -> bool:
        return self.step in {"disposed", "accepted"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """On whom the complaint waits, why, and the event that says so."""

    party: str
    reason: str
    agency: str | None
    since: Target


@dataclass(frozen=True, slots=True)
class Known:
    """How far the settling of it is.

    Attributes:
        case: The file's cover.
        given: Codes of the fields that the reporter has given.
        asked: The reporter was asked for something and has not given it.
        verified: The data was in order.
        classified: It was said what it is.
        ending: How it ended, if it has.
        outcome: The outcome that it was closed with.
        reopened: It had ended before and goes on again.
        dispositions: All of them, in their order.
        answered: The reporter was told a result, ever.
        told: The same since it was last reopened.
        verdict: What the reporter said to the last answer.
        forwarded: To whom it was passed; None for one that has no code.
        withdrawing: The reporter wants to take it back.
        original: The complaint that it repeats.
        waits: On whom it waits, each party at most once.
        erased: Its keys were destroyed.
    """

    case: Case = Case()
    given: frozenset[str] = frozenset()
    asked: bool = False
    verified: bool = False
    classified: bool = False
    ending: Ending | None = None
    outcome: str | None = None
    reopened: bool = False
    dispositions: tuple[Disposition, ...] = ()
    answered: bool = False
    told: bool = False
    verdict: Literal["puas", "tidak_puas"] | None = None
    forwarded: frozenset[str | None] = frozenset()
    withdrawing: bool = False
    original: str | None = None
    waits: tuple[Waiting, ...] = ()
    erased: bool = False

    def disposition(self, disposition_id: int) -> Disposition | None:
        return next((d for d in self.dispositions if d.id == disposition_id), None)

    def waiting(self, party: str) -> Waiting | None:
        """The open wait on a party."""
        return next((wait for wait in self.waits if wait.party == party), None)

    @property
    def open_dispositions(self) -> tuple[Disposition, ...]:
        return tuple(d for d in self.dispositions if d.is_open)

    @property
    def utama(self) -> Disposition | None:
        """The open disposition that holds the time."""
        return next((d for d in self.open_dispositions if d.role == "utama"), None)


@dataclass(frozen=True, slots=True)
class State:
    """What is known, the effective history behind it, and the highest disposition id.

    An annulled disposition keeps its id: clocks and notices have been named by it.
    """

    known: Known = Known()
    history: tuple[Entry[PengaduanEvent], ...] = ()
    numbered: int = 0


def evolve(known: Known, entry: Entry[PengaduanEvent]) -> Known:
    known = replace(known, case=evolve_case(known.case, entry))
    match entry.event:
        case before.Received(given=given):
            return replace(known, given=frozenset(given))
        case before.CompletionRequested():
            return replace(known, asked=True)
        case before.Completed(given=given):
            return replace(known, given=known.given | frozenset(given), asked=False)
        case before.Verified():
            return replace(known, verified=True, asked=False)
        case before.Classified():
            return replace(known, classified=True)
        case before.Rejected():
            return _ended(known, "rejected")
        case before.Voided():
            return _ended(known, "voided")
        case before.IdentityErased():
            return replace(known, erased=True)
        case _:
            return _evolve_settling(known, entry)


def _evolve_settling(known: Known, entry: Entry[PengaduanEvent]) -> Known:
    match entry.event:
        case happened.Disposed(disposition_id=new, to=to, role=role, grant=grant):
            disposition = Disposition(new, to, role, grant)
            return replace(known, dispositions=(*known.dispositions, disposition))
        case happened.DispositionAccepted(disposition_id=which):
            return _moved(known, which, "accepted")
        case happened.DispositionReturned(disposition_id=which):
            return _moved(known, which, "returned")
        case happened.DispositionRecalled(disposition_id=which):
            return _moved(known, which, "recalled")
        case happened.Clarified(disposition_id=which):
            return _moved(known, which, "clarified")
        case happened.Answered():
            return replace(known, answered=True, told=True, verdict=None)
        case happened.Forwarded(agency=agency):
            return replace(known, forwarded=known.forwarded | {agency})
        case happened.Linked(original=original):
            return replace(known, original=original)
        case happened.Unlinked():
            return replace(known, original=None)
        case happened.WaitingStarted() | happened.WaitingEnded() | happened.Corrected():
            return replace(known, waits=_evolve_waits(known.waits, entry))
        case _:
            return _evolve_ending(known, entry.event)


def _evolve_waits(waits: tuple[Waiting, ...], entry: Entry[PengaduanEvent]) -> tuple[Waiting, ...]:
    match entry.event:
        case happened.WaitingStarted(party=party, reason=reason, agency=agency):
            since = Target(version=entry.version, index=entry.index)
            return (*_without(waits, party), Waiting(party, reason, agency, since))
        case happened.WaitingEnded(party=party):
            return _without(waits, party)
        case happened.Corrected(target=target, field="reason", new=str(new)):
            # What waits for the same reason is asked of the reason as it was put right.
            return tuple(replace(w, reason=new) if w.since == target else w for w in waits)
        case _:
            return waits


def _without(waits: tuple[Waiting, ...], party: str) -> tuple[Waiting, ...]:
    return tuple(wait for wait in waits if wait.party != party)


def _evolve_ending(known: Known, event: PengaduanEvent) -> Known:
    match event:
        case happened.Confirmed():
            return replace(known, verdict="puas")
        case happened.Disputed():
            return replace(known, verdict="tidak_puas")
        case happened.WithdrawalRequested():
            return replace(known, withdrawing=True)
        case happened.Withdrawn():
            return _ended(known, "withdrawn")
        case happened.Closed(outcome=outcome):
            return replace(_ended(known, "closed"), outcome=outcome)
        case happened.Reopened() if known.ending in {"closed", "withdrawn"}:
            # What was waited for before has nothing to do with what goes on now.
            return replace(
                known,
                ending=None,
                outcome=None,
                reopened=True,
                told=False,
                withdrawing=False,
                waits=(),
            )
        case _:
            return known


def _ended(known: Known, ending: Ending) -> Known:
    # An entry made by mistake stays one, whatever is written after it.
    return known if known.ending == "voided" else replace(known, ending=ending, waits=())


def _moved(known: Known, disposition_id: int, step: Step) -> Known:
    moved = (replace(d, step=step) if d.id == disposition_id else d for d in known.dispositions)
    return replace(known, dispositions=tuple(moved))


_, _evolve_known = effective(Known(), evolve, annuls)
INITIAL = State()


def evolve_effective(state: State, entry: Entry[PengaduanEvent]) -> State:
    after = _evolve_known(Effective(state.known, state.history), entry)
    numbered = state.numbered
    if isinstance(entry.event, happened.Disposed):
        numbered = max(numbered, entry.event.disposition_id)
    return State(after.known, after.history, numbered)
