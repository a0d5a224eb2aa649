"""What is not allowed, and why."""

from schemas.commands import disposition as say
from services.disposition import errors
from services.disposition.corrections import check_correction
from services.disposition.endings import check_goes_on
from services.disposition.files import check_file
from services.disposition.order import Order
from services.disposition.outcomes import why_not
from services.disposition.readings import check_readable
from services.disposition.state import Known, State
from services.disposition.undoing import check_undoable


def check_holder(order: Order, known: Known) -> None:
    """Let an OPD speak of its own dispositions only; it learns nothing of the others.

    Raises:
        NotYourDispositionError: It is another's, or there is none.
    """
    if order.opd is None:
        return
    # Which commands an OPD may say at all was checked at the desk.
    which: int = getattr(order.command, "disposition_id", 0)
    held = known.disposition(which)
    if held is None or (held.to.kind, held.to.code) != ("opd", order.opd):
        raise errors.NotYourDispositionError(which)


def check_allowed(order: Order, state: State) -> None:
    """Refuse what the state of the complaint does not allow.

    Raises:
        RefusedError: With what to do instead.
    """
    known = state.known
    check_goes_on(order.command, known)
    match order.command:
        case say.Dispose() as command:
            _check_dispose(command, known)
        case say.Accept(disposition_id=which) | say.Return(disposition_id=which):
            _check_open(which, known)
        case say.Recall(disposition_id=which) | say.Clarify(disposition_id=which):
            _check_open(which, known)
        case say.Answer() if not known.verified and known.ending != "rejected":
            raise errors.NotYetVerifiedError
        case say.ReadDisposition() as command:
            check_file(command, check_readable(command, known), state)
        case say.Wait(party=party):
            _check_wait(party, known)
        case say.Link(original=original):
            _check_link(order, original, known)
        case say.Correct() as command:
            check_correction(state, command, order.change)
        case say.Annul(target=target):
            check_undoable(state, target)
        case _:
            _check_ending(order.command, known)


def _check_ending(command: say.DispositionCommand, known: Known) -> None:
    match command:
        case say.Confirm() if not known.answered:
            raise errors.NotYetAnsweredError
        case say.Dispute() if not known.answered:
            raise errors.NotYetAnsweredError
        case say.Dispute() if known.verdict == "tidak_puas":
            raise errors.AlreadyDisputedError
        case say.Withdraw():
            if not known.withdrawing:
                raise errors.NoWithdrawalRequestedError
            _check_no_utama(known)
        case say.Close(outcome=outcome):
            _check_no_utama(known)
            missing = why_not(outcome, known)
            if missing is not None:
                raise missing
        case say.Reopen() if known.ending is None:
            raise errors.NotEndedError
        case _:
            return


def _check_dispose(command: say.Dispose, known: Known) -> None:
    if not known.verified:
        raise errors.NotYetVerifiedError
    if not known.classified:
        raise errors.NotYetClassifiedError
    to = (command.to.kind, command.to.code)
    for held in known.open_dispositions:
        if (held.to.kind, held.to.code) == to:
            raise errors.HolderStillHasOneError(held.id, held.to.code)
    if command.role == "utama":
        _check_no_utama(known)


def _check_wait(party: str, known: Known) -> None:
    held = known.waiting(party)
    if held is not None:
        raise errors.AlreadyWaitingError(party, held.reason, held.agency)
    if party == "reporter" and known.asked:
        raise errors.CompletionStillOpenError


def _check_no_utama(known: Known) -> None:
    if known.utama is not None:
        raise errors.UtamaStillOpenError(known.utama.id, known.utama.to.code)


def _check_open(disposition_id: int, known: Known) -> None:
    held = known.disposition(disposition_id)
    if held is None:
        raise errors.NoSuchDispositionError(disposition_id)
    if not held.is_open:
        raise errors.DispositionNotOpenError(disposition_id, held.step)


def _check_link(order: Order, original: str, known: Known) -> None:
    if original == order.command.pengaduan_id:
        raise errors.LinkToItselfError
    if known.original is not None:
        raise errors.AlreadyLinkedError(known.original)
    its = order.original
    if its is not None and its.ending == "voided":
        raise errors.OriginalVoidedError(original)
    if its is not None and its.original is not None:
        raise errors.OriginalIsDuplicateError(original, its.original)
