"""Days and moments as the offices write them."""

import datetime as dt
from zoneinfo import ZoneInfo

from cli.print.tables import NOTHING
from runtime.indonesian import written


def day(date: dt.date | None) -> str:
    """`5 Juni 2025`; `-` where nobody knows."""
    return written(date) if date else NOTHING


def short_day(date: dt.date | None) -> str:
    """`05-06-2025`; `-` where nobody knows."""
    return f"{date.day:02d}-{date.month:02d}-{date.year}" if date else NOTHING


def moment(at: dt.datetime, zone: ZoneInfo) -> str:
    """`5 Juni 2025 14.30.05 WIB`."""
    there = at.astimezone(zone)
    return f"{day(there.date())} {there:%H.%M.%S} {there.tzname()}"


def happened(on: dt.date | None, at: dt.datetime | None, zone: ZoneInfo) -> str:
    """When it happened, as exactly as it is known."""
    return moment(at, zone) if at else day(on)
