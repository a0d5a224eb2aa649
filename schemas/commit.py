"""One message of the event stream: a commit of one or more events (ADR 1)."""

import msgspec

from schemas.base import Instant, OfficeCode, PengaduanId, keep_in_utc
from schemas.events import PengaduanEvent


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who did it.

    Attributes:
        kind: `warga`, `petugas`, `opd`, `sistem` or `impor`.
        id: The person's or program's id, never a name.
        role: The role held at that moment, null for a program.
        via: The caller whose connection it came by (`cli`, `portal`, `opd_…`, a service).
    """

    kind: str
    id: str
    role: str | None
    via: str


class Commit(msgspec.Struct, frozen=True, kw_only=True):
    """All that one decision wrote, atomic, in the order of its fields.

    Attributes:
        v: The form of the commit.
        id: UUIDv7; the message id in NATS too.
        office: The office's code.
        pengaduan_id: The complaint.
        version: 1, 2, 3 … within the complaint, without a gap.
        recorded_at: When it was written, never before the commit that precedes it.
        actor: Who did it.
        command_id: The command that it answers; said twice it is done once.
        correlation_id: What ties commands of one undertaking together.
        program: The program and its version.
        prev: SHA-256 of the previous commit's bytes in lower-case hex, "" at version 1.
        events: One or more.
    """

    v: int = 1
    id: str
    office: OfficeCode
    pengaduan_id: PengaduanId
    version: int
    recorded_at: Instant
    actor: Actor
    command_id: str
    correlation_id: str
    program: str
    prev: str
    events: tuple[PengaduanEvent, ...]

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")
