"""What can still be said to a complaint that has ended."""

from typing import Final

from engine.errors import RefusedError
from schemas.commands import disposition as say
from services.disposition import errors
from services.disposition.state import Ending, Known

# A recall still works everywhere: what a holder was sent must be told to have ended.
ALWAYS: Final = (say.AddNote, say.Correct, say.Recall)
STILL: Final[dict[Ending, tuple[type[say.DispositionCommand], ...]]] = {
    "voided": ALWAYS,
    "withdrawn": (*ALWAYS, say.Link, say.Unlink, say.Annul, say.Reopen),
    # Who is told "not our matter" is told where to go, and may object.
    "rejected": (
        *ALWAYS,
        say.Link,
        say.Unlink,
        say.Annul,
        say.Answer,
        say.Forward,
        say.Confirm,
        say.Dispute,
    ),
    "closed": (
        *ALWAYS,
        say.Link,
        say.Unlink,
        say.Annul,
        say.Reopen,
        say.Confirm,
        say.Dispute,
    ),
}


def check_goes_on(command: say.DispositionCommand, known: Known) -> None:
    """Refuse what comes too late.

    Raises:
        RefusedError: It has ended, and this cannot be said any more.
    """
    if known.ending is not None and not isinstance(command, STILL[known.ending]):
        raise _why(known.ending, known.outcome)


def _why(ending: Ending, outcome: str | None) -> RefusedError:
    match ending:
        case "voided":
            return errors.AlreadyVoidedError()
        case "withdrawn":
            return errors.AlreadyWithdrawnError()
        case "rejected":
            return errors.AlreadyRejectedError()
        case "closed":
            return errors.AlreadyClosedError(outcome)
