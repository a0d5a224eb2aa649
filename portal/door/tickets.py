"""Ids for addresses: a tracking code that only a portal with its secret can take out again."""

import base64
import binascii
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from engine.keyed import Keyed

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Tickets:
    """The ids of one office; the same code and service are the same id."""

    office: str
    keyed: Keyed = field(repr=False)

    def write(self, code: str, service: str) -> str:
        """An id that tells nothing to whoever reads it in a log."""
        plain = f"{code}|{service}".encode()
        sealed = self._cipher().encrypt(plain, [self.office.encode()])
        return base64.b32encode(sealed).decode().rstrip("=").lower()

    def read(self, ticket: str) -> tuple[str, str] | None:
        """Code and service; None where this portal wrote no such id for this office."""
        if len(ticket) > _LONGEST:
            return None
        padded = ticket.upper() + "=" * (-len(ticket) % 8)
        try:
            sealed = base64.b32decode(padded)
            plain = self._cipher().decrypt(sealed, [self.office.encode()]).decode()
        except (binascii.Error, InvalidTag, ValueError):
            return None
        code, _, service = plain.partition("|")
        return code, service

    def _cipher(self) -> AESSIV:
        return AESSIV(self.keyed.derive("georeport").secret)
