"""One filled sample of every event of the SLA monitor."""

import msgspec

from schemas.events import sla as s
from schemas.events.disposition import Target
from tests.support.values import (
    CALENDAR,
    DUE_AT,
    DUE_ON,
    OCCURRED,
    ON_THE_DAY,
    POLICY,
    WORDS,
    variations,
)

CAUSE = Target(version=4, index=0)
PAUSE = s.Pause(
    began=OCCURRED,
    ended=ON_THE_DAY,
    holder="reporter",
    reason="completion_requested",
    cause=CAUSE,
)

clock_started = variations(
    s.ClockStarted(
        occurred=OCCURRED,
        clock="clarify-1",
        rule="bengkalis.clarify.2025",
        policy=POLICY,
        calendar=CALENDAR,
        started=ON_THE_DAY,
        due_on=DUE_ON,
        due_at=DUE_AT,
        disposition_id=1,
        sealed=WORDS,
    )
)
clock_paused = variations(
    s.ClockPaused(
        occurred=OCCURRED,
        clock="settle",
        reason="menunggu_dokumen",
        holder="reporter",
        sealed=WORDS,
        cause=CAUSE,
    )
)
clock_resumed = variations(
    s.ClockResumed(occurred=OCCURRED, clock="settle", due_on=DUE_ON, due_at=DUE_AT, sealed=WORDS)
)
clock_moved = variations(
    s.ClockMoved(
        occurred=OCCURRED,
        clock="settle",
        reason="calendar",
        policy=POLICY,
        calendar=CALENDAR,
        due_on=DUE_ON,
        due_at=DUE_AT,
        sealed=WORDS,
        was_on=ON_THE_DAY.on,
        was_at=OCCURRED.at,
        rule="bengkalis.settle.2025",
        started=ON_THE_DAY,
        pauses=(PAUSE,),
    )
)
clock_stopped = variations(
    s.ClockStopped(occurred=OCCURRED, clock="clarify-1", reason="annulled", sealed=WORDS)
)
verdict_overturned = variations(
    s.VerdictOverturned(
        occurred=OCCURRED,
        clock="settle",
        verdict=CAUSE,
        reason="corrected",
        rule="bengkalis.settle.2025",
        policy=POLICY,
        calendar=CALENDAR,
        started=ON_THE_DAY,
        due_on=DUE_ON,
        due_at=DUE_AT,
        pauses=(PAUSE,),
        sealed=WORDS,
    )
)
VERDICT = {
    "occurred": OCCURRED,
    "clock": "settle-2",
    "rule": "bengkalis.settle.2025",
    "policy": POLICY,
    "calendar": CALENDAR,
    "due_on": DUE_ON,
    "ended": ON_THE_DAY,
    "used": 19,
    "sealed": WORDS,
}
clock_met = variations(msgspec.convert(VERDICT, s.ClockMet, from_attributes=True))
clock_missed = variations(msgspec.convert(VERDICT, s.ClockMissed, from_attributes=True))
warned = variations(
    s.Warned(occurred=OCCURRED, clock="settle", step=1, to="ketua_tim", sealed=WORDS, percent=50)
)
escalated = variations(
    s.Escalated(
        occurred=OCCURRED,
        clock="settle",
        level=1,
        to="kepala",
        sealed=WORDS,
        action="telephone",
        next_at=DUE_AT,
    )
)
escalation_acknowledged = variations(
    s.EscalationAcknowledged(occurred=OCCURRED, clock="settle", level=1, sealed=WORDS)
)
