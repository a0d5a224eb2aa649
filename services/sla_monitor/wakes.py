"""Has the monitor woken when a clock is over: one timer a second, however many clocks end in it.

Which clocks those are stands in SQL (`running`), so that a thousand that end with the same
working day cost one timer (ADR 13).
"""

import asyncio
import datetime as dt
from collections.abc import Iterable
from typing import Final

from engine.cache import Cache
from engine.timers import Firing, Timers

WAKE: Final = "bangun"
REMEMBERED: Final = 50_000
"""Seconds whose timers are remembered; what was forgotten is armed once more."""
SKEW: Final = dt.timedelta(minutes=1)
"""How far the timers' clock may be ahead of ours and a timer still be armed again."""
_NO_TIME: Final = dt.timedelta()


class Wakes:
    """The seconds at which the monitor wants to be woken."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._armed: Cache[int, bool] = Cache(REMEMBERED)
        self._going: dict[int, asyncio.Future[None]] = {}

    async def arm(self, moments: Iterable[dt.datetime]) -> None:
        """Be woken at each moment, at most a second later.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """
        seconds = {_second(moment) for moment in moments}
        await asyncio.gather(*(self._once(s) for s in seconds if not self._armed.get(s)))

    async def heard(self, firing: Firing, now: dt.datetime) -> None:
        """Note that a timer fired; one that came early is armed again.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """
        if firing.subject != WAKE:
            return  # of an older program, which armed one for each clock
        second = int(firing.name)
        self._armed.drop(second)
        early = _moment(second) - now
        # The timers' clock is ahead by so much; by that clock it must fire later. One that is
        # far ahead would fire at once again: then the sweep finds what is due.
        if _NO_TIME < early <= SKEW:
            await self._timers.arm(WAKE, firing.name, _moment(second) + early)

    async def _once(self, second: int) -> None:
        """Many want to be woken at the same second, and one asks for it."""
        going = self._going.get(second)
        if going is None:
            going = asyncio.ensure_future(self._timers.arm(WAKE, str(second), _moment(second)))
            self._going[second] = going
            going.add_done_callback(lambda done: self._over(second, done))
        await asyncio.shield(going)

    def _over(self, second: int, done: "asyncio.Future[None]") -> None:
        del self._going[second]
        if not done.cancelled() and done.exception() is None:
            self._armed.put(second, True)


def _second(moment: dt.datetime) -> int:
    """The first whole second that is not before a moment, since 1970."""
    return -int(-moment.timestamp() // 1)


def _moment(second: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(second, dt.UTC)
