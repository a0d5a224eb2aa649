"""What time it is, so that a test can say so."""

import datetime as dt
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the moment in UTC."""

    def now(self) -> dt.datetime:
        """The moment, aware, in UTC."""


class SystemClock:
    """The machine's clock."""

    def now(self) -> dt.datetime:
        return dt.datetime.now(dt.UTC)


class FixedClock:
    """A clock that stands until it is moved."""

    def __init__(self, moment: dt.datetime) -> None:
        self.moment = moment

    def now(self) -> dt.datetime:
        return self.moment


def day_in(zone: ZoneInfo, moment: dt.datetime) -> dt.date:
    """The calendar day of a moment in an office's zone."""
    return moment.astimezone(zone).date()
