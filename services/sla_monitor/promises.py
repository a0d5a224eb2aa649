"""The office's promises to one complaint: the policy of its receipt, the calendar of today."""

import datetime as dt
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from policy.calendar import Calendar
from policy.clocks.facts import Facts
from policy.load import Loaded
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.rules import rules_in_force


@dataclass(frozen=True, slots=True)
class Promises:
    """What holds for a complaint.

    Attributes:
        policy: The policy under which it was received.
        digest: What events name that policy by.
        calendar: The office's calendar as it is known today.
        newest: The policy in force today; its rules count only where they say that they
            apply to what runs already.
        newest_digest: What events name the newest one by.
    """

    policy: OfficePolicy
    digest: str
    calendar: Calendar
    newest: OfficePolicy
    newest_digest: str
    _by_id: dict[str, Rule] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # The policy of the receipt last: of one id in both, its rule is the one that holds.
        for rule in (*self.newest.rules, *self.policy.rules):
            self._by_id[rule.id] = rule

    @classmethod
    def of(cls, loaded: Loaded) -> "Promises":
        """The promises to a complaint that is received under the newest policy."""
        policy, digest = loaded.policy, loaded.digest
        return cls(policy, digest, loaded.calendar, policy, digest)

    @property
    def basis(self) -> str:
        """What running clocks are worked out on, beside the policy of their receipt."""
        return f"{self.newest_digest} {self.calendar.version}"

    @property
    def move_what_runs(self) -> bool:
        """Whether any rule moves, on its first day, clocks that run already."""
        return any(rule.applies_to_running for rule in self.newest.rules)

    def with_policy(self, policy: OfficePolicy) -> "Promises":
        """The same under a policy that stands in the place of both."""
        return replace(self, policy=policy, newest=policy)

    def received_under(self, policy: OfficePolicy, digest: str) -> "Promises":
        """The promises to a complaint that was received under an older policy."""
        return replace(self, policy=policy, digest=digest)

    def of_receipt(self, facts: Facts) -> dict[str, tuple[Rule, str]]:
        """For each clock the rule of the day of receipt, and the digest of its policy."""
        return {rule.clock: (rule, self.digest) for rule in _in_force(self.policy, facts)}

    def rules(self, facts: Facts, today: dt.date) -> dict[str, tuple[Rule, str]]:
        """For each clock the rule that holds for what runs today, with its digest."""
        found = self.of_receipt(facts)
        for rule in self._for_running(facts, today):
            found[rule.clock] = (rule, self.newest_digest)
        return found

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that id in either policy."""
        return self._by_id.get(rule_id)

    def comes_into_force(self, today: dt.date) -> dt.date | None:
        """The next day on which a new rule will move clocks that run."""
        coming = (
            rule.in_force_from
            for rule in self.newest.rules
            if rule.applies_to_running and rule.in_force_from > today
        )
        return min(coming, default=None)

    def _for_running(self, facts: Facts, today: dt.date) -> Iterator[Rule]:
        # Whatever the newest file made of the rule of the receipt, that one stays.
        stay = {rule.id for rule in _in_force(self.policy, facts)}
        for rule in _in_force(self.newest, facts, today):
            if rule.applies_to_running and rule.id not in stay:
                yield rule


PromisesOf: TypeAlias = Callable[[str], Awaitable[Promises]]
"""The port to policies by digest: `KEBIJAKAN_<office>` holds the bytes of every one."""


def current(promises: Promises) -> PromisesOf:
    """Answer with one policy, whatever was asked for."""

    async def promises_of(_: str) -> Promises:
        return promises

    return promises_of


def _in_force(policy: OfficePolicy, facts: Facts, on: dt.date | None = None) -> list[Rule]:
    received, found = facts.received, facts.classified
    if received is None or received.occurred is None:
        return []
    return rules_in_force(
        policy,
        on or received.occurred.on,
        kind=found.kind if found else None,
        severity=found.severity if found else None,
        category=found.category if found else None,
        channel=received.channel,
    )
