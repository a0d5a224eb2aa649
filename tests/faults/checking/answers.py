"""What was answered is what is stored."""

from collections.abc import Iterator
from typing import Any

from tests.faults.checking.evidence import Evidence, Finding, Stored

MONITOR = "sistem"


def check_acknowledged(evidence: Evidence) -> Iterator[Finding]:
    """Every acknowledged commit is there, at the version and sequence that were answered."""
    for line in evidence.said("ok"):
        value = line["value"]
        found = evidence.by_command.get(value["command_id"], [])
        if not value["events"]:
            if found:
                yield Finding("said_nothing_to_do", f"{line['f']} {value['command_id']}")
            continue
        if not found:
            yield Finding("acknowledged_but_absent", f"{line['f']} {value['command_id']}")
        for commit in found:
            yield from _check_answer(line, commit)


def check_refused(evidence: Evidence) -> Iterator[Finding]:
    """What was refused left nothing behind."""
    for line in evidence.said("fail"):
        for commit in evidence.by_command.get(line["value"]["command_id"], []):
            yield Finding("refused_but_stored", f"{line['f']} {commit}")


def check_expected(evidence: Evidence) -> Iterator[Finding]:
    """The walk's own steps are done, and only what must be refused is refused."""
    for line in evidence.said("ok", "fail"):
        expected = line["value"].get("expect", line["type"])
        if line["type"] != expected:
            code = line["value"].get("code", "")
            yield Finding("unexpected_answer", f"{line['f']} {line['key']} {line['type']} {code}")


def check_asked(evidence: Evidence) -> Iterator[Finding]:
    """Nobody but the monitor writes what nobody asked for."""
    asked = {line["value"]["command_id"] for line in evidence.said("invoke")}
    for commit in evidence.commits:
        theirs = commit.body["actor"]["kind"] != MONITOR
        if theirs and commit.body["command_id"] not in asked:
            yield Finding("nobody_asked", str(commit))


def check_order(evidence: Evidence) -> Iterator[Finding]:
    """What was said after an answer comes after it in the history."""
    answered: dict[str, int] = {}
    floors: dict[str, tuple[str, int]] = {}
    for line in evidence.said("invoke", "ok"):
        key, value = line["key"], line["value"]
        if line["type"] == "invoke":
            floors.setdefault(value["command_id"], (key, answered.get(key, 0)))
        else:
            answered[key] = max(answered.get(key, 0), value["version"])
    for command_id, (key, floor) in floors.items():
        for commit in evidence.by_command.get(command_id, []):
            if commit.body["version"] <= floor:
                yield Finding("out_of_order", f"{key} {commit}")


def unresolved(evidence: Evidence) -> int:
    """How many commands nobody ever got an answer to; stored or not, both are consistent."""
    answered = {line["value"]["command_id"] for line in evidence.said("ok", "fail")}
    return len({line["value"]["command_id"] for line in evidence.said("invoke")} - answered)


def _check_answer(line: dict[str, Any], commit: Stored) -> Iterator[Finding]:
    value = line["value"]
    if line["seq"] != commit.seq:
        yield Finding("wrong_sequence_answered", f"{line['seq']} is {commit}")
    if value["version"] != commit.body["version"]:
        yield Finding("wrong_version_answered", f"{value['version']} is {commit}")
    if value["events"] != [event["type"] for event in commit.events]:
        yield Finding("wrong_events_answered", str(commit))
    if line["key"] != commit.key:
        yield Finding("wrong_complaint", f"{line['key']} is {commit}")
    number = value.get("number")
    if number is not None and number != commit.events[0].get("number"):
        yield Finding("wrong_number_answered", f"{number} is {commit}")
