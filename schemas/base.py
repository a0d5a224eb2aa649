"""The small words that every stored shape is made of.

Every name in this package is on disk. Add a field only with a default; never
rename, retype or reuse one. Codes are plain strings in what is stored, so that
a value added later does not make an older reader fail; what comes from outside
is checked in `schemas.commands`.
"""

import datetime as dt
from typing import Annotated, Literal, NewType, TypeAlias

import msgspec

PengaduanId = NewType("PengaduanId", str)
OfficeCode = NewType("OfficeCode", str)
OPDCode = NewType("OPDCode", str)

Instant: TypeAlias = Annotated[dt.datetime, msgspec.Meta(tz=True)]
BoxName: TypeAlias = Literal["identity", "content"]


def keep_in_utc(struct: msgspec.Struct, field: str) -> None:
    """Turn a stored moment into UTC, so that the same moment is always the same bytes.

    Raises:
        ValueError: The moment has no offset; it could be written but never read again.
    """
    moment: dt.datetime | None = getattr(struct, field)
    if moment is None or moment.tzinfo is dt.UTC:
        return
    if moment.tzinfo is None:
        raise ValueError(f"{field} has no offset from UTC")
    msgspec.structs.force_setattr(struct, field, moment.astimezone(dt.UTC))


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """A place in one stream; positions of two streams are never compared."""

    stream: str
    sequence: int


class Occurred(msgspec.Struct, frozen=True, kw_only=True):
    """When it happened: always the day in the office's zone, the moment where it is known."""

    on: dt.date
    at: Instant | None = None

    def __post_init__(self) -> None:
        keep_in_utc(self, "at")


class Box(msgspec.Struct, frozen=True, kw_only=True):
    """Sealed words: AES-256-GCM under the key named `key` (ADR 2).

    Attributes:
        f: The form of the box; 1 is AES-256-GCM with a 12-byte nonce.
        key: The id of the data key in the vault.
        nonce: 12 random bytes.
        data: The ciphertext with its 16-byte tag.
    """

    f: int = 1
    key: str
    nonce: bytes
    data: bytes


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """The two boxes of an event: who it was, and what was said."""

    identity: Box | None = None
    content: Box | None = None


NOTHING_SEALED = Sealed()


def associated_data(office: str, pengaduan_id: str, box: BoxName, event_type: str) -> bytes:
    """The bytes that bind a box to its place, so that it opens nowhere else."""
    return f"tuntas/1|{office}|{pengaduan_id}|{box}|{event_type}".encode()


class Fact(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """What every event says: when it happened, null where nobody knows."""

    occurred: Occurred | None
