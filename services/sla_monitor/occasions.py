"""Which clocks a history calls for, each with what started it and what ended it."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.rule import Rule
from services.sla_monitor.state import Happened

ENDINGS = frozenset({"Closed", "Rejected", "Withdrawn"})
"""With these nothing remains to be done, so they end every clock, named by its rule or not."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """One running of a rule's clock.

    Attributes:
        name: The clock's name within the complaint.
        rule: What was promised.
        start: What it counts from.
        end: The first event after the start that ends it, None while it runs.
    """

    name: str
    rule: Rule
    start: Happened
    end: Happened | None

    @property
    def ended_by_its_own(self) -> bool:
        """Whether the rule itself waits for what ended it, not only the case's end."""
        end = self.end
        if end is None or end.name not in self.rule.ends:
            return False
        return end.name not in ENDINGS or lasts_to_the_end(self.rule)


def lasts_to_the_end(rule: Rule) -> bool:
    """Whether only the end of the case ends the rule's clock."""
    return ENDINGS.issuperset(rule.ends)


def occasions(rule: Rule, happened: tuple[Happened, ...]) -> Iterator[Occasion]:
    """Every running of a rule's clock: once a run of the case, or once a disposition.

    A reopening begins a new run. It starts the clocks again that last to the end of the
    case (`settle-2`), counted from the reopening; to verify again is nobody's promise.
    """
    for at, name in _starts(rule, happened):
        start = happened[at]
        later = happened[at + 1 :]
        end = next((one for one in later if _ends(rule, start, one)), None)
        yield Occasion(name, rule, start, end)


def _starts(rule: Rule, happened: tuple[Happened, ...]) -> Iterator[tuple[int, str]]:
    run, begun = 1, 0
    for at, one in enumerate(happened):
        reopened = one.name == "Reopened"
        run += reopened
        again = reopened and rule.starts == "Received" and lasts_to_the_end(rule)
        if one.name == rule.starts and one.disposition_id is not None:
            yield at, f"{rule.clock}-{one.disposition_id}"
        elif (again or one.name == rule.starts) and begun < run:
            begun = run
            yield at, rule.clock if run == 1 else f"{rule.clock}-{run}"


def _ends(rule: Rule, start: Happened, one: Happened) -> bool:
    if one.name in ENDINGS:
        return True
    if start.disposition_id is not None and one.disposition_id not in {None, start.disposition_id}:
        return False
    return one.name in rule.ends
