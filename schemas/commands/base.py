"""What every command says, and the limits of what may be said from outside."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.base import Instant

UUID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"

Id: TypeAlias = Annotated[str, Meta(pattern=UUID_PATTERN)]
Code: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_]{0,63}$")]
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=20_000)]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500)]
Digest: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
PersonId: TypeAlias = Annotated[str, Meta(pattern="^[a-zA-Z0-9_-]{1,64}$")]
Severity: TypeAlias = Literal["ringan", "sedang", "berat"]
Visibility: TypeAlias = Literal["terbuka", "rahasia", "anonim"]


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which person stands behind a command; believed only from `portal` and `cli`."""

    kind: Literal["warga", "petugas"]
    id: PersonId
    role: Code | None = None


class Happened(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When it happened, if not now: the day, and the moment where it is known."""

    on: dt.date
    at: Instant | None = None


class Command(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    tag=True,
    tag_field="type",
    forbid_unknown_fields=True,
):
    """An order to a service about one complaint.

    Attributes:
        command_id: Made by the caller, so that a retry is the same command.
        pengaduan_id: The complaint; for `Receive` made by the caller too.
        correlation_id: What ties commands together; the command's own id when left out.
        by: The person.
        occurred: When it happened; now when left out.
        seen_version: The version the person saw; refused if a person's commit came after it.
    """

    command_id: Id
    pengaduan_id: Id
    correlation_id: Id | None = None
    by: Claim | None = None
    occurred: Happened | None = None
    seen_version: int | None = None
