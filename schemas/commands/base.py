"""What every command says, and the limits of what may be said from outside."""

import datetime as dt
from typing import Annotated, Literal, TypeAlias

import msgspec
from msgspec import Meta

from schemas.base import Instant

# In Python `$` also matches before a last newline, which in a subject would start a new
# line of the NATS protocol; the look-ahead shuts it out and is valid in JSON Schema too.
END = r"$(?!\n)"
UUID_PATTERN = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}" + END
# At least one sign that can be seen, and no NUL, which PostgreSQL cannot keep as text.
WORDS_PATTERN = r"^\s*[^\s\x00][^\x00]*$"

Id: TypeAlias = Annotated[str, Meta(pattern=UUID_PATTERN)]
Code: TypeAlias = Annotated[str, Meta(pattern="^[a-z0-9][a-z0-9_]{0,63}" + END)]
Text: TypeAlias = Annotated[str, Meta(min_length=1, max_length=20_000, pattern=WORDS_PATTERN)]
Line: TypeAlias = Annotated[str, Meta(min_length=1, max_length=500, pattern=WORDS_PATTERN)]
Digest: TypeAlias = Annotated[str, Meta(pattern="^[0-9a-f]{64}" + END)]
PersonId: TypeAlias = Annotated[str, Meta(pattern="^[a-zA-Z0-9_-]{1,64}" + END)]
Version: TypeAlias = Annotated[int, Meta(ge=1, le=2**31 - 1)]
Severity: TypeAlias = Literal["ringan", "sedang", "berat"]
Visibility: TypeAlias = Literal["terbuka", "rahasia", "anonim"]

EARLIEST = dt.date(1945, 8, 17)
LATEST = dt.date(2199, 12, 31)


class Claim(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which person stands behind a command or question; believed only from `portal` and `cli`.

    Attributes:
        kind: `warga` holds a tracking code, `petugas` has a role of the office, `opd`
            speaks for an OPD.
        id: The person's, never a name; for `opd` the OPD's code.
        role: `petugas` when left out, `ketua_tim`, `kepala`, `auditor` or `admin`; nothing
            for a `warga` and an `opd`.
    """

    kind: Literal["warga", "petugas", "opd"]
    id: PersonId
    role: Code | None = None


class Happened(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When it happened, if not now: the day, and the moment where it is known."""

    on: dt.date
    at: Instant | None = None

    def __post_init__(self) -> None:
        # Beyond these years adding days or an offset leaves the calendar of Python.
        if not EARLIEST <= self.on <= LATEST:
            raise ValueError(f"`on` must lie between {EARLIEST} and {LATEST}")
        # No zone is a whole day from UTC; the office's own zone is checked by the service.
        if self.at is not None and abs((self.at.replace(tzinfo=None).date() - self.on).days) > 1:
            raise ValueError("`at` does not lie on the day `on`")


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
    seen_version: Version | None = None
