"""Arms the timers of one complaint, each moved only when its moment is another one."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Iterator
from dataclasses import dataclass

from engine.cache import Cache
from engine.timers import Timers
from services.sla_monitor.agenda import Moments, agenda
from services.sla_monitor.reviewer import Reviewed

REMEMBERED = 50_000
"""Complaints whose armed timers are remembered; what was forgotten is armed once more."""

NOTHING: Moments = {}
NO_TIME = dt.timedelta()
SKEW = dt.timedelta(minutes=1)
"""How far the timers' clock may be ahead of ours and a timer still be armed again."""


@dataclass(frozen=True, slots=True)
class Armed:
    """What is armed for one complaint, and the version of its commit that was looked at."""

    version: int
    moments: Moments


class Arming:
    """What is armed for each complaint, at most one timer a clock."""

    def __init__(self, timers: Timers) -> None:
        self._timers = timers
        self._armed: Cache[str, Armed] = Cache(REMEMBERED)

    async def settle(
        self, pengaduan_id: str, reviewed: Reviewed, fired: str | None = None
    ) -> Moments:
        """Arm what is to come, cancel what is not, and answer the next moments.

        Args:
            pengaduan_id: The complaint.
            reviewed: It, after its review.
            fired: The clock whose timer led to the review, if one did.

        Raises:
            StoreUnavailableError: No answer; saying it again is safe.
        """
        moments = agenda(reviewed.review, reviewed.known)
        # What was armed before this process began and is no longer to come may fire: a
        # hint, which is looked at and leads to nothing.
        armed = self._armed.get(pengaduan_id)
        before = NOTHING if armed is None else armed.moments
        self._armed.drop(pengaduan_id)
        await asyncio.gather(*self._changes(pengaduan_id, reviewed, moments, before, fired))
        self._armed.put(pengaduan_id, Armed(reviewed.version, moments))
        return moments

    def fired(self, pengaduan_id: str, name: str) -> None:
        """A timer fired and was followed up, so it is not armed any more."""
        armed = self._armed.get(pengaduan_id)
        if armed is not None and name in armed.moments:
            left = {other: at for other, at in armed.moments.items() if other != name}
            self._armed.put(pengaduan_id, Armed(armed.version, left))

    def settled(self, pengaduan_id: str, version: int) -> Moments | None:
        """The next moments of a complaint whose commit was looked at already; else None."""
        armed = self._armed.get(pengaduan_id)
        return armed.moments if armed is not None and armed.version >= version else None

    def _changes(
        self,
        pengaduan_id: str,
        reviewed: Reviewed,
        moments: Moments,
        before: Moments,
        fired: str | None,
    ) -> Iterator[Awaitable[None]]:
        for name, moment in moments.items():
            early = moment - reviewed.review.now
            if name == fired and before.get(name) == moment and early > NO_TIME:
                # The timers' clock is ahead by so much; by that clock it must fire later.
                # One that is far ahead would fire at once again: then the sweep finds it.
                if early <= SKEW:
                    yield self._timers.arm(pengaduan_id, name, moment + early)
            elif name == fired or before.get(name) != moment:
                yield self._timers.arm(pengaduan_id, name, moment)
        for name in before.keys() - moments.keys() - {fired}:
            yield self._timers.cancel(pengaduan_id, name)
