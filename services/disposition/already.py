"""What is so already, so that saying it again writes nothing.

Where the words are the point of a command (an answer, a note, a clarification)
nothing is ever already so: a repeat of the same command is known by its id.
"""

from schemas.commands import disposition as say
from services.disposition.corrections import is_corrected
from services.disposition.files import is_read
from services.disposition.order import Order
from services.disposition.state import Known, State, Step
from services.disposition.targets import is_annulled


def is_so(order: Order, state: State) -> bool:
    known = state.known
    match order.command:
        case say.Dispose() as command:
            return _is_disposed(command, known)
        case say.Accept(disposition_id=which):
            return _stands_at(known, which, "accepted")
        case say.Return(disposition_id=which):
            return _stands_at(known, which, "returned")
        case say.Recall(disposition_id=which):
            return _stands_at(known, which, "recalled")
        case say.ReadDisposition() as command:
            return is_read(command, state)
        case say.Forward(agency=agency):
            return agency is not None and agency in known.forwarded
        case say.Wait() as command:
            return _waits(command, known)
        case say.Resume(party=party):
            return known.waiting(party) is None
        case say.Correct() as command:
            return is_corrected(state, command, order.change)
        case say.Annul(target=target):
            return is_annulled(state, target)
        case _:
            return _is_at_its_end(order.command, known)


def _is_at_its_end(command: say.DispositionCommand, known: Known) -> bool:
    match command:
        case say.Confirm():
            return known.verdict == "puas"
        case say.RequestWithdrawal():
            return known.withdrawing
        case say.Withdraw():
            return known.ending == "withdrawn"
        case say.Close(outcome=outcome):
            return known.ending == "closed" and outcome == known.outcome
        case say.Reopen():
            return known.reopened and known.ending is None
        case say.Link(original=original):
            return original == known.original
        case say.Unlink():
            return known.original is None
        case _:
            return False


def _is_disposed(command: say.Dispose, known: Known) -> bool:
    wanted = (command.to.kind, command.to.code, command.role, command.grant)
    return any(wanted == (d.to.kind, d.to.code, d.role, d.grant) for d in known.open_dispositions)


def _waits(command: say.Wait, known: Known) -> bool:
    held = known.waiting(command.party)
    return held is not None and (held.reason, held.agency) == (command.reason, command.agency)


def _stands_at(known: Known, disposition_id: int, step: Step) -> bool:
    disposition = known.disposition(disposition_id)
    return disposition is not None and disposition.step == step
