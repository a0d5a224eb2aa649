"""What the rules of a policy file must hold true together."""

import datetime as dt
from collections.abc import Iterator
from itertools import combinations
from typing import get_args

from policy.model import OfficePolicy
from policy.rule import Rule
from schemas.events import PengaduanEvent

Finding = tuple[str, str]

EVENTS = {event.__name__ for event in get_args(PengaduanEvent)}


def findings(policy: OfficePolicy) -> Iterator[Finding]:
    """Everything that is wrong with the rules, each with its path."""
    seen: set[str] = set()
    for at, rule in enumerate(policy.rules):
        path = f"$.rules[{at}]"
        if rule.id in seen:
            yield f"{path}.id", f"id aturan `{rule.id}` dipakai dua kali"
        seen.add(rule.id)
        yield from _dates(path, rule)
        yield from _events(path, rule)
        yield from _codes(path, rule, policy)
    yield from _overlaps(policy)


def _dates(path: str, rule: Rule) -> Iterator[Finding]:
    if rule.in_force_until is not None and rule.in_force_until < rule.in_force_from:
        yield f"{path}.in_force_until", "berakhir sebelum mulai berlaku"
    if rule.day_one == ("next_working_day" if rule.unit == "calendar_day" else "next_day"):
        yield f"{path}.day_one", f"hari pertama `{rule.day_one}` tidak cocok dengan `{rule.unit}`"


def _events(path: str, rule: Rule) -> Iterator[Finding]:
    if rule.starts not in EVENTS:
        yield f"{path}.starts", f"kejadian `{rule.starts}` tidak dikenal"
    for name in rule.ends:
        if name not in EVENTS:
            yield f"{path}.ends", f"kejadian `{name}` tidak dikenal"


def _codes(path: str, rule: Rule, policy: OfficePolicy) -> Iterator[Finding]:
    for name in ("kinds", "severities", "channels", "categories"):
        known = {term.code for term in getattr(policy, name)}
        for code in getattr(rule.applies_to, name):
            if code not in known:
                yield f"{path}.applies_to", f"kode `{code}` tidak ada dalam `{name}`"
    roles = {role.code for role in policy.roles}
    for code in rule.escalate_to:
        if code not in roles:
            yield f"{path}.escalate_to", f"peran `{code}` tidak ada dalam `roles`"


def _overlaps(policy: OfficePolicy) -> Iterator[Finding]:
    for (_, one), (at, other) in combinations(enumerate(policy.rules), 2):
        if one.clock == other.clock and _same_cases(one, other) and _same_days(one, other):
            yield f"$.rules[{at}]", f"masa berlaku `{other.id}` bertumpuk dengan `{one.id}`"


def _same_cases(one: Rule, other: Rule) -> bool:
    """Whether some complaint falls under both, and neither is the more particular."""
    pairs = zip(one.applies_to.dimensions(), other.applies_to.dimensions(), strict=True)
    return all(set(a) & set(b) or not (a or b) for a, b in pairs)


def _same_days(one: Rule, other: Rule) -> bool:
    return one.in_force_from <= _until(other) and other.in_force_from <= _until(one)


def _until(rule: Rule) -> dt.date:
    return rule.in_force_until or dt.date.max
