"""What a calendar is made of, as the bytes that its version is the digest of.

These bytes are stored for ever: a calendar must be readable after the holiday tables, the
overlay files and the policy have long been others.
"""

from typing import Literal

import msgspec

from policy.errors import StoredCalendarError
from policy.holidays_id import tables
from policy.week import CalendarPolicy


class Source(msgspec.Struct, frozen=True, array_like=True):
    """Everything that went in.

    Attributes:
        tables: The package that the holiday tables were made from.
        names: The days off by ordinal, after every overlay, each with its reason.
    """

    form: Literal["1"]
    tables: str
    zone: str
    policy: CalendarPolicy
    names: tuple[tuple[int, str], ...]


def source_of(policy: CalendarPolicy, zone: str) -> Source:
    """The source of a policy's calendar with the tables of today."""
    names = tuple(sorted(_names(policy).items()))
    return Source("1", tables().source, zone, policy, names)


def encode_source(source: Source) -> bytes:
    """The bytes to store."""
    return msgspec.json.encode(source)


def decode_source(data: bytes) -> Source:
    """Read the stored bytes.

    Raises:
        StoredCalendarError: They are no calendar's.
    """
    try:
        return msgspec.json.decode(data, type=Source)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoredCalendarError(str(error)) from error


def _names(policy: CalendarPolicy) -> dict[int, str]:
    table = dict(tables().public)
    if policy.cuti_bersama_counts_as_holiday:
        table |= tables().cuti_bersama
    for day in policy.overlay:
        if day.kind == "add":
            table[day.on] = day.name
        else:
            table.pop(day.on, None)
    return {on.toordinal(): name for on, name in table.items()}
