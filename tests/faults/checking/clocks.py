"""Each clock that the rules call for ran once, stood still when it had to, and was judged right."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.faults.checking.evidence import Evidence, Finding, Stored
from tests.faults.checking.rules import Run, Told, rules_for, runs_of, silences_of, told_in

TIMES = ("ClockStarted", "ClockResumed", "ClockMoved")


@dataclass(frozen=True, slots=True)
class Said:
    """What was written of one clock, each with when it was recorded."""

    where: str
    events: list[tuple[str, dict[str, Any]]]

    def of(self, *types: str) -> list[dict[str, Any]]:
        return [event for _, event in self.events if event["type"] in types]

    @property
    def misses(self) -> list[tuple[str, dict[str, Any]]]:
        """The misses that were found while it ran."""
        return [
            (recorded, event)
            for recorded, event in self.events
            if event["type"] == "ClockMissed" and event["ended"] is None
        ]

    @property
    def last_words(self) -> list[dict[str, Any]]:
        return [event for event in self.of("ClockMet", "ClockMissed") if event["ended"] is not None]

    @property
    def due_on(self) -> str:
        return str(self.of(*TIMES)[-1]["due_on"])


def check_clocks(evidence: Evidence) -> Iterator[Finding]:
    """Every history by the rules of its office."""
    rules: dict[str, list[dict[str, Any]]] = evidence.run.get("rules", {})
    for subject, history in evidence.histories.items():
        told, said = told_in(history), _said(subject, history)
        if not told or told[0].type != "Received":
            continue  # others say what is wrong with it
        chosen = rules_for(rules.get(history[0].body["office"], []), told)
        runs = [run for rule in chosen if not rule["silence"] for run in runs_of(rule, told)]
        silences = dict(
            each for rule in chosen if rule["silence"] for each in silences_of(rule, told)
        )
        yield from _check_called_for(subject, runs, silences, said)
        for run in runs:
            if run.name in said and said[run.name].of("ClockStarted"):
                yield from _check_verdict(run, said[run.name])
                yield from _check_pauses(run, told, said[run.name])
        for clock in said.values():
            yield from _check_once(clock)


def _said(subject: str, history: list[Stored]) -> dict[str, Said]:
    found: dict[str, Said] = {}
    for commit in history:
        for event in commit.events:
            if "clock" in event:
                name = event["clock"]
                clock = found.setdefault(name, Said(f"{subject} {name}", []))
                clock.events.append((commit.body["recorded_at"], event))
    return found


def _check_called_for(
    subject: str, runs: list[Run], silences: dict[str, bool], said: dict[str, Said]
) -> Iterator[Finding]:
    wanted = {run.name for run in runs} | {name for name, must in silences.items() if must}
    begun = {name for name, clock in said.items() if clock.of("ClockStarted")}
    for name in sorted(wanted - begun):
        yield Finding("clock_not_started", f"{subject} {name}")
    for name in sorted(said.keys() - wanted - silences.keys()):
        yield Finding("clock_for_nothing", f"{subject} {name}")


def _check_verdict(run: Run, said: Said) -> Iterator[Finding]:
    words = said.last_words
    if run.end is not None and not words:
        yield Finding("clock_not_judged", said.where)
    for word in words:
        ended = word["ended"]["on"]
        late = ended > said.due_on
        if run.end is None or ended != run.end.on.isoformat():
            yield Finding("verdict_wrong", f"{said.where} ended {ended}")
        elif late != (word["type"] == "ClockMissed"):
            yield Finding("verdict_wrong", f"{said.where} due {said.due_on}, ended {ended}")
    for recorded, miss in said.misses:
        if recorded[:10] < miss["due_on"]:
            yield Finding("missed_too_early", said.where)
    if said.misses and run.rule["escalates"] and not said.of("Escalated"):
        yield Finding("not_escalated", said.where)


def _check_pauses(run: Run, told: list[Told], said: Said) -> Iterator[Finding]:
    """One pause and one going on for each wait that fell into it, if it was not over by then."""
    due = dt.date.fromisoformat(said.of("ClockStarted")[0]["due_on"])
    inside = [
        wait
        for wait in told
        if wait.type == "WaitingStarted"
        and wait.event["party"] in run.rule["pauses"]
        and run.start.at < wait.at
        and (run.end is None or wait.at < run.end.at)
        and wait.on <= due
    ]
    over = sum(
        any(one.type == "WaitingEnded" and one.at > wait.at for one in told) for wait in inside
    )
    for type_, wanted in (("ClockPaused", len(inside)), ("ClockResumed", over)):
        found = len(said.of(type_))
        if found < wanted:
            yield Finding("pause_not_told", f"{said.where} {type_}")
        if found > wanted:
            yield Finding("paused_too_often", f"{said.where} {type_}")


def _check_once(said: Said) -> Iterator[Finding]:
    if len(said.of("ClockStarted")) > 1:
        yield Finding("clock_started_twice", said.where)
    if len(said.last_words) > 1 or len(said.misses) > 1:
        yield Finding("clock_judged_twice", said.where)
    levels = [event["level"] for event in said.of("Escalated")]
    if levels != list(range(1, len(levels) + 1)):
        yield Finding("escalated_twice", f"{said.where} {levels}")
    if levels and not said.misses:
        yield Finding("escalated_for_nothing", said.where)
    if any(count > 1 for count in Counter(e["step"] for e in said.of("Warned")).values()):
        yield Finding("warned_twice", said.where)
