"""Counts pairs of verdicts by rule and by holder, and prints them into the answer."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from policy.clocks.holding import DESK, REPORTER, Holder
from policy.rule import Rule
from policy.whatif.compare import Pair, base_of
from schemas import whatif as say
from services.reporting.words import Words

ABSENT = "absent"
KEPT = 200
"""How many numbers are kept of each count, and how many changes."""
FIELDS = ("met", "missed", "running", "unjudgeable", ABSENT)
NO_CODE = {DESK.kind: "Meja pengaduan", REPORTER.kind: "Pelapor"}
KINDS = (DESK.kind, "unit", "opd", REPORTER.kind)
UNITS = {"working_day": "hari kerja", "calendar_day": "hari kalender", "working_hour": "jam kerja"}

Key = tuple[str, str | None]
"""A clock without its round, and the rule on trial."""


@dataclass(slots=True)
class Count:
    """How many, with some of them."""

    count: int = 0
    numbers: dict[str, None] = field(default_factory=dict)

    def add(self, number: str) -> None:
        """One more."""
        self.count += 1
        if len(self.numbers) < KEPT:
            self.numbers[number] = None

    def view(self, most: int) -> say.Some:
        """As it is answered."""
        return say.Some(count=self.count, numbers=tuple(self.numbers)[:most])


@dataclass(slots=True)
class Side:
    """Clocks by how they stand."""

    by: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))

    def view(self, most: int) -> say.Verdicts:
        """As it is answered."""
        return say.Verdicts(**{name: count.view(most) for name, count in self.by.items()})


@dataclass(slots=True)
class Both:
    """What was, and what would have been."""

    before: Side = field(default_factory=Side)
    after: Side = field(default_factory=Side)


@dataclass(slots=True)
class Figures:
    """The same without examples."""

    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)


class Tally:
    """Counts the pairs of one complaint after the other."""

    def __init__(self, words: Words) -> None:
        self._words = words
        self._rules: dict[Key, Both] = defaultdict(Both)
        self._holders: dict[Holder, Both] = defaultdict(Both)
        self._parts: dict[Holder, dict[Key, Figures]] = defaultdict(lambda: defaultdict(Figures))
        self._changed: list[say.Changed] = []
        self.changed_total = 0
        self.cases = 0

    def take(self, number: str, pairs: Iterator[Pair]) -> None:
        """Count one complaint."""
        self.cases += 1
        for pair in pairs:
            key = (base_of(pair.name), pair.rule.id if pair.rule else None)
            before = pair.before.standing if pair.before else ABSENT
            after = pair.after.standing if pair.after else ABSENT
            self._rules[key].before.by[before].add(number)
            self._rules[key].after.by[after].add(number)
            if pair.held_before is not None:
                self._holders[pair.held_before].before.by[before].add(number)
                self._parts[pair.held_before][key].before[before] += 1
            if pair.held_after is not None:
                self._holders[pair.held_after].after.by[after].add(number)
                self._parts[pair.held_after][key].after[after] += 1
            if pair.changed:
                self._change(number, pair)

    @property
    def applied(self) -> set[str]:
        """The ids of the rules under which there is anything to count."""
        return {rule_id for _, rule_id in self._rules if rule_id is not None}

    def rules(
        self, rules: tuple[Rule, ...], ahead: AbstractSet[str], most: int
    ) -> tuple[say.Trialled, ...]:
        """In the file's order; then the clocks for which it has no rule."""
        own = {rule.id: rule for rule in rules}
        order = list(own)
        keys = sorted(
            self._rules, key=lambda key: (order.index(key[1]) if key[1] else len(order), key[0])
        )
        return tuple(self._rule(key, own, ahead, most) for key in keys)

    def holders(self, most: int) -> tuple[say.Held, ...]:
        """The desk, units, agencies, and the reporter for what binds nobody else."""
        found = [self._holder(holder, both, most) for holder, both in self._holders.items()]
        return tuple(sorted(found, key=lambda held: (KINDS.index(held.kind), held.label)))

    def changed(self, most: int) -> tuple[say.Changed, ...]:
        """Some of what would have been otherwise."""
        return tuple(self._changed[:most])

    def _rule(
        self, key: Key, own: Mapping[str, Rule], ahead: AbstractSet[str], most: int
    ) -> say.Trialled:
        clock, rule_id = key
        rule = own[rule_id] if rule_id else None
        both = self._rules[key]
        return say.Trialled(
            clock=clock,
            label=self._words.clock(clock),
            rule=rule_id,
            promise=f"{rule.amount} {UNITS[rule.unit]}" if rule else None,
            ahead=rule_id in ahead,
            before=both.before.view(most),
            after=both.after.view(most),
        )

    def _holder(self, holder: Holder, both: Both, most: int) -> say.Held:
        code = holder.code
        parts = (
            say.Counts(clock=clock, rule=rule, before=dict(part.before), after=dict(part.after))
            for (clock, rule), part in sorted(self._parts[holder].items(), key=str)
        )
        return say.Held(
            kind=holder.kind,
            code=code,
            label=NO_CODE[holder.kind] if code is None else self._words.holder(holder.kind, code),
            before=both.before.view(most),
            after=both.after.view(most),
            rules=tuple(parts),
        )

    def _change(self, number: str, pair: Pair) -> None:
        self.changed_total += 1
        before, after = pair.before, pair.after
        if len(self._changed) >= KEPT or before is None or after is None:
            return
        due = after.due.due_on if after.due else None
        self._changed.append(
            say.Changed(
                number=number,
                clock=pair.name,
                label=self._words.clock(pair.name),
                before=before.standing,
                after=after.standing,
                due_before=before.due_on,
                due_after=due,
                days=(due - before.due_on).days if due else None,
            )
        )
