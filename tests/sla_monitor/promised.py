"""An office with a few promises of its own, so that no test rests on the shipped figures."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from policy.model import Ladder, Rung
from policy.rule import Rule
from schemas.events import PengaduanEvent
from schemas.events.disposition import Annulled, Corrected, Target
from services.sla_monitor.monitor import Monitor
from services.sla_monitor.promises import Promises, current
from tests.sla_monitor.cases import BENGKALIS, day, review
from tests.sla_monitor.office import OFFICE, Office
from tests.support import samples

PHONE, VISIT, WRITE = "telepon", "kunjungan", "surat"
LADDER = Ladder(
    code="tangga",
    label="Tangga",
    citation="contoh",
    rungs=(
        Rung(action=PHONE, to="ketua_tim", next_after=2),
        Rung(action=VISIT, to="kepala_bidang", next_after=3),
        Rung(action=WRITE, to="kepala_dinas"),
    ),
)


def promise(clock: str = "settle", amount: int = 5, **changes: Any) -> Rule:
    """A rule in working days from the receipt to the end of the case."""
    given: dict[str, Any] = {
        "id": f"contoh.{clock}",
        "clock": clock,
        "amount": amount,
        "unit": "working_day",
        "day_one": "next_working_day",
        "starts": "Received",
        "ends": ("Closed", "Rejected", "Withdrawn"),
        "escalate_to": ("ketua_tim", "kepala_dinas"),
        "scope": "office",
        "citation": "contoh",
        "certainty": "verified",
        "in_force_from": dt.date(2020, 1, 1),
    }
    return Rule(**(given | changes))


def promising(
    *rules: Rule, ladders: Iterable[Ladder] = (LADDER,), base: Promises = BENGKALIS
) -> Promises:
    """The promises of an office that has these rules and no others."""
    return base.with_policy(replace(base.policy, rules=rules, ladders=tuple(ladders)))


def seen(promises: Promises, *steps: tuple[str, Sequence[PengaduanEvent]]) -> list[PengaduanEvent]:
    """A history in which a monitor had its say after each step."""
    history: list[PengaduanEvent] = []
    for now, events in steps:
        history += events
        history += review(now, *history, promises=promises)
    return history


def names(events: Iterable[PengaduanEvent], clock: str = "settle") -> list[str]:
    """The names of the events about one clock."""
    return [type(e).__name__ for e in events if getattr(e, "clock", None) == clock]


def at_place(history: Sequence[PengaduanEvent], event: PengaduanEvent) -> Target:
    """Where an event stands in a history of one event a commit."""
    return Target(version=next(n for n, e in enumerate(history, 1) if e is event), index=0)


def redated(history: Sequence[PengaduanEvent], event: PengaduanEvent, on: str) -> Corrected:
    """The day of an event, put right."""
    return corrected(history, event, "occurred.on", on)


def corrected(
    history: Sequence[PengaduanEvent], event: PengaduanEvent, field: str, new: str
) -> Corrected:
    """A field of an event, put right."""
    found: Corrected = samples.corrected(
        target=at_place(history, event), field=field, old=None, new=new
    )
    return found


def annulled(history: Sequence[PengaduanEvent], event: PengaduanEvent) -> Annulled:
    """An event that never happened."""
    found: Annulled = samples.annulled(target=at_place(history, event))
    return found


def asked(on: str) -> PengaduanEvent:
    """The reporter is asked to complete the complaint."""
    event: PengaduanEvent = samples.completion_requested(occurred=day(on))
    return event


def completed(on: str) -> PengaduanEvent:
    """The reporter completed it."""
    event: PengaduanEvent = samples.completed(occurred=day(on))
    return event


def waits(on: str, party: str = "outside") -> PengaduanEvent:
    """The office waits on somebody."""
    event: PengaduanEvent = samples.waiting_started(occurred=day(on), party=party)
    return event


def goes_on(on: str, party: str = "outside") -> PengaduanEvent:
    """The waiting is over."""
    event: PengaduanEvent = samples.waiting_ended(occurred=day(on), party=party)
    return event


def closed(on: str) -> PengaduanEvent:
    """The case is closed."""
    event: PengaduanEvent = samples.closed(occurred=day(on))
    return event


async def _nobody(pengaduan_id: str, outcome: str, cause: str) -> None:
    """Close nothing."""


async def _at_once() -> None:
    """Wait for nothing."""


def monitor_of(
    office: Office,
    promises: Promises,
    *,
    close: Callable[[str, str, str], Awaitable[None]] = _nobody,
    ready: Callable[[], Awaitable[None]] = _at_once,
    sweep_seconds: float = 3600.0,
) -> Monitor:
    """Another monitor of an office that keeps to these promises, not yet started."""
    made = Monitor(
        OFFICE,
        office.store,
        office.feed,
        office.database,
        timers=office.timers,
        promises_of=current(promises),
        clock=office.clock,
        program="tuntas test",
        basis=promises.basis,
        close=close,
        ready=ready,
        sweep_seconds=sweep_seconds,
    )
    office.monitors.append(made)
    return made
