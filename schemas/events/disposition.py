"""What the disposition service writes: who settles a complaint, and how it ended."""

import msgspec

from schemas.base import NOTHING_SEALED, Fact, PengaduanId, Sealed


class Holder(msgspec.Struct, frozen=True, kw_only=True):
    """Who a complaint is disposed to: an inner `unit` or an `opd`, by its policy code."""

    kind: str
    code: str


class Target(msgspec.Struct, frozen=True, kw_only=True):
    """One event of the same complaint: the commit's version and the index in it."""

    version: int
    index: int


class Disposed(Fact, frozen=True, kw_only=True):
    """A disposisi sent it on.

    Attributes:
        disposition_id: 1, 2, 3 … within the complaint.
        to: The unit or OPD.
        role: `utama` holds the time (at most one open); `pendamping` has a clock only.
        grant: `summary` or `content`: what the holder may read.
    """

    disposition_id: int
    to: Holder
    role: str
    grant: str
    sealed: Sealed = NOTHING_SEALED


class DispositionAccepted(Fact, frozen=True, kw_only=True):
    """The holder took it up."""

    disposition_id: int
    sealed: Sealed = NOTHING_SEALED


class DispositionReturned(Fact, frozen=True, kw_only=True):
    """The holder gave it back, such as for want of authority."""

    disposition_id: int
    reason: str
    sealed: Sealed = NOTHING_SEALED


class DispositionRecalled(Fact, frozen=True, kw_only=True):
    """The office took it back."""

    disposition_id: int
    sealed: Sealed = NOTHING_SEALED


class Clarified(Fact, frozen=True, kw_only=True):
    """The holder explained the matter; its disposition is done."""

    disposition_id: int
    sealed: Sealed = NOTHING_SEALED


class DispositionRead(Fact, frozen=True, kw_only=True):
    """The holder's OPD read the `summary`, the `content` too, or an `attachment`."""

    disposition_id: int
    what: str
    attachment_id: str | None = None
    sealed: Sealed = NOTHING_SEALED


class Answered(Fact, frozen=True, kw_only=True):
    """The reporter was told; the channel is null where a register does not say."""

    channel: str | None = None
    sealed: Sealed = NOTHING_SEALED


class Forwarded(Fact, frozen=True, kw_only=True):
    """It was passed to somebody outside the office's reach."""

    agency: str | None
    sealed: Sealed = NOTHING_SEALED


class WaitingStarted(Fact, frozen=True, kw_only=True):
    """The office cannot go on until somebody else has done something.

    Attributes:
        party: `reporter` or `outside`: an authority beyond the office's reach.
        reason: A code of the policy's `waits`.
        agency: The authority by its policy code, where it has one.
    """

    party: str
    reason: str
    agency: str | None = None
    sealed: Sealed = NOTHING_SEALED


class WaitingEnded(Fact, frozen=True, kw_only=True):
    """That party has done it, or is no longer waited for."""

    party: str
    sealed: Sealed = NOTHING_SEALED


class Confirmed(Fact, frozen=True, kw_only=True):
    """The reporter says puas."""

    sealed: Sealed = NOTHING_SEALED


class Disputed(Fact, frozen=True, kw_only=True):
    """The reporter says tidak puas."""

    sealed: Sealed = NOTHING_SEALED


class WithdrawalRequested(Fact, frozen=True, kw_only=True):
    """The reporter wants to take it back."""

    sealed: Sealed = NOTHING_SEALED


class Withdrawn(Fact, frozen=True, kw_only=True):
    """It was taken back, with the office's knowledge."""

    sealed: Sealed = NOTHING_SEALED


class Closed(Fact, frozen=True, kw_only=True):
    """It ended, with a typed outcome of the policy."""

    outcome: str
    sealed: Sealed = NOTHING_SEALED


class Reopened(Fact, frozen=True, kw_only=True):
    """It did end and goes on again; both closings count."""

    reason: str
    sealed: Sealed = NOTHING_SEALED


class Linked(Fact, frozen=True, kw_only=True):
    """This one is a duplicate; it stays in all counts and names its original."""

    original: PengaduanId
    sealed: Sealed = NOTHING_SEALED


class Unlinked(Fact, frozen=True, kw_only=True):
    """It is no duplicate after all."""

    original: PengaduanId
    sealed: Sealed = NOTHING_SEALED


class NoteAdded(Fact, frozen=True, kw_only=True):
    """Somebody in the office wrote a note."""

    sealed: Sealed = NOTHING_SEALED


class Corrected(Fact, frozen=True, kw_only=True):
    """One field of one event was wrong; both values stay.

    A wrong identity is corrected in the identity box alone: an Identity with the new
    value; the old one stays in the target's box. The content box may be read by an OPD.

    Attributes:
        target: The event that held the wrong value.
        field: The field's name; `identity.…` and `content.…` lie in a box.
        old: The clear value before, null when the field is sealed or was empty.
        new: The clear value after, null when the field is sealed.
    """

    target: Target
    field: str
    old: str | None
    new: str | None
    sealed: Sealed = NOTHING_SEALED


class Annulled(Fact, frozen=True, kw_only=True):
    """The target never happened; states fold over what is left."""

    target: Target
    sealed: Sealed = NOTHING_SEALED


DispositionEvent = (
    Disposed
    | DispositionAccepted
    | DispositionReturned
    | DispositionRecalled
    | Clarified
    | DispositionRead
    | Answered
    | Forwarded
    | WaitingStarted
    | WaitingEnded
    | Confirmed
    | Disputed
    | WithdrawalRequested
    | Withdrawn
    | Closed
    | Reopened
    | Linked
    | Unlinked
    | NoteAdded
    | Corrected
    | Annulled
)
