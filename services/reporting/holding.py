"""Who held a complaint for how long, in the office's words."""

from policy.calendar import Calendar
from policy.clocks.facts import Facts
from policy.clocks.holders import Holding, Segment, Share, Span, shares
from policy.clocks.holding import Holder
from policy.clocks.occasions import ENDINGS
from policy.errors import DateOutOfCalendarError
from schemas.base import Occurred
from schemas.deadlines import HoldingView, SegmentLine, ShareLine, SpanLine
from services.reporting.known import Known
from services.reporting.words import Words


def holding_view(
    words: Words, calendar: Calendar, facts: Facts, known: Known, now: Occurred
) -> HoldingView | None:
    """The shares of all holders; None where the receipt or the end is at an unknown time."""
    received = facts.received
    if received is None or received.occurred is None or facts.doubts:
        return None
    until = _until(facts, known, now)
    if until is None or until.on < received.occurred.on:
        return None
    try:
        found = shares(facts.happened, calendar, until)
    except DateOutOfCalendarError:
        return None
    return _view(words, found, until)


def _until(facts: Facts, known: Known, now: Occurred) -> Occurred | None:
    """Now; of a register's row its answer, for it says nothing of what came later."""
    if not known.by_register:
        ended = known.closed or known.withdrawn or known.rejected
        return None if ended and not _is_dated(facts) else now
    answers = (one.occurred for one in reversed(facts.happened) if one.name == "Answered")
    return next(answers, None)


def _is_dated(facts: Facts) -> bool:
    """Whether the last end is at a known time; else the desk would hold it for ever."""
    ends = (one for one in reversed(facts.happened) if one.name in ENDINGS)
    last = next(ends, None)
    return last is not None and last.occurred is not None


def _view(words: Words, found: Holding, until: Occurred) -> HoldingView:
    return HoldingView(
        total=_span(found.total),
        shares=tuple(_share(words, share) for share in found.shares),
        segments=tuple(_segment(words, segment) for segment in found.segments),
        until=until,
    )


def _share(words: Words, share: Share) -> ShareLine:
    return ShareLine(
        kind=share.holder.kind,
        code=share.holder.code,
        label=_label(words, share.holder),
        span=_span(share.span),
        times=share.times,
    )


def _segment(words: Words, segment: Segment) -> SegmentLine:
    return SegmentLine(
        kind=segment.holder.kind,
        code=segment.holder.code,
        label=_label(words, segment.holder),
        began=segment.began,
        ended=segment.ended,
        span=_span(segment.span),
    )


def _span(span: Span) -> SpanLine:
    return SpanLine(
        calendar_days=span.calendar_days,
        working_days=span.working_days,
        working_minutes=span.working_minutes,
    )


def _label(words: Words, holder: Holder) -> str:
    if holder.kind == "desk":
        return "Petugas pengaduan"
    if holder.kind == "reporter":
        return "Pelapor"
    if holder.kind == "outside":
        agency = words.maybe("agency", holder.code)
        return f"Pihak luar ({agency})" if agency else "Pihak luar"
    return words.holder(holder.kind, holder.code or "")
