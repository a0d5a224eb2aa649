"""The dispositions of a case, as its steps tell them: to whom, and how far each is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.reporting.known import Known
from services.reporting.steps import Step

STATES = {
    "DispositionAccepted": "accepted",
    "Clarified": "clarified",
    "DispositionReturned": "returned",
    "DispositionRecalled": "recalled",
}
HELD = frozenset({"disposed", "accepted"})


@dataclass(slots=True)
class Handed:
    """One disposition.

    Attributes:
        state: `disposed`, `accepted`, `clarified`, `returned` or `recalled`.
        accepted_on: The day on which it was taken up.
        ended_on: The day on which it came to one of the last three states.
    """

    id: int
    role: str
    kind: str
    code: str
    grant: str
    disposed_on: date | None
    state: str = "disposed"
    accepted_on: date | None = None
    ended_on: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether its holder has something to do."""
        return self.state in HELD

    def move(self, state: str, on: date | None) -> None:
        """It comes to another state."""
        self.state = state
        if state == "accepted":
            self.accepted_on = on
        else:
            self.ended_on = on


def handed_of(steps: Iterable[Step]) -> list[Handed]:
    """Every disposition of a case that was not annulled, in their order."""
    found: dict[int, Handed] = {}
    for step in steps:
        if step.kind == "Disposed":
            id_, role, kind, code, grant = step.values
            found[id_] = Handed(id_, role, kind, code, grant, step.on)  # type: ignore[arg-type, index]
        elif (state := STATES.get(step.kind)) and (one := found.get(step.values[0])):  # type: ignore[arg-type]
            one.move(state, step.on)
    return list(found.values())


def has_ended(known: Known) -> bool:
    """Whether nobody has anything to do for the case."""
    return known.closed or known.rejected or known.withdrawn or known.voided


def opds_of(steps: Iterable[Step], known: Known) -> str:
    """` dinkes:held dlh:done `: each OPD once in each of the two, so that a LIKE finds its cases."""
    to_opds = [one for one in handed_of(steps) if one.kind == "opd"]
    over = has_ended(known)
    found = {f"{one.code}:{'held' if one.is_held and not over else 'done'}" for one in to_opds}
    return f" {' '.join(sorted(found))} " if found else ""
