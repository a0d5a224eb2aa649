"""What ladders, and the rules that lead to them, must hold true."""

from collections.abc import Iterator
from typing import Final

from policy.model import OfficePolicy
from policy.shape import Finding


def _rungs(policy: OfficePolicy) -> Iterator[Finding]:
    actions = {action.code for action in policy.actions}
    roles = {role.code for role in policy.roles}
    for at, ladder in enumerate(policy.ladders):
        for number, rung in enumerate(ladder.rungs):
            path = f"$.ladders[{at}].rungs[{number}]"
            if rung.action not in actions:
                yield path, f"tindakan `{rung.action}` tidak ada dalam `actions`"
            if rung.to not in roles:
                yield path, f"peran `{rung.to}` tidak ada dalam `roles`"


def _named_by_rules(policy: OfficePolicy) -> Iterator[Finding]:
    ladders = {ladder.code for ladder in policy.ladders}
    for at, rule in enumerate(policy.rules):
        if rule.ladder is not None and rule.ladder not in ladders:
            yield f"$.rules[{at}].ladder", f"tangga `{rule.ladder}` tidak ada dalam `ladders`"


CHECKS: Final = (
    (_rungs, frozenset({"actions", "roles"})),
    (_named_by_rules, frozenset({"ladders"})),
)
