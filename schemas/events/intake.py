"""What the intake service writes: how a complaint came, and what it was found to be."""

import msgspec

from schemas.base import NOTHING_SEALED, Fact, Sealed


class Doubt(msgspec.Struct, frozen=True, kw_only=True):
    """Something in a register's row that only a person can settle."""

    code: str
    column: str | None = None


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported complaint was read from.

    Attributes:
        import_id: The import that brought it; undoing the import voids it.
        digest: SHA-256 of the file's bytes, lower-case hex.
        layout: How the register is laid out (`rekapitulasi`, `evaluasi`).
        row: The record's line in the file; the heading is line 1.
        row_digest: Keyed digest of what the row says, to notice a changed row.
        doubts: What a person must settle.
    """

    import_id: str
    digest: str
    layout: str
    row: int
    row_digest: str
    doubts: tuple[Doubt, ...] = ()


class Received(Fact, frozen=True, kw_only=True):
    """A complaint reached the office; its clocks start here.

    Attributes:
        number: The office's number with its check digit, `BKS-2026-000123-7`.
        tracking: Keyed digest of the tracking code; null for an imported register.
        channel: The channel's code in the office's policy.
        visibility: `terbuka`, `rahasia` or `anonim`.
        policy: SHA-256 of the policy in force at receipt.
        source: The register's row; null when it was received live.
        given: Codes of the fields that hold something, such as `name` or `phone`.
    """

    number: str
    tracking: str | None
    channel: str
    visibility: str
    policy: str
    source: Source | None = None
    given: tuple[str, ...] = ()
    sealed: Sealed = NOTHING_SEALED


class MessageAdded(Fact, frozen=True, kw_only=True):
    """The reporter said something more."""

    channel: str
    sealed: Sealed = NOTHING_SEALED


class AttachmentAdded(Fact, frozen=True, kw_only=True):
    """A file belongs to the complaint; its bytes lie elsewhere under `digest`."""

    attachment_id: str
    digest: str
    size: int
    media_type: str
    sealed: Sealed = NOTHING_SEALED


class CompletionRequested(Fact, frozen=True, kw_only=True):
    """The reporter was asked for what is missing (codes of the policy's fields)."""

    missing: tuple[str, ...]
    sealed: Sealed = NOTHING_SEALED


class Completed(Fact, frozen=True, kw_only=True):
    """The reporter gave what was missing: `given` names the fields."""

    given: tuple[str, ...] = ()
    sealed: Sealed = NOTHING_SEALED


class Verified(Fact, frozen=True, kw_only=True):
    """The data was checked and the matter belongs to the office."""

    documents: tuple[str, ...] = ()
    sealed: Sealed = NOTHING_SEALED


class Rejected(Fact, frozen=True, kw_only=True):
    """The complaint cannot be taken up; the reason is a code of the policy."""

    reason: str
    sealed: Sealed = NOTHING_SEALED


class Classified(Fact, frozen=True, kw_only=True):
    """What it is. A register may say less than an officer must."""

    severity: str | None
    kind: str | None
    category: str | None
    sector: str | None = None
    permit_type: str | None = None
    sealed: Sealed = NOTHING_SEALED


class Voided(Fact, frozen=True, kw_only=True):
    """It was entered by mistake: it keeps its number and leaves the counts."""

    reason: str
    import_id: str | None = None
    sealed: Sealed = NOTHING_SEALED


class DoubtSettled(Fact, frozen=True, kw_only=True):
    """A person decided a doubt: `accepted` as written or `corrected` elsewhere.

    `column` tells two doubts with the same code apart.
    """

    doubt: str
    decision: str
    column: str | None = None
    sealed: Sealed = NOTHING_SEALED


class IdentityOpened(Fact, frozen=True, kw_only=True):
    """Somebody read who the reporter is; the commit says who."""

    purpose: str
    sealed: Sealed = NOTHING_SEALED


class IdentityErased(Fact, frozen=True, kw_only=True):
    """The keys named here were destroyed; a restore destroys them again."""

    basis: str
    keys: tuple[str, ...]
    sealed: Sealed = NOTHING_SEALED


IntakeEvent = (
    Received
    | MessageAdded
    | AttachmentAdded
    | CompletionRequested
    | Completed
    | Verified
    | Rejected
    | Classified
    | Voided
    | DoubtSettled
    | IdentityOpened
    | IdentityErased
)

__all__ = [
    "AttachmentAdded",
    "Classified",
    "Completed",
    "CompletionRequested",
    "Doubt",
    "DoubtSettled",
    "IdentityErased",
    "IdentityOpened",
    "IntakeEvent",
    "MessageAdded",
    "Received",
    "Rejected",
    "Source",
    "Verified",
    "Voided",
]
