"""What the rules of a policy file must hold true together."""

import datetime as dt
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from itertools import combinations, pairwise

from policy.model import OfficePolicy
from policy.rule import AppliesTo, Rule
from policy.shape import Finding

ONE_DAY = dt.timedelta(days=1)


def ids(policy: OfficePolicy) -> Iterator[Finding]:
    """Two rules of one id."""
    seen: set[str] = set()
    for at, rule in enumerate(policy.rules):
        if rule.id in seen:
            yield f"$.rules[{at}].id", f"id aturan `{rule.id}` dipakai dua kali"
        seen.add(rule.id)


def overlaps(policy: OfficePolicy) -> Iterator[Finding]:
    """Two rules of one clock that hold for the same complaint on the same day."""
    for (_, one), (at, other) in combinations(enumerate(policy.rules), 2):
        if one.clock == other.clock and _same_cases(one, other) and _same_days(one, other):
            yield f"$.rules[{at}]", f"masa berlaku `{other.id}` bertumpuk dengan `{one.id}`"


def gaps(policy: OfficePolicy, besides: AbstractSet[str]) -> Iterator[Finding]:
    """Days between two rules that follow each other, on which nothing is promised.

    Args:
        policy: The policy.
        besides: Clocks of which not every rule is known.
    """
    lines: dict[tuple[str, AppliesTo], list[tuple[dt.date, int, Rule]]] = {}
    for at, rule in enumerate(policy.rules):
        if rule.clock in besides:
            continue
        line = lines.setdefault((rule.clock, _in_any_order(rule.applies_to)), [])
        line.append((rule.in_force_from, at, rule))
    for line in lines.values():
        for (_, _, one), (begins, at, other) in pairwise(sorted(line, key=lambda each: each[:2])):
            # Subtracted, because a day after the last one that Python knows is no day.
            if begins - _until(one) > ONE_DAY:
                gap = f"sampai {one.in_force_until} dan baru lagi sejak {begins}"
                yield (
                    f"$.rules[{at}].in_force_from",
                    f"`{other.clock}` diatur {gap}: tulis aturan untuk hari di antaranya",
                )


def _same_cases(one: Rule, other: Rule) -> bool:
    """Whether some complaint falls under both, and neither is the more particular."""
    pairs = zip(one.applies_to.dimensions(), other.applies_to.dimensions(), strict=True)
    return all(set(a) & set(b) or not (a or b) for a, b in pairs)


def _same_days(one: Rule, other: Rule) -> bool:
    return one.in_force_from <= _until(other) and other.in_force_from <= _until(one)


def _until(rule: Rule) -> dt.date:
    return rule.in_force_until or dt.date.max


def _in_any_order(applies: AppliesTo) -> AppliesTo:
    kinds, categories, severities, channels = (
        tuple(sorted(codes)) for codes in applies.dimensions()
    )
    return AppliesTo(kinds=kinds, categories=categories, severities=severities, channels=channels)
