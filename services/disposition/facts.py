"""What an allowed command leads to: one event."""

from schemas.base import PengaduanId
from schemas.commands import disposition as say
from schemas.events import DispositionEvent
from schemas.events import disposition as happened
from services.disposition.order import Order
from services.disposition.state import State
from services.disposition.targets import current_value, target_of


def fact_of(order: Order, state: State) -> DispositionEvent:
    on, sealed = order.occurred, order.sealed
    match order.command:
        case say.Dispose(to=to, role=role, grant=grant):
            return happened.Disposed(
                occurred=on,
                disposition_id=state.numbered + 1,
                to=happened.Holder(kind=to.kind, code=to.code),
                role=role,
                grant=grant,
                sealed=sealed,
            )
        case say.Accept(disposition_id=which):
            return happened.DispositionAccepted(occurred=on, disposition_id=which, sealed=sealed)
        case say.Return(disposition_id=which, reason=reason):
            return happened.DispositionReturned(
                occurred=on, disposition_id=which, reason=reason, sealed=sealed
            )
        case say.Recall(disposition_id=which):
            return happened.DispositionRecalled(occurred=on, disposition_id=which, sealed=sealed)
        case say.Clarify(disposition_id=which):
            return happened.Clarified(occurred=on, disposition_id=which, sealed=sealed)
        case say.ReadDisposition(disposition_id=which, attachment_id=file):
            held = state.known.disposition(which)
            granted = held.grant if held else "summary"
            return happened.DispositionRead(
                occurred=on,
                disposition_id=which,
                what=granted if file is None else "attachment",
                attachment_id=file,
                sealed=sealed,
            )
        case say.Answer(channel=channel):
            return happened.Answered(occurred=on, channel=channel, sealed=sealed)
        case say.Forward(agency=agency):
            return happened.Forwarded(occurred=on, agency=agency, sealed=sealed)
        case say.Wait(party=party, reason=reason, agency=agency):
            return happened.WaitingStarted(
                occurred=on, party=party, reason=reason, agency=agency, sealed=sealed
            )
        case say.Resume(party=party):
            return happened.WaitingEnded(occurred=on, party=party, sealed=sealed)
        case say.Correct() as command:
            return _corrected(order, command, state)
        case _:
            return _ending(order, state)


def _ending(order: Order, state: State) -> DispositionEvent:
    on, sealed = order.occurred, order.sealed
    match order.command:
        case say.Confirm():
            return happened.Confirmed(occurred=on, sealed=sealed)
        case say.Dispute():
            return happened.Disputed(occurred=on, sealed=sealed)
        case say.RequestWithdrawal():
            return happened.WithdrawalRequested(occurred=on, sealed=sealed)
        case say.Withdraw():
            return happened.Withdrawn(occurred=on, sealed=sealed)
        case say.Close(outcome=outcome):
            return happened.Closed(occurred=on, outcome=outcome, sealed=sealed)
        case say.Reopen(reason=reason):
            return happened.Reopened(occurred=on, reason=reason, sealed=sealed)
        case say.Link(original=original):
            return happened.Linked(occurred=on, original=PengaduanId(original), sealed=sealed)
        case say.Unlink():
            was = PengaduanId(state.known.original or "")
            return happened.Unlinked(occurred=on, original=was, sealed=sealed)
        case say.Annul(target=target):
            return happened.Annulled(occurred=on, target=target_of(target), sealed=sealed)
        case say.AddNote():
            return happened.NoteAdded(occurred=on, sealed=sealed)
        case _:  # pragma: no cover - answered before
            raise AssertionError


def _corrected(order: Order, command: say.Correct, state: State) -> happened.Corrected:
    change = order.change
    return happened.Corrected(
        occurred=order.occurred,
        target=target_of(command.target),
        field=command.field,
        old=current_value(state, command.target, command.field) if change else None,
        new=change.new if change else None,
        sealed=order.sealed,
    )
