"""What the intake rules need to know of a complaint, and no more."""

import msgspec
from msgspec.structs import replace

from engine.decider import Entry
from engine.effective import Effective, effective
from runtime.case import Case, evolve_case
from runtime.history import annuls
from schemas.events import PengaduanEvent
from schemas.events import disposition as then
from schemas.events import intake as happened

Class = tuple[str | None, str | None, str | None, str | None, str | None]
CLASSES = ("severity", "kind", "category", "sector", "permit_type")
DoubtKey = tuple[str, str | None]


class Known(msgspec.Struct, frozen=True):
    """How far intake is with it.

    Attributes:
        case: The file's cover.
        given: Codes of the fields that the reporter has given.
        asked: What the reporter was asked for and has not given.
        verified: The data was in order.
        rejected: It is not taken up.
        voided: It was entered by mistake.
        ended: It is closed or withdrawn, and not reopened.
        classified: Severity, kind, category, sector and permit type, as last said and put
            right.
        classified_at: Version and index of the event that said so.
        doubts: What a person must settle.
        attachments: The files it refers to and that are not erased.
        erased: Its keys were destroyed.
        held: The dispositions that are open at an OPD, with its code.
    """

    case: Case = Case()
    given: frozenset[str] = frozenset()
    asked: tuple[str, ...] = ()
    verified: bool = False
    rejected: bool = False
    voided: bool = False
    ended: bool = False
    classified: Class | None = None
    classified_at: tuple[int, int] | None = None
    doubts: frozenset[DoubtKey] = frozenset()
    attachments: frozenset[str] = frozenset()
    erased: bool = False
    held: frozenset[tuple[int, str]] = frozenset()

    def is_held_by(self, opd: str) -> bool:
        """Whether an OPD works on it."""
        return self.is_open and any(holder == opd for _, holder in self.held)

    @property
    def kind(self) -> str | None:
        """What kind of complaint it is, where that was said."""
        return None if self.classified is None else self.classified[CLASSES.index("kind")]

    @property
    def is_open(self) -> bool:
        """Whether it has not come to an end in any way."""
        return not (self.ended or self.rejected or self.voided)


State = Effective[Known, PengaduanEvent]


def evolve(known: Known, entry: Entry[PengaduanEvent]) -> Known:
    known = replace(known, case=evolve_case(known.case, entry))
    match entry.event:
        case happened.Received(given=given, source=source):
            doubts = frozenset((d.code, d.column) for d in source.doubts) if source else frozenset()
            return replace(known, given=frozenset(given), doubts=doubts)
        case happened.CompletionRequested(missing=missing):
            return replace(known, asked=missing)
        case happened.Completed(given=given):
            return replace(known, given=known.given | frozenset(given), asked=())
        case happened.AttachmentAdded(attachment_id=attachment_id):
            return replace(known, attachments=known.attachments | {attachment_id})
        case happened.Verified():
            return replace(known, verified=True, asked=())
        case happened.Rejected():
            return replace(known, rejected=True, asked=())
        case happened.Classified() as it:
            what = (it.severity, it.kind, it.category, it.sector, it.permit_type)
            return replace(known, classified=what, classified_at=(entry.version, entry.index))
        case then.Corrected(field=field, new=str(new)) as it if field in CLASSES:
            return _put_right(known, it.target, CLASSES.index(field), new)
        case happened.DoubtSettled(doubt=code, column=column):
            return replace(known, doubts=known.doubts - {(code, column)})
        case happened.IdentityErased():
            # Their files are gone with them: none counts any more.
            return replace(known, erased=True, attachments=frozenset())
        case happened.Voided():
            return replace(known, voided=True)
        case then.Disposed(disposition_id=new, to=to) if to.kind == "opd":
            return replace(known, held=known.held | {(new, to.code)})
        case (
            then.Clarified(disposition_id=over)
            | then.DispositionReturned(disposition_id=over)
            | then.DispositionRecalled(disposition_id=over)
        ):
            return replace(known, held=frozenset(h for h in known.held if h[0] != over))
        case then.Closed() | then.Withdrawn():
            return replace(known, ended=True)
        case then.Reopened():
            return replace(known, ended=False)
        case _:
            return known


def _put_right(known: Known, target: then.Target, at: int, new: str) -> Known:
    was = known.classified
    if was is None or (target.version, target.index) != known.classified_at:
        return known
    classes = list(was)
    classes[at] = new
    severity, kind, category, sector, permit_type = classes
    return replace(known, classified=(severity, kind, category, sector, permit_type))


INITIAL, _evolve = effective(Known(), evolve, annuls)


def evolve_effective(state: State, entry: Entry[PengaduanEvent]) -> State:
    after = _evolve(state, entry)
    if annuls(entry.event) is None:
        return after
    # A key that sealed something annulled still opens it, so an erasure must name it.
    keys = state.known.case.keys | after.known.case.keys
    case = replace(after.known.case, keys=keys)
    return Effective(replace(after.known, case=case), after.history)


def erased_keys(state: State) -> list[str]:
    """Every key that an erasure of this complaint named."""
    events = (entry.event for entry in state.history)
    return [k for event in events if isinstance(event, happened.IdentityErased) for k in event.keys]
