"""The rules of disposition: first what is so already, then what is not allowed, then what follows.

Which codes exist and which fields a step needs is the office's policy; it was
checked before a command comes here.
"""

from engine.decider import Decider
from runtime.case import check_seen
from runtime.refusals import UnknownComplaintError
from schemas.events import PengaduanEvent
from services.disposition.already import is_so
from services.disposition.checks import check_allowed, check_holder
from services.disposition.facts import fact_of
from services.disposition.order import Order
from services.disposition.state import INITIAL, State, evolve_effective


def decide(order: Order, state: State) -> list[PengaduanEvent]:
    known = state.known
    if known.case.received is None:
        raise UnknownComplaintError(order.command.pengaduan_id)
    check_holder(order, known)
    if is_so(order, state):
        return []
    check_seen(known.case, order.command.seen_version)
    check_allowed(order, state)
    return [fact_of(order, state)]


DISPOSITION: Decider[Order, State, PengaduanEvent] = Decider(INITIAL, decide, evolve_effective)
