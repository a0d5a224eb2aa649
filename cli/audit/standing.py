"""How a complaint stands after each commit, worked out from its events alone."""

from collections.abc import Iterator, Sequence
from functools import reduce
from typing import Final

from engine.decider import Entry
from engine.effective import Effective, effective
from policy.clocks.clock import Clock, turned
from policy.clocks.facts import Facts, Happened, with_event
from policy.clocks.holding import Holder, turns
from runtime.history import annuls
from schemas.events import PengaduanEvent, SLAEvent
from schemas.events.disposition import Closed, Disposed, Linked, Target
from schemas.events.sla import ClockStarted

CLOCK: Final = "clock."

# What an event brings about, and what it puts an end to.
_TURNS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "CompletionRequested": ("asked", ()),
    "Completed": ("", ("asked",)),
    "Verified": ("verified", ("asked",)),
    "Rejected": ("rejected", ("asked",)),
    "Classified": ("classified", ()),
    "Voided": ("voided", ()),
    "Disposed": ("", ("answered", "clarified")),
    "Clarified": ("clarified", ()),
    "Answered": ("answered", ()),
    "Withdrawn": ("withdrawn", ()),
    "Closed": ("closed", ()),
    "Reopened": (
        "reopened",
        ("closed", "answered", "clarified", "rejected", "withdrawn", "reporter", "outside"),
    ),
}
_ENDS_DISPOSITION: Final = frozenset({"DispositionReturned", "DispositionRecalled", "Clarified"})
# The first that holds says how far it is: the later stages come first.
_STAGES: Final = (
    ("voided", "dibatalkan"),
    ("closed", "selesai"),
    ("withdrawn", "dicabut"),
    ("rejected", "ditolak"),
    ("reporter", "menunggu_pelapor"),
    ("outside", "menunggu_pihak_luar"),
    ("answered", "dijawab"),
    ("asked", "menunggu_kelengkapan"),
    ("disposed", "didisposisikan"),
    ("clarified", "diklarifikasi"),
    ("reopened", "dibuka_kembali"),
    ("classified", "diklasifikasi"),
    ("verified", "terverifikasi"),
)
_CLASSES: Final = ("severity", "kind", "category", "sector", "permit_type")
_INITIAL, _evolve = effective(None, lambda known, _: known, annuls)


def standings(
    commits: Sequence[Sequence[Entry[PengaduanEvent]]],
) -> Iterator[dict[str, str]]:
    """The standing after each commit, field by field; a field that says nothing is left out."""
    state: Effective[None, PengaduanEvent] = _INITIAL
    for commit in commits:
        state = reduce(_evolve, commit, state)
        yield standing(state.history)


def standing(history: Sequence[Entry[PengaduanEvent]]) -> dict[str, str]:
    """The standing after an effective history."""
    facts = Facts()
    for entry in history:
        facts = with_event(facts, entry.version, entry.index, entry.event)
    fields = {
        "status": _status(facts.happened),
        **{name: getattr(facts.classified, name, None) for name in _CLASSES},
        "holder": _holder(facts.happened),
        **_ending(facts.happened),
        **{f"{CLOCK}{clock.name}": _timed(clock) for clock in clocks(history)},
    }
    return {field: value for field, value in fields.items() if value is not None}


def clocks(history: Sequence[Entry[PengaduanEvent]]) -> list[Clock]:
    """Every clock as its events left it."""
    found: dict[str, Clock] = {}
    for entry in history:
        event = entry.event
        if isinstance(event, ClockStarted):
            found[event.clock] = Clock.of(event)
        elif isinstance(event, SLAEvent) and event.clock in found:
            place = Target(version=entry.version, index=entry.index)
            found[event.clock] = turned(found[event.clock], event, place)
    return list(found.values())


def _status(happened: Sequence[Happened]) -> str | None:
    if not happened:
        return None
    holding: set[str] = set()
    dispositions: set[int] = set()
    for one in happened:
        begins, ends = _TURNS.get(one.name, ("", ()))
        holding -= {*ends}
        holding |= {begins}
        party = getattr(one.event, "party", "")
        if one.name == "WaitingStarted":
            holding.add(party)
        elif one.name == "WaitingEnded":
            holding.discard(party)
        elif isinstance(one.event, Disposed):
            dispositions.add(one.event.disposition_id)
        elif one.name in _ENDS_DISPOSITION:
            dispositions.discard(one.disposition_id or 0)
    holding |= {"disposed"} if dispositions else set()
    return next((status for stage, status in _STAGES if stage in holding), "diterima")


def _holder(happened: tuple[Happened, ...]) -> str | None:
    holder: Holder | None = None
    for turn in turns(happened):
        holder = turn.holder
    if holder is None:
        return None
    return f"{holder.kind} {holder.code}" if holder.code else holder.kind


def _ending(happened: Sequence[Happened]) -> dict[str, str | None]:
    found: dict[str, str | None] = {"outcome": None, "duplicate_of": None}
    for one in happened:
        if isinstance(one.event, Closed):
            found["outcome"] = one.event.outcome
        elif one.name == "Reopened":
            found["outcome"] = None
        elif isinstance(one.event, Linked):
            found["duplicate_of"] = one.event.original
        elif one.name == "Unlinked":
            found["duplicate_of"] = None
        elif one.name == "IdentityErased":
            found["erased"] = "ya"
    return found


def _timed(clock: Clock) -> str:
    return f"{clock.due_on.isoformat()} {_verdict(clock)}"


def _verdict(clock: Clock) -> str:
    if clock.stopped:
        return "tidak berlaku lagi"
    if clock.judged:
        return "terlambat" if clock.missed else "tepat waktu"
    if clock.missed:
        return "terlambat, belum selesai"
    return "dijeda" if clock.paused else "berjalan"
