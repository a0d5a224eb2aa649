"""Which clocks an office's rules call for, written down a second time for the checker."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from tests.faults.checking.evidence import Stored

LAST = frozenset({"Closed", "Rejected", "Withdrawn"})
DIMENSIONS = ("kind", "category", "severity", "channel")


@dataclass(frozen=True, slots=True)
class Told:
    """One event of a history that is not about a clock.

    Attributes:
        at: Its place among all events of the history.
        version: The version of its commit.
    """

    at: int
    version: int
    event: dict[str, Any]

    @property
    def type(self) -> str:
        return str(self.event["type"])

    @property
    def on(self) -> dt.date:
        return dt.date.fromisoformat(self.event["occurred"]["on"])


@dataclass(frozen=True, slots=True)
class Run:
    """One running of a rule's clock; `end` is None while it runs."""

    name: str
    rule: dict[str, Any]
    start: Told
    end: Told | None


def told_in(history: list[Stored]) -> list[Told]:
    """What people did, in its order."""
    events = [(commit.body["version"], event) for commit in history for event in commit.events]
    numbered = enumerate(events)
    return [Told(at, version, one) for at, (version, one) in numbered if "clock" not in one]


def rules_for(rules: list[dict[str, Any]], told: list[Told]) -> list[dict[str, Any]]:
    """For each clock the narrowest rule that speaks of the complaint."""
    facts: dict[str, Any] = {"channel": told[0].event.get("channel")}
    for one in told:
        if one.type == "Classified":
            facts |= {name: one.event.get(name) for name in DIMENSIONS[:3]}
    best: dict[str, tuple[tuple[int, list[bool]], dict[str, Any]]] = {}
    for rule in rules:
        named = [bool(rule[name]) for name in DIMENSIONS]
        fits = all(not rule[name] or facts.get(name) in rule[name] for name in DIMENSIONS)
        width = (sum(named), named)
        if fits and _in_force(rule, told[0].on):
            before = best.get(rule["clock"])
            if before is None or width > before[0]:
                best[rule["clock"]] = (width, rule)
    return [rule for _, rule in best.values()]


def runs_of(rule: dict[str, Any], told: list[Told]) -> Iterator[Run]:
    """Every running of a rule's clock but a silence's."""
    begun, start = 0, None
    for one in told:
        of = one.event.get("disposition_id")
        if one.type == rule["starts"] and of is not None:
            later = (other for other in told if other.at > one.at)
            end = next((other for other in later if _ends(rule, other, of)), None)
            yield Run(f"{rule['clock']}-{of}", rule, one, end)
        elif start is not None and _ends(rule, one, None):
            yield Run(_name(rule, begun), rule, start, one)
            again = rule["repeats"] and one.type not in LAST
            start, begun = (one, begun + 1) if again else (None, begun)
        elif one.type == rule["starts"]:
            start, begun = one, begun + 1
    if start is not None:
        yield Run(_name(rule, begun), rule, start, None)


def silences_of(rule: dict[str, Any], told: list[Told]) -> Iterator[tuple[str, bool]]:
    """The silences that may have been told of, each with whether it must have been.

    The checker knows no calendar: what is shorter than the working days in days is none, and
    what is four times as long is one whatever the holidays.
    """
    for one, following in pairwise(told):
        days = (following.on - one.on).days
        if one.type not in LAST | {"Answered"} and days >= rule["amount"]:
            yield f"{rule['clock']}-{one.version}", days > 4 * rule["amount"]


def _in_force(rule: dict[str, Any], on: dt.date) -> bool:
    until = rule["until"] or dt.date.max.isoformat()
    return bool(rule["from"] <= on.isoformat() <= until)


def _ends(rule: dict[str, Any], one: Told, of: int | None) -> bool:
    if one.type in LAST:
        return True
    other = of is not None and one.event.get("disposition_id") not in {None, of}
    return one.type in rule["ends"] and not other


def _name(rule: dict[str, Any], begun: int) -> str:
    return rule["clock"] if begun == 1 else f"{rule['clock']}-{begun}"
