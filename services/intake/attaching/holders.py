"""Which OPD may attach a file: one that works on the complaint."""

from schemas.commit import Actor
from services.intake.errors import NotHeldError
from services.intake.state import Known


def check_holder(actor: Actor, known: Known) -> None:
    """Let the office and the reporter pass, and an OPD while a disposition to it is open.

    Raises:
        NotHeldError: It is an OPD and none is.
    """
    if actor.kind == "opd" and not known.is_held_by(actor.id):
        raise NotHeldError(actor.id)
