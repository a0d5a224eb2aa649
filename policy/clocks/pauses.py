"""When the ball was elsewhere: with the reporter, or with an authority outside (ADR 8)."""

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from policy.clocks.facts import Happened
from policy.clocks.occasions import ENDINGS, Occasion
from schemas.base import Occurred
from schemas.events.disposition import Target, WaitingEnded, WaitingStarted
from schemas.events.intake import Completed, CompletionRequested, Verified
from schemas.events.sla import Pause

ASKED = "completion_requested"
EARLY = dt.datetime.min.replace(tzinfo=dt.UTC)


def pauses_of(happened: Iterable[Happened]) -> Iterator[Pause]:
    """Every time at which somebody else had the ball, as each began; some may overlap."""
    waiting: dict[tuple[str, str], Pause] = {}
    for one in happened:
        if one.occurred is None:
            continue
        for key in [key for key in waiting if _ends(one, key)]:
            yield replace(waiting.pop(key), ended=one.occurred)
        began = _began(one, one.occurred)
        if began is not None:
            waiting.setdefault(_key(began), began)
    yield from waiting.values()


def stops(occasion: Occasion, happened: tuple[Happened, ...]) -> tuple[Pause, ...]:
    """The pauses that stop one clock: of the parties that its rule names, within its running.

    They follow one another: where two overlap, the clock stands until both are over.
    """
    parties = occasion.rule.pauses
    if not parties or occasion.start.occurred is None:
        return ()
    end = occasion.end
    told = happened if end is None else happened[: happened.index(end)]
    within = [
        clipped
        for pause in pauses_of(told)
        if pause.holder in parties
        and (clipped := _clipped(pause, occasion.start.occurred)) is not None
    ]
    if end is not None and end.occurred is not None:
        within = [_closed(p, end.occurred) for p in within if not _before(end.occurred, p.began)]
    return tuple(_merged(sorted(within, key=lambda pause: _order(pause.began))))


def _began(one: Happened, occurred: Occurred) -> Pause | None:
    match one.event:
        case CompletionRequested():
            holder, reason = "reporter", ASKED
        case WaitingStarted(party=party, reason=why):
            holder, reason = party, why
        case _:
            return None
    cause = Target(version=one.version, index=one.index)
    return Pause(began=occurred, ended=None, holder=holder, reason=reason, cause=cause)


def _key(pause: Pause) -> tuple[str, str]:
    return pause.holder, ASKED if pause.reason == ASKED else "waiting"


def _ends(one: Happened, key: tuple[str, str]) -> bool:
    if one.name in ENDINGS:
        return True
    holder, why = key
    match one.event:
        case Completed() | Verified():
            return why == ASKED
        case WaitingEnded(party=party):
            return why != ASKED and party == holder
        case _:
            return False


def _clipped(pause: Pause, start: Occurred) -> Pause | None:
    if pause.ended is not None and (
        _order(pause.ended) <= _order(start) or _before(pause.ended, pause.began)
    ):
        return None
    return pause if _order(start) <= _order(pause.began) else replace(pause, began=start)


def _merged(pauses: Iterable[Pause]) -> Iterator[Pause]:
    last: Pause | None = None
    for pause in pauses:
        if last is None:
            last = pause
        elif last.ended is not None and _order(last.ended) <= _order(pause.began):
            yield last
            last = pause
        elif last.ended is not None and (pause.ended is None or _is_later(pause, last)):
            last = replace(last, ended=pause.ended)
    if last is not None:
        yield last


def _is_later(pause: Pause, last: Pause) -> bool:
    assert pause.ended is not None and last.ended is not None  # noqa: S101, PT018 - just asked
    return _order(last.ended) < _order(pause.ended)


def _closed(pause: Pause, end: Occurred) -> Pause:
    if pause.ended is not None and not _before(end, pause.ended):
        return pause
    return replace(pause, ended=end)


def _before(one: Occurred, other: Occurred) -> bool:
    """Whether it surely came first; of one day only known moments tell."""
    if one.on != other.on or one.at is None or other.at is None:
        return one.on < other.on
    return one.at < other.at


def _order(occurred: Occurred) -> tuple[dt.date, dt.datetime]:
    """By day, then by moment; a day without a moment counts from its beginning."""
    return occurred.on, occurred.at or EARLY
