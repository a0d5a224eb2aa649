"""Folds the steps of a case into what is known of it."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from services.reporting.known import Clock, Known
from services.reporting.steps import FIELDS, Correction, Step, Value

On = dt.date | None

# These tell what a case is, whenever they were found out.
_ALWAYS = frozenset(
    {
        "Received",
        "Doubt",
        "DoubtSettled",
        "Voided",
        "IdentityErased",
        "Classified",
        "Linked",
        "Unlinked",
    }
)


def known_from(steps: Sequence[Step], corrections: Sequence[Correction] = ()) -> Known:
    """Fold the steps, with what was corrected in them."""
    known = Known()
    for step in _corrected(steps, corrections) if corrections else steps:
        _APPLY[step.kind](known, step.on, *step.values)
    return known


def known_until(steps: Sequence[Step], corrections: Sequence[Correction], day: dt.date) -> Known:
    """The same by the end of a day: what happened later is left out, what it is about stays."""
    known = Known()
    latest: On = None
    for step in _corrected(steps, corrections):
        latest = step.on or latest
        if step.kind in _ALWAYS or latest is None or latest <= day:
            _APPLY[step.kind](known, step.on, *step.values)
    return known


def _corrected(steps: Sequence[Step], corrections: Sequence[Correction]) -> Sequence[Step]:
    for correction in corrections:
        place = (correction.of_version, correction.of_index)
        steps = [
            _with(step, correction) if (step.version, step.index) == place else step
            for step in steps
        ]
    return steps


def _with(step: Step, correction: Correction) -> Step:
    """The step put right; a field that it has not, or a day that is none, changes nothing."""
    if correction.field == "occurred.on":
        on = _day(correction.new)
        return step if on is None else Step(step.version, step.index, step.kind, on, step.values)
    fields = FIELDS.get(step.kind, ())
    if correction.field not in fields:
        return step
    values = list(step.values)
    values[fields.index(correction.field)] = correction.new
    return Step(step.version, step.index, step.kind, step.on, tuple(values))


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _received(known: Known, on: On, number: str, channel: str, *more: Any) -> None:
    known.received_on, known.number, known.channel = on, number, channel
    known.visibility, known.tracking, *source = more
    if source:
        known.layout, known.import_id, known.row = source


def _doubt(known: Known, _on: On, code: str, column: str | None) -> None:
    known.doubts[code, column] = None


def _settled(known: Known, _on: On, code: str, column: str | None) -> None:
    known.doubts.pop((code, column), None)


def _asked(known: Known, _on: On) -> None:
    known.waiting = True


def _completed(known: Known, _on: On) -> None:
    known.waiting = False


def _verified(known: Known, _on: On) -> None:
    known.verified, known.waiting = True, False


def _rejected(known: Known, on: On, reason: str) -> None:
    known.rejected, known.waiting = True, False
    known.rejection = reason
    known.ended_on = on


def _classified(known: Known, _on: On, *classes: str | None) -> None:
    known.classes, known.classified = classes, True


def _voided(known: Known, _on: On) -> None:
    known.voided = True


def _erased(known: Known, _on: On) -> None:
    known.erased = True


def _disposed(
    known: Known, _on: On, id_: int, role: str, kind: str, code: str, _grant: str
) -> None:
    known.dispositions[id_] = (role, kind, code)
    # An older answer or clarification no longer says how far it is.
    known.answered = known.clarified = False


def _accepted(_known: Known, _on: On, _id: int) -> None:
    """Its holder took it up, which changes nothing of the case."""


def _undisposed(known: Known, _on: On, id_: int) -> None:
    known.dispositions.pop(id_, None)


def _clarified(known: Known, _on: On, id_: int) -> None:
    known.dispositions.pop(id_, None)
    known.clarified = True


def _answered(known: Known, on: On) -> None:
    known.answered, known.answered_on = True, on


def _awaited(known: Known, _on: On, party: str) -> None:
    known.awaited.add(party)


def _not_awaited(known: Known, _on: On, party: str) -> None:
    known.awaited.discard(party)


def _withdrawn(known: Known, on: On) -> None:
    known.withdrawn = True
    known.ended_on = on


def _closed(known: Known, on: On, outcome: str) -> None:
    known.closed, known.closed_on, known.outcome = True, on, outcome
    known.closings += 1
    # A register says that it is settled and when it was answered, not when it was closed.
    known.ended_on = on or known.answered_on


def _reopened(known: Known, _on: On) -> None:
    known.closed = known.answered = known.clarified = False
    known.rejected = known.withdrawn = False
    known.closed_on = known.ended_on = known.outcome = None
    known.reopened = True
    known.awaited.clear()


def _linked(known: Known, _on: On, original: str) -> None:
    known.duplicate_of = original


def _unlinked(known: Known, _on: On) -> None:
    known.duplicate_of = None


def _clock_due(known: Known, _on: On, clock: str, due_on: str) -> None:
    known.clocks[clock] = Clock(due_on)


def _clock_moved(known: Known, _on: On, clock: str, due_on: str, state: str) -> None:
    moved = known.clocks.setdefault(clock, Clock(due_on))
    moved.due_on = due_on
    if state and moved.verdict in {"running", "paused"}:
        moved.verdict = state


def _clock_stopped(known: Known, _on: On, clock: str) -> None:
    known.clocks.pop(clock, None)


def _verdict_overturned(known: Known, _on: On, clock: str, due_on: str, state: str) -> None:
    known.clocks[clock] = Clock(due_on, state)


def _clock_paused(known: Known, _on: On, clock: str) -> None:
    if clock in known.clocks:
        known.clocks[clock].verdict = "paused"


def _clock_met(known: Known, _on: On, clock: str, due_on: str) -> None:
    known.clocks[clock] = Clock(due_on, "met")


def _clock_missed(known: Known, _on: On, clock: str, due_on: str, ended: Value) -> None:
    known.clocks[clock] = Clock(due_on, "missed", late=not ended)


def _escalated(known: Known, on: On, clock: str, level: int, *what: str) -> None:
    to, action = what
    known.unseen[clock, level] = (to, action, on)


def _seen(known: Known, _on: On, clock: str, level: int) -> None:
    known.unseen.pop((clock, level), None)


_APPLY: dict[str, Callable[..., None]] = {
    "Received": _received,
    "Doubt": _doubt,
    "DoubtSettled": _settled,
    "CompletionRequested": _asked,
    "Completed": _completed,
    "Verified": _verified,
    "Rejected": _rejected,
    "Classified": _classified,
    "Voided": _voided,
    "IdentityErased": _erased,
    "Disposed": _disposed,
    "DispositionAccepted": _accepted,
    "DispositionReturned": _undisposed,
    "DispositionRecalled": _undisposed,
    "Clarified": _clarified,
    "Answered": _answered,
    "WaitingStarted": _awaited,
    "WaitingEnded": _not_awaited,
    "Withdrawn": _withdrawn,
    "Closed": _closed,
    "Reopened": _reopened,
    "Linked": _linked,
    "Unlinked": _unlinked,
    "ClockStarted": _clock_due,
    "ClockPaused": _clock_paused,
    "ClockResumed": _clock_due,
    "ClockMoved": _clock_moved,
    "ClockStopped": _clock_stopped,
    "VerdictOverturned": _verdict_overturned,
    "ClockMet": _clock_met,
    "ClockMissed": _clock_missed,
    "Escalated": _escalated,
    "EscalationAcknowledged": _seen,
}
