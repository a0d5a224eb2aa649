"""Indonesia's national holidays and cuti bersama, by day.

The tables come from the `holidays` package by way of `policy.make_holidays`: importing that
package loads every country, which costs more time and memory than a whole office needs.
"""

import datetime as dt
from functools import cache
from pathlib import Path

import msgspec

TABLES = Path(__file__).with_name("holidays_id.json")

FIRST_YEAR = 2005
LAST_YEAR = 2045


class Tables(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The days off of `FIRST_YEAR` to `LAST_YEAR`.

    Attributes:
        source: The package and version that they were made from.
        public: National holidays by day.
        cuti_bersama: Joint leave by day; the name is the whole day's name.
    """

    source: str
    public: dict[dt.date, str]
    cuti_bersama: dict[dt.date, str]


@cache
def tables() -> Tables:
    """The tables as they lie beside this module, read once."""
    return msgspec.json.decode(TABLES.read_bytes(), type=Tables)
