"""A clock that follows the machine's, and does not jump with it."""

import datetime as dt
import time
from collections.abc import Callable
from functools import cache
from typing import Final

import structlog

SLACK_SECONDS: Final = 2.0
"""So far apart the machine's clock may be at any time: a leap second, a step of NTP."""
DRIFT: Final = 0.001
"""So much apart for each second that passes; NTP slews by half of it."""
MOST_DRIFT_SECONDS: Final = 60.0
"""What is further apart than this never passes for drift, however long nobody looked."""

# It counts the time that the machine slept, where the platform has it.
_SOURCE: Final[int] = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)

log = structlog.get_logger(__name__)


def machine_now() -> dt.datetime:
    """What the machine's clock says."""
    return dt.datetime.now(dt.UTC)


def seconds_passed() -> float:
    """Seconds since some moment, which nobody can set."""
    return time.clock_gettime(_SOURCE)


class SteadyClock:
    """Tells the machine's time as it was at the start, and what has passed since.

    It never goes back, and after T seconds it is never further than 2 s + T / 1,000 from
    the time at the start plus T, whatever is done to the machine's clock meanwhile.

    Args:
        machine: Tells the machine's time; it may jump.
        passed: Tells seconds since some moment; it does not.
    """

    def __init__(
        self,
        machine: Callable[[], dt.datetime] = machine_now,
        passed: Callable[[], float] = seconds_passed,
    ) -> None:
        self._machine = machine
        self._passed = passed
        self._jump: dt.timedelta | None = None
        self._anchor(machine(), passed())
        self._told = self._origin

    @property
    def jump(self) -> dt.timedelta | None:
        """How far the machine's clock jumped, None while it agrees."""
        return self._jump

    @property
    def jumped(self) -> bool:
        """Whether the machine's clock stands elsewhere than it should."""
        return self._jump is not None

    def now(self) -> dt.datetime:
        """The moment, aware, in UTC."""
        before = self._passed()
        machine = self._machine()
        at = self._passed()
        expected = self._expected(at)
        apart = (machine - expected).total_seconds()
        drift = min(DRIFT * (at - self._agreed_at), MOST_DRIFT_SECONDS)
        # The process may have been halted between the two looks.
        allowed = SLACK_SECONDS + drift + (at - before)
        if abs(apart) <= allowed:
            self._follow(at, max(-drift, min(apart, drift)))
            expected = machine
        else:
            self._ignore(apart, allowed)
        self._told = max(self._told, expected)
        return self._told

    def catch_up(self) -> None:
        """Go forward to the machine's clock, for one who knows that this one is behind."""
        at, machine = self._passed(), self._machine()
        if machine > self._expected(at):
            self._anchor(machine, at)
            self._agree()

    def _anchor(self, origin: dt.datetime, at: float) -> None:
        self._origin = origin
        self._origin_at = at
        self._shift = 0.0
        self._agreed_at = at

    def _expected(self, at: float) -> dt.datetime:
        return self._origin + dt.timedelta(seconds=at - self._origin_at + self._shift)

    def _follow(self, at: float, seconds: float) -> None:
        # No faster than drift is, else many small steps would make a jump.
        self._shift += seconds
        self._agreed_at = at
        self._agree()

    def _agree(self) -> None:
        if self._jump is not None:
            self._jump = None
            log.info("clock_agrees")

    def _ignore(self, apart: float, allowed: float) -> None:
        if self._jump is None or abs(apart - self._jump.total_seconds()) > allowed:
            self._jump = dt.timedelta(seconds=apart)
            log.warning("clock_jumped", seconds=round(apart, 1))


@cache
def steady_clock() -> SteadyClock:
    """The one clock of this process: whoever shares it cannot disagree about the time."""
    return SteadyClock()
