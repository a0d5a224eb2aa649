"""The rules of intake: first what is so already, then what is not allowed, then what follows.

Which codes exist and which fields a step needs is the office's policy; it was
checked before a command comes here.
"""

from dataclasses import dataclass
from typing import TypeAlias

from engine.decider import Decider
from policy.retention import RETENTION
from runtime.case import check_seen
from runtime.refusals import UnknownComplaintError
from schemas.base import Occurred, Sealed
from schemas.commands import intake as say
from schemas.events import PengaduanEvent
from schemas.events import intake as happened
from services.intake import errors
from services.intake.attaching.stored import StoredFile
from services.intake.state import INITIAL, Known, State, evolve_effective


@dataclass(frozen=True, slots=True)
class Order:
    """A command without its words, with what they became.

    Attributes:
        command: Wordless.
        occurred: When it happened.
        sealed: Its words.
        given: Codes of the fields that it gives.
        number: For `Receive`: the number allotted.
        tracking: For `Receive`: what its tracking code is looked up by.
        policy: SHA-256 of the policy in force.
        supervision: The kinds that are not erased while they are open.
        file: For `AddAttachment`: what was stored.
        raw_keys: For `EraseIdentity`: the keys of the raw messages that it came by.
    """

    command: say.IntakeCommand
    occurred: Occurred
    sealed: Sealed
    given: tuple[str, ...]
    number: str
    tracking: str | None
    policy: str
    supervision: tuple[str, ...] = ()
    file: StoredFile | None = None
    raw_keys: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RowOrder:
    """A row of a register: the events that it supports, ready to be written."""

    events: tuple[PengaduanEvent, ...]


@dataclass(frozen=True, slots=True)
class UndoOrder:
    """The undoing of an import, for one of its complaints."""

    pengaduan_id: str
    import_id: str
    occurred: Occurred
    sealed: Sealed


IntakeOrder: TypeAlias = Order | RowOrder | UndoOrder


def decide(order: IntakeOrder, state: State) -> list[PengaduanEvent]:
    match order:
        case RowOrder(events=events):
            return list(events) if state.known.case.received is None else []
        case UndoOrder():
            return _undo(order, state)
        case Order():
            return _decide(order, state.known)


def _undo(order: UndoOrder, state: State) -> list[PengaduanEvent]:
    if state.known.voided:
        return []
    if state.known.case.personal_version:
        raise errors.WorkedOnSinceError(order.pengaduan_id)
    return [
        happened.Voided(
            occurred=order.occurred,
            reason="import_undone",
            import_id=order.import_id,
            sealed=order.sealed,
        )
    ]


def _decide(order: Order, known: Known) -> list[PengaduanEvent]:
    command, received = order.command, known.case.received
    if isinstance(command, say.Receive):
        if received is not None:
            raise errors.AlreadyReceivedError(received.number)
        return [_received(order, command)]
    if received is None:
        raise UnknownComplaintError(command.pengaduan_id)
    if _is_so(command, known):
        return []
    _check_open(command, known)
    if isinstance(command, say.EraseIdentity):
        _check_erasable(order, command, known, received.number)
        return [_erased(order, command, known)]
    return [_event(order, command)]


def _is_so(command: say.IntakeCommand, known: Known) -> bool:
    match command:
        case say.AddAttachment(attachment_id=attachment_id):
            return attachment_id in known.attachments
        case say.RequestCompletion(missing=missing):
            return missing == known.asked
        case say.Verify():
            return known.verified
        case say.Reject():
            return known.rejected
        case say.Classify():
            what = (
                command.severity,
                command.kind,
                command.category,
                command.sector,
                command.permit_type,
            )
            return what == known.classified
        case say.Void():
            return known.voided
        case say.EraseIdentity():
            return known.erased and not known.case.keys
        case _:
            return False


