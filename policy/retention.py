"""How long an office keeps who complained and what was written, and what keeps it longer."""

from typing import Annotated

import msgspec
from msgspec import Meta

from policy.rule import Certainty, RuleId
from schemas.commands.base import Code

RETENTION = "retensi"
"""The ground of an erasure that follows from a rule, not from somebody's wish."""


class RetentionRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How many years after a complaint ended its words are erased.

    Attributes:
        id: Names it in lists, `kampar.retention.2026`.
        years: Counted from the day on which it ended.
        kinds: Which kinds of complaints; empty means all that no other rule names.
        citation: Where it is written.
        certainty: Whether its text was seen.
    """

    id: RuleId
    years: Annotated[int, Meta(ge=1, le=100)]
    citation: Annotated[str, Meta(min_length=1)]
    certainty: Certainty
    kinds: tuple[Code, ...] = ()


class Retention(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The rules, and what is kept whatever they say.

    Attributes:
        rules: None means that nothing is ever proposed for erasure.
        held_rejections: Reasons of a rejection that keep the complaint, such as a lawsuit.
    """

    rules: tuple[RetentionRule, ...] = ()
    held_rejections: tuple[Code, ...] = ()

    def rule_for(self, kind: str | None) -> RetentionRule | None:
        """The rule that names the kind, else the one for all others."""
        named = next((rule for rule in self.rules if kind in rule.kinds), None)
        return named or next((rule for rule in self.rules if not rule.kinds), None)


NO_RETENTION = Retention()
