"""Which clocks a history calls for, each with what started it and what ended it."""

from collections.abc import Iterator
from dataclasses import dataclass

from policy.clocks.facts import Happened
from policy.rule import Rule

ENDINGS = frozenset({"Closed", "Rejected", "Withdrawn"})
"""With these nothing remains to be done, so they end every clock, named by its rule or not."""

SAID_LAST = ENDINGS | {"Answered"}
"""After these the office has said its word: what comes next is the reporter's."""

STILL = frozenset({"IdentityOpened", "DispositionRead", "IdentityErased", "DoubtSettled", "Voided"})
"""What moves no case on: a silence lasts through it."""


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
    def is_further(self) -> bool:
        """Whether what repeats goes round again."""
        return self.rule.repeats and self.name != self.rule.clock

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
    """Every running of a rule's clock.

    Names: `verify`, `settle` and, when it begins again, `settle-2`; a disposition's clock
    bears its number (`clarify-3`), a silence the version of what was last heard of the case.
    """
    if rule.silence:
        return _silences(rule, happened)
    if any(one.name == rule.starts and one.disposition_id is not None for one in happened):
        return _of_dispositions(rule, happened)
    return _runs(rule, happened)


def _of_dispositions(rule: Rule, happened: tuple[Happened, ...]) -> Iterator[Occasion]:
    for at, start in enumerate(happened):
        if start.name == rule.starts:
            later = happened[at + 1 :]
            end = next((one for one in later if _ends(rule, one, start.disposition_id)), None)
            yield Occasion(f"{rule.clock}-{start.disposition_id}", rule, start, end)


def _runs(rule: Rule, happened: tuple[Happened, ...]) -> Iterator[Occasion]:
    """One after the other: it begins again when it had ended.

    A reopening starts the clocks again that last to the end of the case; to verify again is
    nobody's promise. What starts a clock that runs already starts it anew.
    """
    start: Happened | None = None
    begun = 0
    for one in happened:
        if start is not None and _ends(rule, one):
            yield Occasion(_name(rule, begun), rule, start, one)
            again = rule.repeats and one.name not in ENDINGS
            start, begun = (one, begun + 1) if again else (None, begun)
        elif one.name == rule.starts or (one.name == "Reopened" and _again(rule)):
            begun += start is None
            start = one
    if start is not None:
        yield Occasion(_name(rule, begun), rule, start, None)


def _silences(rule: Rule, happened: tuple[Happened, ...]) -> Iterator[Occasion]:
    heard: Happened | None = None
    for one in happened:
        if one.name in STILL or not _later(one, heard):
            continue
        if heard is not None and heard.name not in SAID_LAST:
            yield Occasion(f"{rule.clock}-{heard.version}", rule, heard, one)
        heard = one
    if heard is not None and heard.name not in SAID_LAST:
        yield Occasion(f"{rule.clock}-{heard.version}", rule, heard, None)


def _later(one: Happened, heard: Happened | None) -> bool:
    # What is entered late is no news of the case.
    if one.occurred is None:
        return False
    return heard is None or heard.occurred is None or heard.occurred.on <= one.occurred.on


def _again(rule: Rule) -> bool:
    return rule.starts == "Received" and (rule.repeats or lasts_to_the_end(rule))


def _name(rule: Rule, begun: int) -> str:
    return rule.clock if begun == 1 else f"{rule.clock}-{begun}"


def _ends(rule: Rule, one: Happened, disposition_id: int | None = None) -> bool:
    if one.name in ENDINGS:
        return True
    if disposition_id is not None and one.disposition_id not in {None, disposition_id}:
        return False
    return one.name in rule.ends
