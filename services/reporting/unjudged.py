"""Clocks that nobody could judge, each with why: one of its two ends is not known."""

from collections.abc import Iterator

from policy.clocks.facts import Facts
from policy.clocks.occasions import Occasion, occasions
from policy.model import OfficePolicy
from policy.rule import Rule
from policy.rules import rules_in_force
from schemas.base import Occurred
from schemas.deadlines import ClockView
from services.reporting.clock_views import bare_view
from services.reporting.office import Office
from services.reporting.traces import Timeline

NO_RECEIPT = "tanggal diterima tidak tercatat"
NO_START = "tanggal mulainya tidak diketahui"
NO_END = "akhir tidak diketahui"
DOUBTED = "tanggal diragukan, perlu diperiksa"
BACKWARDS = "tanggal akhirnya mendahului tanggal mulainya"
NOT_YET = "belum dicatat oleh pemantau batas waktu"


def unjudged(office: Office, policy: OfficePolicy, found: Timeline) -> Iterator[ClockView]:
    """What was promised to a complaint and of which no clock was written."""
    facts = found.facts
    received = facts.received
    if received is None or facts.voided:
        return
    if received.occurred is None:
        yield from _undated(office, policy)
        return
    for rule in _rules(policy, facts, received.occurred):
        for occasion in occasions(rule, facts.happened):
            if occasion.name not in found.traces and _is_owed(facts, occasion):
                why = _why(facts, occasion)
                yield bare_view(office, occasion.name, "not_judgeable", why, rule)


def _rules(policy: OfficePolicy, facts: Facts, received: Occurred) -> list[Rule]:
    classified = facts.classified
    return rules_in_force(
        policy,
        received.on,
        kind=classified.kind if classified else None,
        severity=classified.severity if classified else None,
        category=classified.category if classified else None,
        channel=facts.received.channel if facts.received else None,
    )


def _is_owed(facts: Facts, occasion: Occasion) -> bool:
    """A silence is told when it was too long; a register keeps no further round of what repeats."""
    return not (occasion.rule.silence or (facts.imported and occasion.is_further))


def _undated(office: Office, policy: OfficePolicy) -> Iterator[ClockView]:
    """Without a day of receipt nobody knows which rule held, only which clocks there are."""
    starting = (rule for rule in policy.rules if rule.starts == "Received" and not rule.silence)
    for clock in dict.fromkeys(rule.clock for rule in starting):
        yield bare_view(office, clock, "not_judgeable", NO_RECEIPT, None)


def _why(facts: Facts, occasion: Occasion) -> str:
    start, end = occasion.start.occurred, occasion.end
    if facts.doubts:
        return DOUBTED
    if start is None:
        return NO_START
    if facts.imported and not occasion.ended_by_its_own:
        return NO_END
    if end is None:
        return NOT_YET
    if end.occurred is None:
        return NO_END
    return BACKWARDS if end.occurred.on < start.on else NOT_YET
