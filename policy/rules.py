"""Which promises hold for a complaint."""

import datetime as dt

from policy.errors import UnknownRuleError
from policy.model import OfficePolicy
from policy.rule import AppliesTo, Rule


def rules_in_force(
    policy: OfficePolicy,
    received_on: dt.date,
    *,
    kind: str | None = None,
    severity: str | None = None,
    channel: str | None = None,
    category: str | None = None,
) -> list[Rule]:
    """For each clock the most particular rule in force on the day of receipt.

    A rule for certain kinds does not hold for a complaint whose kind is not known yet.
    """
    facts = (kind, category, severity, channel)
    best: dict[str, Rule] = {}
    for rule in policy.rules:
        if not rule.in_force_on(received_on) or not _holds(rule.applies_to, facts):
            continue
        rival = best.get(rule.clock)
        if rival is None or _narrowness(rule.applies_to) > _narrowness(rival.applies_to):
            best[rule.clock] = rule
    return list(best.values())


def find_rule(policy: OfficePolicy, rule_id: str) -> Rule | None:
    """The rule of that id, in force or not."""
    return next((rule for rule in policy.rules if rule.id == rule_id), None)


def get_rule(policy: OfficePolicy, rule_id: str) -> Rule:
    """The rule of that id.

    Raises:
        UnknownRuleError: The policy has none.
    """
    rule = find_rule(policy, rule_id)
    if rule is None:
        raise UnknownRuleError(policy.office, rule_id)
    return rule


def _holds(applies: AppliesTo, facts: tuple[str | None, ...]) -> bool:
    return all(
        not codes or fact in codes for codes, fact in zip(applies.dimensions(), facts, strict=True)
    )


def _narrowness(applies: AppliesTo) -> tuple[int, tuple[bool, ...]]:
    named = tuple(bool(codes) for codes in applies.dimensions())
    return sum(named), named
