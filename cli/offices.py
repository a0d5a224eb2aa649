"""What the command line knows of the offices: number prefix and time zone."""

import datetime as dt
from typing import Final
from zoneinfo import ZoneInfo

from cli.errors import UnknownNumberError, UnusableTimeError
from cli.policies import policies_of
from runtime.home import Home
from runtime.ids import parse_number

EXAMPLE: Final = "BKS-2026-000123-7"


def office_of(number: str, home: Home) -> str:
    """The office whose prefix a number carries.

    Raises:
        UnknownNumberError: It is no number, or of no office here.
    """
    parsed = parse_number(number)
    for code, loaded in policies_of(home).items():
        if parsed is not None and loaded.policy.number_prefix == parsed.prefix:
            return code
    raise UnknownNumberError(number, EXAMPLE)


def zone_of(office: str, home: Home) -> ZoneInfo:
    """The office's time zone, UTC where there is no such office."""
    loaded = policies_of(home).get(office)
    return ZoneInfo(loaded.policy.zone if loaded else "UTC")


def moment(text: str, office: str, home: Home) -> dt.datetime:
    """A moment as typed, in the office's zone where it names none; a day means its end.

    Raises:
        UnusableTimeError: It cannot be read.
    """
    return moment_in(text, zone_of(office, home))


def moment_in(text: str, zone: ZoneInfo) -> dt.datetime:
    """The same in a zone that is known.

    Raises:
        UnusableTimeError: It cannot be read.
    """
    try:
        read = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise UnusableTimeError(text) from error
    if len(text) <= len("2026-03-31"):
        read = dt.datetime.combine(read.date(), dt.time.max)
    aware = read if read.tzinfo else read.replace(tzinfo=zone)
    try:
        return aware.astimezone(dt.UTC)
    except OverflowError as error:
        raise UnusableTimeError(text) from error
