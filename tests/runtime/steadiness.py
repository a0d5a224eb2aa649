"""A machine whose clock can be set, and whose time passes all the same."""

import datetime as dt

from runtime.steady import SteadyClock

START = dt.datetime(2026, 7, 7, 3, 0, tzinfo=dt.UTC)


class Machine:
    """Passes when it is told to."""

    def __init__(self) -> None:
        self.passed = 0.0
        self._set = dt.timedelta()

    def clock(self) -> SteadyClock:
        return SteadyClock(self.wall, lambda: 1000 + self.passed)

    def wall(self) -> dt.datetime:
        return self.truth() + self._set

    def truth(self) -> dt.datetime:
        return START + dt.timedelta(seconds=self.passed)

    def pass_by(self, seconds: float) -> None:
        self.passed += seconds

    def jump(self, by: dt.timedelta) -> None:
        self._set += by
