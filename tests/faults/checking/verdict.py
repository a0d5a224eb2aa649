"""The verdict: all checks, the counts, and a line of statistics that claims no more than it may."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from tests.faults.checking import answers, chains, clocks, effects
from tests.faults.checking.evidence import Evidence, Finding

Check: TypeAlias = Callable[[Evidence], Iterable[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    chains.check_streams,
    chains.check_histories,
    chains.check_once,
    answers.check_acknowledged,
    answers.check_refused,
    answers.check_expected,
    answers.check_asked,
    answers.check_order,
    effects.check_numbers,
    effects.check_keys,
    effects.check_relays,
    clocks.check_clocks,
)
# What was never seen in n independent trials is rarer than 3 / n, with 95 % certainty.
_RULE_OF_THREE: Final = 3


def judge(evidence: Evidence) -> list[Finding]:
    """Everything that must not be; a history that says nothing proves nothing either."""
    found = [finding for check in CHECKS for finding in check(evidence)]
    if not any(True for _ in evidence.said("ok")):
        found.append(Finding("nothing_acknowledged", "the history holds no answer"))
    return found


def counts(evidence: Evidence) -> Iterator[str]:
    """What was looked at, line by line."""
    types = Counter(line["type"] for line in evidence.said("invoke", "ok", "fail", "info"))
    commands = {line["value"]["command_id"] for line in evidence.said("invoke")}
    said_again = types["invoke"] - len(commands)
    yield f"commands {len(commands)}, said again {said_again}"
    yield (
        f"answers: ok {types['ok']}, fail {types['fail']}, unknown {types['info']}, "
        f"never resolved {answers.unresolved(evidence)}"
    )
    yield f"complaints {len(evidence.histories)}, commits {len(evidence.commits)}"
    notices = sum(1 for _ in evidence.of_stream("DISPOSISI_"))
    told = Counter(e["type"] for c in evidence.commits for e in c.events)
    yield (
        f"notices to OPDs {notices}, clocks started {told['ClockStarted']}, "
        f"paused {told['ClockPaused']}, met {told['ClockMet']}, missed {told['ClockMissed']}, "
        f"warnings {told['Warned']}, escalations {told['Escalated']}"
    )


def statistics(evidence: Evidence, findings: list[Finding]) -> Iterator[str]:
    """What the faults of this run allow to be said."""
    kills = Counter(line["key"] for line in evidence.history if line["f"] == "kill")
    total = sum(kills.values())
    acknowledged = {line["value"]["command_id"] for line in evidence.said("ok")}
    if findings:
        yield f"{len(findings)} violations after {total} kills, {len(acknowledged)} commands done"
        return
    for target, n in [*sorted(kills.items()), ("all together", total)]:
        yield f"violations after killing {target}: {bound(n)}"
    yield f"done commands lost or doubled: {bound(len(acknowledged))}"


def bound(n: int) -> str:
    """What zero failures in n trials say about the rate, at 95 % certainty.

    Below three trials the rule of three says nothing: no rate is above 100 %.
    """
    if n <= _RULE_OF_THREE:
        return f"0 of {n}, which says nothing about the rate"
    return f"0 of {n}, so the rate is below {_RULE_OF_THREE / n:.2%} (95 %)"
