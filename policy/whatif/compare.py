"""One complaint's clocks: what was recorded of each beside what would have been."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from policy.calendar import Calendar
from policy.clocks.facts import Facts, Happened
from policy.clocks.holding import REPORTER, Holder
from policy.clocks.judged import Judged, judged
from policy.rule import Rule
from policy.whatif.charge import Charge
from policy.whatif.said import Said
from policy.whatif.trial import Trial

ROUND = re.compile(r"-\d+$")


@dataclass(frozen=True, slots=True)
class Pair:
    """One clock, twice.

    Attributes:
        name: Its name within the complaint.
        rule: The rule on trial; None where the policy on trial has none for it.
        before: What was recorded; None where nothing was.
        after: What would have been; None where it would not have run.
        held_before: In whose charge it was when its time was over, or it ended.
        held_after: The same under the policy on trial.
    """

    name: str
    rule: Rule | None
    before: Said | None
    after: Judged | None
    held_before: Holder | None
    held_after: Holder | None

    @property
    def changed(self) -> bool:
        """Whether a verdict that was recorded would have been another."""
        if self.before is None or self.after is None:
            return False
        return self.before.standing != self.after.standing


def base_of(name: str) -> str:
    """A clock's name without its round: `settle-2` is a `settle`."""
    return ROUND.sub("", name)


def compare(
    facts: Facts, said: Mapping[str, Said], trial: Trial, calendar: Calendar, now: dt.datetime
) -> Iterator[Pair]:
    """Every clock of a complaint, recorded or called for by the policy on trial.

    Of a silence that was short enough nothing is ever recorded, so it stands here only
    where it was too long, the one way or the other.
    """
    rules = trial.rules(facts)
    charge = Charge.of(facts.happened)
    found: set[str] = set()
    for one in judged(rules, facts, calendar, now):
        before = said.get(one.name)
        if before is None and one.rule.silence and one.standing != "missed":
            continue
        found.add(one.name)
        held = None if before is None else _held_before(before, charge, one.rule, one.end)
        yield Pair(one.name, one.rule, before, one, held, _held_after(one, charge))
    by_clock = {rule.clock: rule for rule in rules}
    for name, before in said.items():
        if name not in found:
            rule = by_clock.get(base_of(name))
            yield Pair(name, rule, before, None, _held_before(before, charge, rule), None)


def _held_after(one: Judged, charge: Charge) -> Holder:
    own = _own(charge, one.rule, one.start.disposition_id)
    if own is not None:
        return own
    if one.standing == "missed" and one.due is not None:
        return charge.on(one.due.due_on)
    return charge.last if one.end is None else charge.before(one.end)


def _held_before(
    before: Said, charge: Charge, rule: Rule | None, end: Happened | None = None
) -> Holder:
    own = _own(charge, rule, before.disposition_id)
    if own is not None:
        return own
    if before.standing == "missed":
        return charge.on(before.due_on)
    if end is not None:
        return charge.before(end)
    return charge.last if before.ended is None else charge.on(before.ended.on)


def _own(charge: Charge, rule: Rule | None, disposition_id: int | None) -> Holder | None:
    """Whose clock it is, whoever has the case: the reporter's, or that of one disposition.

    A silence belongs to the case, whatever it begins with.
    """
    if rule is not None and rule.binds == "reporter":
        return REPORTER
    if disposition_id is None or (rule is not None and rule.silence):
        return None
    return charge.of_dispositions.get(disposition_id)
