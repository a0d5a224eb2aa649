"""Ids, complaint numbers with their check digit, and tracking codes (ADR 3)."""

import re
from typing import NamedTuple

from stdnum import damm
from uuid_utils import UUID, uuid5, uuid7

from engine.keyed import Keyed

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
NAMESPACE = UUID("5f0f6c0e-2b5e-5c3a-9a57-6a1d6f1b8b11")
_SHIFTS = tuple(range(75, -1, -5))
_NUMBER = re.compile(r"([A-Z]{3})-(\d{4})-(\d{6,})-(\d)")


class Number(NamedTuple):
    """A complaint's number taken apart."""

    prefix: str
    year: int
    running: int


def new_id() -> str:
    """A UUIDv7: ids made later sort later."""
    return str(uuid7())


def derived_id(*parts: str) -> str:
    """A UUIDv5 that follows from its parts, so that twice is the same id."""
    return str(uuid5(NAMESPACE, "\x1f".join(parts)))


def number_of(prefix: str, year: int, running: int) -> str:
    """Write a number: `BKS-2026-000123-7`, the last digit after Damm."""
    digits = f"{year:04d}{running:06d}"
    return f"{prefix}-{year:04d}-{running:06d}-{damm.calc_check_digit(digits)}"


def parse_number(text: str) -> Number | None:
    """Read a number; None when it is none or its check digit is wrong."""
    found = _NUMBER.fullmatch(text.strip().upper())
    if found is None:
        return None
    prefix, year, running, check = found.groups()
    if not damm.is_valid(year + running + check):
        return None
    return Number(prefix, int(year), int(running))


def tracking_code(keyed: Keyed, command_id: str) -> str:
    """The reporter's code, 80 bits in 16 Crockford symbols; the same for the same command."""
    bits = int(keyed.digest("tracking_code", command_id)[:20], 16)
    return "".join([CROCKFORD[bits >> shift & 31] for shift in _SHIFTS])


def tracking_digest(keyed: Keyed, code: str) -> str:
    """What a tracking code is looked up by; the code itself is stored nowhere."""
    return keyed.digest("tracking_lookup", code)
