"""What an outcome rests on: a case cannot be closed as something that it is not."""

from engine.errors import RefusedError
from services.disposition import errors
from services.disposition.state import Known


def why_not(outcome: str, known: Known) -> RefusedError | None:
    """What is still missing before a complaint can be closed with an outcome.

    An outcome that a policy adds later needs an answer: nobody is left without one
    because of a code that is not known here.
    """
    match outcome:
        case "diteruskan":
            return None if known.forwarded else errors.NotForwardedError()
        case "duplikat":
            return None if known.original else errors.NotLinkedError()
        case "tidak_dilengkapi":
            return None if known.asked else errors.NothingAskedError()
        case "tidak_ada_tanggapan" if known.told and known.verdict is not None:
            # They may have spoken just before their time was over.
            return errors.ReporterHasRespondedError(known.verdict)
        case _:
            return None if known.told else errors.NotYetAnsweredError()
