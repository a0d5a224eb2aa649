"""When an office works: hours of the week, and days that a decree adds or takes away."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

Weekday: TypeAlias = Literal["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"]
Block: TypeAlias = Annotated[
    str, Meta(pattern=r"^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$")
]
Blocks: TypeAlias = tuple[Block, ...]
Minutes: TypeAlias = tuple[int, int]


class Hours(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The working blocks of each weekday; a day without a block is a day off."""

    senin: Blocks = ()
    selasa: Blocks = ()
    rabu: Blocks = ()
    kamis: Blocks = ()
    jumat: Blocks = ()
    sabtu: Blocks = ()
    minggu: Blocks = ()

    def week(self) -> tuple[Blocks, ...]:
        """The blocks from Monday to Sunday."""
        return (
            self.senin,
            self.selasa,
            self.rabu,
            self.kamis,
            self.jumat,
            self.sabtu,
            self.minggu,
        )


class OverlayDay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A day off that the holiday tables lack, or one of theirs that is worked."""

    on: dt.date
    name: str
    decree: str
    kind: Literal["add", "remove"]


class HoursPeriod(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Other hours for a while, such as those of Ramadan; both days included."""

    name: str
    first_on: dt.date
    last_on: dt.date
    decree: str
    hours: Hours


class CalendarPolicy(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What an office's calendar is made of, beside the national holiday tables."""

    cuti_bersama_counts_as_holiday: bool
    hours: Hours
    overlay: tuple[OverlayDay, ...] = ()
    periods: tuple[HoursPeriod, ...] = ()


def minutes_of(block: str) -> Minutes:
    """Read `"08:00-12:00"` as minutes after midnight."""
    first, last = block.split("-")
    return _minute(first), _minute(last)


def _minute(clock: str) -> int:
    hour, minute = clock.split(":")
    return int(hour) * 60 + int(minute)
