"""Which rules are in force, for the one who checks a policy."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final

from rich.console import RenderableType

from cli.policy_files import rules_on
from cli.print.tables import apart, heading, small, table
from cli.text import shown
from policy.load import Loaded
from policy.rule import Rule
from policy.sentences import sentence

CERTAINTIES: Final = {"verified": "terverifikasi", "to_be_verified": "perlu diverifikasi"}


def policy_parts(policies: Mapping[str, Loaded], now: dt.datetime) -> list[RenderableType]:
    """For every office the rules in force at that moment."""
    return apart(part for each in policies.values() for part in _office(each, now))


def _office(loaded: Loaded, now: dt.datetime) -> Iterator[RenderableType]:
    yield heading(loaded.policy.name)
    made = table("Aturan dan dasarnya", "Janji", "Kepastian")
    # An id that is cut short could not be looked up.
    made.columns[0].overflow = "fold"
    for rule in rules_on(loaded, now):
        made.add_row(*map(shown, _row(rule)))
    yield made
    yield small(f"Kebijakan {loaded.digest[:12]} · kalender {loaded.calendar.version[:12]}")


def _row(rule: Rule) -> tuple[str, ...]:
    return (
        f"{rule.id}\n{rule.citation}",
        sentence(rule),
        CERTAINTIES[rule.certainty],
    )
