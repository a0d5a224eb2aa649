"""The rules of sending: never twice, again later where that is safe, at last a person (ADR 14)."""

import datetime as dt
from typing import Final, assert_never

from engine.decider import Decider
from schemas import notices as n
from services.disposition.outbox import orders as o
from services.disposition.outbox.errors import (
    NoSuchNoticeError,
    NoticeNotDueError,
    NoticeNotWithPersonError,
    NoWayToSendError,
)
from services.disposition.outbox.state import LETTER, Notice, evolve

PAUSES: Final = tuple(dt.timedelta(minutes=each) for each in (1, 5, 30, 120, 360))
"""How long after each failure the same channel is tried again; after the last, the next one."""
LONGEST: Final = dt.timedelta(days=1)
"""No provider may ask for a longer pause."""
_RANK: Final = {"undelivered": 1, "delivered": 2, "read": 3}
_PERSONS: Final = frozenset({"handed_over", "printed"})


def decide(order: o.NoticeOrder, notice: Notice) -> list[n.NoticeEvent]:
    """The events that an order leads to."""
    if isinstance(order, o.Queue):
        return [] if notice.queued else _queued(order.event)
    if notice.queued is None:
        raise NoSuchNoticeError
    match order:
        case o.Begin(now=now, until=until):
            if notice.phase != "waiting" or not notice.is_due(now):
                raise NoticeNotDueError
            return [
                n.NoticeAttempted(attempt=notice.attempt + 1, channel=notice.channel, until=until)
            ]
        case o.Report(attempt=attempt, outcome=outcome, now=now):
            late = notice.phase != "under_way" or notice.attempt != attempt
            return [] if late else _outcome(notice, outcome, now)
        case o.Receipt():
            return _receipt(notice, order)
        case o.Drop(reason=reason):
            return [n.NoticeDropped(reason=reason)] if notice.phase == "waiting" else []
        case o.Again(channel=channel):
            return _again(notice, notice.queued, channel)
        case o.Print():
            if notice.phase not in _PERSONS:
                raise NoticeNotWithPersonError(notice.phase)
            return [n.NoticePrinted()]
        case _:
            assert_never(order)


def _queued(event: n.NoticeQueued) -> list[n.NoticeEvent]:
    if event.channels[0] == LETTER:
        return [event, n.NoticeHandedOver(reason=LETTER)]
    return [event]


def _outcome(notice: Notice, outcome: o.Outcome, now: dt.datetime) -> list[n.NoticeEvent]:
    match outcome:
        case o.Taken(receipt=receipt):
            return [n.NoticeSent(attempt=notice.attempt, channel=notice.channel, receipt=receipt)]
        case o.Later(code=code, after=after):
            return _later(notice, code, after, now)
        case o.Never(code=code):
            return _next(notice, code, now)
        case o.Unknown(code=code, again=True):
            return _later(notice, code, None, now)
        case o.Unknown(code=code):
            doubt = n.NoticeInDoubt(attempt=notice.attempt, channel=notice.channel, code=code)
            return [doubt, n.NoticeHandedOver(reason="outcome_unknown")]
        case _:
            assert_never(outcome)


def _later(
    notice: Notice, code: str, after: dt.timedelta | None, now: dt.datetime
) -> list[n.NoticeEvent]:
    if notice.tries > len(PAUSES):
        return _next(notice, code, now)
    pause = max(PAUSES[notice.tries - 1], min(after or dt.timedelta(), LONGEST))
    return [_failed(notice, code, notice.channel, now + pause)]


def _next(notice: Notice, code: str, now: dt.datetime) -> list[n.NoticeEvent]:
    following = notice.channel_after(notice.channel)
    if following is not None and following != LETTER:
        return [_failed(notice, code, following, now)]
    reason = LETTER if following else "no_channel_left"
    failed = _failed(notice, code, following or notice.channel, now)
    return [failed, n.NoticeHandedOver(reason=reason)]


def _failed(notice: Notice, code: str, following: str, at: dt.datetime) -> n.NoticeFailed:
    return n.NoticeFailed(
        attempt=notice.attempt,
        channel=notice.channel,
        code=code,
        next_channel=following,
        next_at=at,
    )


def _receipt(notice: Notice, said: o.Receipt) -> list[n.NoticeEvent]:
    """Receipts come twice and out of order: only one that says more counts."""
    if notice.attempt == 0 or notice.phase in {"waiting", "dropped"}:
        return []
    events: list[n.NoticeEvent] = []
    doubtful = notice.phase == "under_way" or notice.reason == "outcome_unknown"
    if doubtful and said.status != "undelivered":
        events.append(
            n.NoticeSent(attempt=notice.attempt, channel=notice.channel, receipt=said.receipt)
        )
    if _RANK.get(said.status, 0) > _RANK.get(notice.delivered or "", 0):
        events.append(n.NoticeDelivered(channel=notice.channel, status=said.status, code=said.code))
        if said.status == "undelivered":
            events += _next(notice, said.code or "undelivered", said.now)
    return events


def _again(notice: Notice, queued: n.NoticeQueued, channel: str | None) -> list[n.NoticeEvent]:
    ways = tuple(way for way in queued.channels if way != LETTER)
    wanted = channel or (ways[0] if ways else None)
    if wanted is None or wanted not in ways:
        raise NoWayToSendError(channel, list(ways))
    if notice.phase == "waiting" or notice.phase in _PERSONS:
        return [n.NoticeRetried(channel=wanted)]
    raise NoticeNotWithPersonError(notice.phase)


OUTBOX: Decider[o.NoticeOrder, Notice, n.NoticeEvent] = Decider(Notice(), decide, evolve)
