"""Which cases a page lists, as an address says it: codes and dates only."""

import datetime as dt
from collections.abc import Mapping
from typing import Final, NamedTuple
from urllib.parse import urlencode

import msgspec
from litestar.exceptions import ValidationException

from schemas.queries import CaseFilter

PAGE = 50
START: Final = "mulai"
AS_OF: Final = "per"


class Wanted(NamedTuple):
    """What an address asks for.

    Attributes:
        start: How many cases come before.
        as_of: Only what was recorded by the end of that day; None for all of it.
    """

    filter: CaseFilter
    start: int
    as_of: dt.date | None


def address_of(
    office: str, wanted: CaseFilter, offset: int = 0, as_of: dt.date | None = None
) -> str:
    """Where the cases of a figure are listed."""
    told = {name: _said(value) for name, value in msgspec.to_builtins(wanted).items()}
    if offset:
        told[START] = str(offset)
    if as_of is not None:
        told[AS_OF] = as_of.isoformat()
    asked = urlencode(told)
    return f"/{office}/pengaduan" + (f"?{asked}" if asked else "")


def filter_of(asked: Mapping[str, str]) -> Wanted:
    """What an address asks for.

    Raises:
        ValidationException: The address says something else.
    """
    told = {name: value for name, value in asked.items() if value and name not in {START, AS_OF}}
    as_of = asked.get(AS_OF) or None
    try:
        return Wanted(
            msgspec.convert(told, CaseFilter, strict=False),
            msgspec.convert(asked.get(START, "0"), int, strict=False),
            msgspec.convert(as_of, dt.date | None, strict=False),
        )
    except msgspec.ValidationError as error:
        raise ValidationException("filter") from error


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
