"""Whether the machine's clock lies behind what an office has already recorded."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from engine.process import PASSING
from engine.store import EventStore
from runtime.clock import Clock
from runtime.steady import SteadyClock
from schemas.commit import Commit

TOLERANCE: Final = dt.timedelta(minutes=1)
"""Another node's clock may be ahead by so much."""
TAIL: Final = 100
"""Commits looked at: what a clock that is behind wrote last does not hide what came before."""
PAUSE_SECONDS: Final = 5.0

log = structlog.get_logger(__name__)


async def last_recorded(store: EventStore[Commit]) -> dt.datetime | None:
    """The latest moment in the last commits of an office; None before the first commit.

    Raises:
        StoreUnavailableError: No answer.
        GapError: A sequence is missing.
        UnreadableCommitError: Stored bytes do not decode.
    """
    last = await store.last_sequence()
    tail = await store.read(max(0, last - TAIL), TAIL)
    return max((recorded.commit.recorded_at for recorded in tail), default=None)


def behind(clock: Clock, recorded: dt.datetime | None) -> dt.timedelta | None:
    """How far a clock lies behind a recorded moment; None where it does not."""
    if recorded is None:
        return None
    apart = recorded - clock.now()
    return apart if apart > TOLERANCE else None


async def wait_until_agrees(
    clock: Clock,
    recorded: Callable[[], Awaitable[dt.datetime | None]],
    *,
    office: str,
    pause: float = PAUSE_SECONDS,
) -> None:
    """Return when the clock is not behind what was recorded; until then nothing can be judged.

    Args:
        clock: A steady one goes forward as soon as the machine's clock was set right.
        recorded: Answers the latest recorded moment.
        office: Whose, for the log.
        pause: Seconds between two looks.

    Raises:
        EngineError: The stream has a gap or holds what cannot be read.
    """
    latest: dt.datetime | None = None
    waits = False
    while True:
        # What is recorded meanwhile may be by the clock that is wrong, so the latest stays.
        latest = _later(latest, await _patiently(recorded, office, pause))
        apart = behind(clock, latest)
        if apart is None:
            break
        if not waits:
            waits = True
            log.warning("clock_behind", office=office, seconds=round(apart.total_seconds()))
        await asyncio.sleep(pause)
        if isinstance(clock, SteadyClock):
            clock.catch_up()
    if waits:
        log.info("clock_agrees", office=office)


def _later(one: dt.datetime | None, other: dt.datetime | None) -> dt.datetime | None:
    return max((moment for moment in (one, other) if moment is not None), default=None)


async def _patiently(
    recorded: Callable[[], Awaitable[dt.datetime | None]], office: str, pause: float
) -> dt.datetime | None:
    while True:
        try:
            return await recorded()
        except PASSING as error:
            log.warning("clock_check_waits", office=office, cause=error.code)
            await asyncio.sleep(pause)
