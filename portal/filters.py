"""Which cases a page lists, as an address says it: codes and dates only."""

from collections.abc import Mapping
from urllib.parse import urlencode

import msgspec
from litestar.exceptions import ValidationException

from schemas.queries import CaseFilter

PAGE = 50


def address_of(office: str, wanted: CaseFilter, offset: int = 0) -> str:
    """Where the cases of a figure are listed."""
    told = {name: _said(value) for name, value in msgspec.to_builtins(wanted).items()}
    if offset:
        told["mulai"] = str(offset)
    asked = urlencode(told)
    return f"/{office}/pengaduan" + (f"?{asked}" if asked else "")


def filter_of(asked: Mapping[str, str]) -> tuple[CaseFilter, int]:
    """The filter of an address, and how many cases come before.

    Raises:
        ValidationException: The address says something else.
    """
    told = {name: value for name, value in asked.items() if value and name != "mulai"}
    start = asked.get("mulai", "0")
    try:
        wanted = msgspec.convert(told, CaseFilter, strict=False)
        return wanted, msgspec.convert(start, int, strict=False)
    except msgspec.ValidationError as error:
        raise ValidationException("filter") from error


def _said(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
