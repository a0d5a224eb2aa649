"""What follows from the histories happened once: numbers, keys, notices to OPDs."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tests.faults.checking.evidence import Evidence, Finding, Stored


def check_numbers(evidence: Evidence) -> Iterator[Finding]:
    """Every number was allotted to its complaint, and none is borne twice."""
    allotted: dict[tuple[str, int, int], str] = {}
    for each in evidence.of_stream("NOMOR_"):
        body = each.body
        for running, pengaduan_id in enumerate(body["pengaduan_ids"], body["first"]):
            place = (body["office"], body["year"], running)
            if place in allotted:
                yield Finding("number_allotted_twice", f"{each}: {place}")
            allotted[place] = pengaduan_id
    borne: Counter[str] = Counter()
    for commit, event in _events(evidence, "Received"):
        number = event["number"]
        borne[number] += 1
        _, year, running, _ = number.split("-")
        place = (commit.body["office"], int(year), int(running))
        if allotted.get(place) != commit.body["pengaduan_id"]:
            yield Finding("number_not_allotted", f"{commit}: {number}")
    for number, count in borne.items():
        if count > 1:
            yield Finding("number_borne_twice", number)


def check_keys(evidence: Evidence) -> Iterator[Finding]:
    """Every key that a box names is in the office's vault."""
    for commit in evidence.commits:
        held = evidence.vaults.get(commit.body["office"], frozenset())
        for event in commit.events:
            for box in (event.get("sealed") or {}).values():
                if box is not None and box["key"] not in held:
                    yield Finding("key_missing", f"{commit}: {box['key']}")


def check_relays(evidence: Evidence) -> Iterator[Finding]:
    """Every disposition to an OPD was told to it exactly once, and nothing else was told."""
    called_for = Counter(
        _notice(commit, event["to"]["code"], event["disposition_id"], commit.body["version"])
        for commit, event in _events(evidence, "Disposed")
        if event["to"]["kind"] == "opd"
    )
    told: Counter[tuple[str, int, int]] = Counter(
        (each.subject, each.body["disposition_id"], each.body["version"])
        for each in evidence.of_stream("DISPOSISI_")
    )
    for place in called_for.keys() | told.keys():
        if told[place] > called_for[place]:
            code = "relayed_twice" if called_for[place] else "relayed_for_nothing"
            yield Finding(code, f"{place[0]} disposition {place[1]}")
        elif told[place] < called_for[place]:
            yield Finding("not_relayed", f"{place[0]} disposition {place[1]}")


def _notice(commit: Stored, opd: str, disposition_id: int, version: int) -> tuple[str, int, int]:
    body = commit.body
    return f"disposisi.{body['office']}.{opd}.{body['pengaduan_id']}", disposition_id, version


def _events(evidence: Evidence, name: str) -> Iterator[tuple[Stored, dict[str, Any]]]:
    for commit in evidence.commits:
        for event in commit.events:
            if event["type"] == name:
                yield commit, event
