"""The facts of one raw message in `MASUK_<office>`: kept whole, then filed, waiting or dismissed.

A message stands under its own id, which follows from its channel and its name there, so that
one delivered twice is one. Codes are in clear; every word of it lies in the box.
"""

from typing import TypeAlias

import msgspec

from schemas.base import NOTHING_SEALED, Instant, OfficeCode, PengaduanId, Sealed, keep_in_utc
from schemas.commit import Actor


class InboxFact(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="type"):
    """What every fact of a raw message says."""


class Kept(InboxFact, frozen=True, kw_only=True):
    """It reached the office and is stored whole; nobody has read it yet.

    Attributes:
        adapter: Which parser reads it.
        account: Which of the office's own numbers or mailboxes it reached.
        channel: The channel's code in the office's policy.
        kept_at: When it was stored.
        size: Its bytes.
        object_id: Under which name its bytes lie in `LAMPIRAN_`; null where the box holds them.
        occurred_at: When it reached the office, null where that is only known by reading it.
        sealed: A `RawMessage` under a key of its own.
    """

    adapter: str
    account: str
    channel: str
    kept_at: Instant
    size: int
    object_id: str | None = None
    occurred_at: Instant | None = None
    sealed: Sealed = NOTHING_SEALED

    def __post_init__(self) -> None:
        keep_in_utc(self, "kept_at")
        keep_in_utc(self, "occurred_at")


class Filed(InboxFact, frozen=True, kw_only=True):
    """It was decided where it belongs; the complaint's own history follows.

    Attributes:
        pengaduan_id: The complaint.
        how: `opened` a complaint of its own, or `added` to one.
    """

    pengaduan_id: PengaduanId
    how: str


class Waiting(InboxFact, frozen=True, kw_only=True):
    """A person must look at it.

    Attributes:
        code: Why.
        sentence: The same for people, in Indonesian, without a word of the message.
        suggestion: The complaint that it may belong to.
    """

    code: str
    sentence: str
    suggestion: PengaduanId | None = None


class Dismissed(InboxFact, frozen=True, kw_only=True):
    """It is none of the office's matters.

    Attributes:
        reason: A code.
        erased: The keys that were destroyed with it; a restore destroys them again.
        sealed: What the person said about it.
    """

    reason: str
    erased: tuple[str, ...] = ()
    sealed: Sealed = NOTHING_SEALED


class ReceiptTold(InboxFact, frozen=True, kw_only=True):
    """A provider said what became of a message that the office sent.

    Attributes:
        sent: SHA-256 of the provider's id of that message, which may hold a number.
        status: `sent`, `delivered`, `read` or `failed`.
        code: The provider's code of a failure.
        occurred_at: When, by the provider.
        erased: The key of the raw message, which says no more and names a number.
    """

    sent: str
    status: str
    code: str | None = None
    occurred_at: Instant | None = None
    erased: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        keep_in_utc(self, "occurred_at")


class RawRead(InboxFact, frozen=True, kw_only=True):
    """A person read it; the commit says who."""


InboxEvent: TypeAlias = Kept | Filed | Waiting | Dismissed | ReceiptTold | RawRead


class InboxCommit(msgspec.Struct, frozen=True, kw_only=True):
    """All that one decision wrote about a raw message, as commits of complaints are.

    Attributes:
        v: The form of the commit.
        id: UUIDv7; the message id in NATS too.
        office: The office's code.
        message_id: The message.
        version: 1, 2, 3 … within the message, without a gap.
        recorded_at: When it was written, never before the commit that precedes it.
        actor: Who did it.
        command_id: What it answers; said twice it is done once.
        correlation_id: What ties commands of one undertaking together.
        program: The program and its version.
        prev: SHA-256 of the previous commit's bytes in lower-case hex, "" at version 1.
        events: One or more.
    """

    v: int = 1
    id: str
    office: OfficeCode
    message_id: str
    version: int
    recorded_at: Instant
    actor: Actor
    command_id: str
    correlation_id: str
    program: str
    prev: str
    events: tuple[InboxEvent, ...]

    def __post_init__(self) -> None:
        keep_in_utc(self, "recorded_at")


class RawMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message as it came, inside its box.

    Attributes:
        source: Its name at the sender's system.
        digest: SHA-256 of its bytes, lower-case hex.
        body: Its bytes; empty where they lie in `LAMPIRAN_`.
    """

    source: str
    content_type: str
    digest: str
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