def _check_open(command: say.IntakeCommand, known: Known) -> None:
    check_seen(known.case, command.seen_version)
    if isinstance(command, say.EraseIdentity):
        return
    # Whom an entry made by mistake is about may have to be told so.
    if known.voided and not isinstance(command, say.OpenIdentity):
        raise errors.AlreadyVoidedError
    match command:
        case say.OpenIdentity():
            _check_identity(known)
        case say.SettleDoubt(doubt=doubt, column=column):
            if (doubt, column) not in known.doubts:
                raise errors.NoSuchDoubtError(doubt)
        case say.Complete() if not known.asked:
            raise errors.NothingAskedError
        case say.RequestCompletion() | say.Verify() | say.Reject() | say.Classify():
            _check_step(command, known)
        case _:
            return


def _check_identity(known: Known) -> None:
    if known.case.identity_key is None:
        raise errors.IdentityGoneError if known.erased else errors.NoIdentityError


def _check_erasable(order: Order, command: say.EraseIdentity, known: Known, number: str) -> None:
    if not known.is_open:
        return
    if known.kind in order.supervision:
        raise errors.SupervisionCaseOpenError(number)
    if command.basis == RETENTION:
        raise errors.StillOpenError(number)


def _check_step(command: say.IntakeCommand, known: Known) -> None:
    if known.ended:
        raise errors.AlreadyEndedError
    if known.rejected:
        raise errors.AlreadyRejectedError
    if isinstance(command, say.Classify) and not known.verified:
        raise errors.NotYetVerifiedError


def _received(order: Order, command: say.Receive) -> happened.Received:
    return happened.Received(
        occurred=order.occurred,
        number=order.number,
        tracking=order.tracking,
        channel=command.channel,
        visibility=command.visibility,
        policy=order.policy,
        given=order.given,
        sealed=order.sealed,
    )


def _erased(order: Order, command: say.EraseIdentity, known: Known) -> happened.IdentityErased:
    return happened.IdentityErased(
        occurred=order.occurred,
        basis=command.basis,
        keys=tuple(sorted(known.case.keys | order.raw_keys)),
        sealed=order.sealed,
    )


def _attached(order: Order, attachment_id: str) -> happened.AttachmentAdded:
    file = order.file
    assert file is not None  # noqa: S101 - stored before anything is decided
    return happened.AttachmentAdded(
        occurred=order.occurred,
        attachment_id=attachment_id,
        digest=file.digest,
        size=file.size,
        media_type=file.media_type,
        sealed=order.sealed,
    )


def _event(order: Order, command: say.IntakeCommand) -> PengaduanEvent:
    on, sealed = order.occurred, order.sealed
    match command:
        case say.AddMessage(channel=channel):
            return happened.MessageAdded(occurred=on, channel=channel, sealed=sealed)
        case say.AddAttachment(attachment_id=attachment_id):
            return _attached(order, attachment_id)
        case say.RequestCompletion(missing=missing):
            return happened.CompletionRequested(occurred=on, missing=missing, sealed=sealed)
        case say.Complete():
            return happened.Completed(occurred=on, given=order.given, sealed=sealed)
        case say.Verify(documents=documents):
            return happened.Verified(occurred=on, documents=documents, sealed=sealed)
        case say.Reject(reason=reason):
            return happened.Rejected(occurred=on, reason=reason, sealed=sealed)
        case say.Classify():
            return happened.Classified(
                occurred=on,
                severity=command.severity,
                kind=command.kind,
                category=command.category,
                sector=command.sector,
                permit_type=command.permit_type,
                sealed=sealed,
            )
        case say.Void():
            return happened.Voided(occurred=on, reason="mistake", sealed=sealed)
        case say.OpenIdentity(purpose=purpose):
            return happened.IdentityOpened(occurred=on, purpose=purpose, sealed=sealed)
        case say.SettleDoubt():
            return happened.DoubtSettled(
                occurred=on,
                doubt=command.doubt,
                decision=command.decision,
                column=command.column,
                sealed=sealed,
            )
        case say.Receive() | say.EraseIdentity():  # pragma: no cover - answered before
            raise AssertionError


INTAKE: Decider[IntakeOrder, State, PengaduanEvent] = Decider(INITIAL, decide, evolve_effective)
