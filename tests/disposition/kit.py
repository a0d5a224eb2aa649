"""Commands and histories that the disposition tests are made of."""

from collections.abc import Callable
from typing import Any, TypeVar

from runtime.wordless import wordless
from schemas.commands import disposition as say
from schemas.commands.base import Command
from schemas.events import PengaduanEvent
from services.disposition.corrections import ClearChange
from services.disposition.decider import DISPOSITION
from services.disposition.fields import place_of
from services.disposition.order import Order
from services.disposition.state import Known, State
from tests.support import samples as s
from tests.support.spec import Spec

C = TypeVar("C", bound=Command)
DispositionSpec = Spec[say.DispositionCommand, Order, State, PengaduanEvent]

OTHER_ID = "019f3b5c-7c00-7a31-8f00-5a5a5a5a0009"
WORDS = "Mohon ditindaklanjuti"


def told(command: type[C]) -> Callable[..., C]:
    """A function that makes this command about the sample complaint."""

    def make(**fields: Any) -> C:
        return command(command_id=s.COMMAND_ID, pengaduan_id=s.PENGADUAN_ID, **fields)

    return make


def order_of(command: say.DispositionCommand) -> Order:
    """What the clerk makes of a command, with the sample's words."""
    change = None
    if isinstance(command, say.Correct) and place_of(command.field) == "clear":
        change = ClearChange(command.new, command.old)
    return Order(command=wordless(command), occurred=s.OCCURRED, sealed=s.WORDS, change=change)


def by_opd(opd: str) -> DispositionSpec:
    """The rules as an OPD meets them."""

    def order(command: say.DispositionCommand) -> Order:
        plain = order_of(command)
        return Order(plain.command, plain.occurred, plain.sealed, opd=opd)

    return Spec(DISPOSITION, order, READY.history)


def beside(original: Known) -> DispositionSpec:
    """The rules when the complaint that is linked to looks like this."""

    def order(command: say.DispositionCommand) -> Order:
        plain = order_of(command)
        return Order(plain.command, plain.occurred, plain.sealed, original=original)

    return Spec(DISPOSITION, order, READY.history)


def at(version: int, index: int = 0) -> say.At:
    return say.At(version=version, index=index)


def to_opd(code: str, **fields: Any) -> say.Dispose:
    return dispose(to=say.To(kind="opd", code=code), **fields)


NEW: DispositionSpec = Spec(DISPOSITION, order_of)
RECEIVED = NEW.given(s.received(source=None))
VERIFIED = RECEIVED.given(s.verified())
READY = VERIFIED.given(s.classified())

dispose = told(say.Dispose)
accept = told(say.Accept)
return_it = told(say.Return)
recall = told(say.Recall)
clarify = told(say.Clarify)
read = told(say.ReadDisposition)
answer = told(say.Answer)
forward = told(say.Forward)
wait = told(say.Wait)
resume = told(say.Resume)
confirm = told(say.Confirm)
dispute = told(say.Dispute)
request_withdrawal = told(say.RequestWithdrawal)
withdraw = told(say.Withdraw)
close = told(say.Close)
reopen = told(say.Reopen)
link = told(say.Link)
unlink = told(say.Unlink)
add_note = told(say.AddNote)
correct = told(say.Correct)
annul = told(say.Annul)
