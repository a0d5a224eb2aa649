"""How long each holder had a complaint: shares that add up to the total exactly.

Each day after the first, up to and with the last, belongs to who holds the complaint at its
end; the last one to who held it just before the end. So the shares in calendar days and in
working days add up to what lies between the two ends as every deadline counts it.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from policy.calendar import Calendar
from policy.clocks.facts import Happened
from policy.clocks.holding import Holder, Turn, turns
from policy.hours import DAY, MINUTE, WorkingSeconds
from schemas.base import Occurred


@dataclass(frozen=True, slots=True)
class Span:
    """A length of time, counted in three ways."""

    calendar_days: int = 0
    working_days: int = 0
    working_minutes: int = 0

    def __add__(self, other: "Span") -> "Span":
        return Span(
            self.calendar_days + other.calendar_days,
            self.working_days + other.working_days,
            self.working_minutes + other.working_minutes,
        )


@dataclass(frozen=True, slots=True)
class Segment:
    """One time at which somebody held it.

    Attributes:
        began: When it came to the holder.
        ended: When it left; None while it is still there.
    """

    holder: Holder
    began: Occurred
    ended: Occurred | None
    span: Span


@dataclass(frozen=True, slots=True)
class Share:
    """All that one holder had of the time, in so many segments."""

    holder: Holder
    span: Span
    times: int


@dataclass(frozen=True, slots=True)
class Holding:
    """The time of a complaint by its holders.

    Attributes:
        total: From the receipt to the end, without the time for which it was closed.
        shares: By holder, the first one first; together they are the total.
        segments: The same as it went.
    """

    total: Span
    shares: tuple[Share, ...]
    segments: tuple[Segment, ...]

    @property
    def holder(self) -> Holder | None:
        """Who holds it at last; None where it is over."""
        last = self.segments[-1] if self.segments else None
        return last.holder if last is not None and last.ended is None else None


def shares(happened: tuple[Happened, ...], calendar: Calendar, until: Occurred) -> Holding:
    """Share out the time from the receipt until the end, or until a moment.

    Args:
        happened: The effective history.
        calendar: The office's calendar.
        until: How far the time of an open complaint goes.

    Raises:
        DateOutOfCalendarError: A day is beyond the calendar's years.
    """
    counter = _Counter(calendar, until)
    segments: list[Segment] = []
    for stretch in _stretches(tuple(turns(happened))):
        segments += counter.stretch(stretch)
    total = Span()
    found: dict[Holder, Share] = {}
    for segment in segments:
        had = found.get(segment.holder, Share(segment.holder, Span(), 0))
        found[segment.holder] = Share(segment.holder, had.span + segment.span, had.times + 1)
        total += segment.span
    return Holding(total, tuple(found.values()), tuple(segments))


def _stretches(found: tuple[Turn, ...]) -> Iterator[list[Turn]]:
    """The times for which it was open; each but an open one ends with a turn to nobody."""
    stretch: list[Turn] = []
    for turn in found:
        stretch.append(turn)
        if turn.holder is None:
            yield stretch
            stretch = []
    if stretch:
        yield stretch


@dataclass(slots=True)
class _Counter:
    """Counts along one line of time, on which nothing ever goes back.

    Attributes:
        point: How far it has come, in seconds of local time.
        passed: The working seconds that were counted so far.
    """

    calendar: Calendar
    until: Occurred
    point: int = 0
    passed: int = 0
    line: WorkingSeconds = field(init=False)

    def __post_init__(self) -> None:
        self.line = WorkingSeconds(self.calendar)

    def stretch(self, found: list[Turn]) -> Iterator[Segment]:
        """Share out one time for which it was open."""
        over = found[-1].holder is None
        last = found[-1].at if over else self.until
        first, end = found[0].at.on, max(self._clipped(last), found[0].at.on)
        self.point = max(self.point, self._day_over(found[0].at))
        counted = first  # the last day that is somebody's already
        for turn, after in zip(found, [*found[1:], None], strict=True):
            if turn.holder is None:
                break
            to = end
            if after is not None and after.holder is not None:
                day_before = max(self._clipped(after.at), first) - dt.timedelta(days=1)
                to = min(max(day_before, counted), end)
            ended = None if after is None else after.at
            yield Segment(turn.holder, turn.at, ended, self._span(counted, to, after))
            counted = to

    def _span(self, after: dt.date, to: dt.date, following: Turn | None) -> Span:
        end = max(self.point, min(self._left(following), self._day_over(self.until)))
        before, self.passed = self.passed, self.passed + self.line.between(self.point, end)
        self.point = end
        return Span(
            calendar_days=(to - after).days,
            working_days=self.calendar.working_days_between(after, to),
            working_minutes=self.passed // MINUTE - before // MINUTE,
        )

    def _left(self, following: Turn | None) -> int:
        """When it left its holder: a day on which it is passed on is the next one's whole."""
        if following is None or following.holder is None:
            return self._day_over(self.until if following is None else following.at)
        return self.line.point(following.at)

    def _day_over(self, at: Occurred) -> int:
        """Of a day without a moment the end, so that minutes begin and end as days do."""
        if at.at is None:
            return self.line.midnight(at.on) + DAY
        return self.line.point(at)

    def _clipped(self, at: Occurred) -> dt.date:
        return min(at.on, self.until.on)
