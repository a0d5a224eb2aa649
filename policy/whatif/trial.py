"""A policy on trial: which of its rules hold for complaints that were received before it."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from policy.clocks.facts import Facts
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.rules import rules_in_force

Line = tuple[str, tuple[frozenset[str], ...]]


@dataclass(frozen=True, slots=True)
class Trial:
    """One policy, asked for complaints of any day.

    A rule that comes later is taken as if it were in force on the day of receipt, where the
    file has no rule of the same clock for the same complaints in force by then. What is over
    by then stays over.

    Attributes:
        policy: The policy.
        strict: Whether each rule holds only from its own first day on.
        ahead: The rules that were applied before their first day, by id.
    """

    policy: OfficePolicy
    strict: bool = False
    ahead: dict[str, Rule] = field(default_factory=dict)
    _days: dict[dt.date, OfficePolicy] = field(default_factory=dict)

    def rules(self, facts: Facts) -> list[Rule]:
        """For each clock the rule that holds for a complaint."""
        received, found = facts.received, facts.classified
        if received is None or received.occurred is None:
            return []
        on = received.occurred.on
        holding = rules_in_force(
            self._on(on),
            on,
            kind=found.kind if found else None,
            severity=found.severity if found else None,
            category=found.category if found else None,
            channel=received.channel,
        )
        if not self.strict:
            own = {rule.id: rule for rule in self.policy.rules}
            early = (own[rule.id] for rule in holding if not own[rule.id].in_force_on(on))
            self.ahead.update((rule.id, rule) for rule in early)
        return holding

    def waiting(self, on: dt.date) -> list[Rule]:
        """The rules that come after a day and are not tried, because others hold until then."""
        tried = set() if self.strict else {rule.id for rule in _coming(self.policy, on)}
        rules = self.policy.rules
        return [rule for rule in rules if rule.in_force_from > on and rule.id not in tried]

    def _on(self, on: dt.date) -> OfficePolicy:
        if self.strict:
            return self.policy
        made = self._days.get(on)
        if made is None:
            early = {rule.id: replace(rule, in_force_from=on) for rule in _coming(self.policy, on)}
            rules = tuple(early.get(rule.id, rule) for rule in self.policy.rules)
            made = self._days[on] = replace(self.policy, rules=rules)
        return made


def _coming(policy: OfficePolicy, on: dt.date) -> Iterator[Rule]:
    """Of each clock without a rule on a day the next one that comes."""
    held = {_line(rule) for rule in policy.rules if rule.in_force_on(on)}
    for rule in sorted(policy.rules, key=lambda rule: rule.in_force_from):
        if rule.in_force_from > on and _line(rule) not in held:
            held.add(_line(rule))
            yield rule


def _line(rule: Rule) -> Line:
    return rule.clock, tuple(map(frozenset, rule.applies_to.dimensions()))
