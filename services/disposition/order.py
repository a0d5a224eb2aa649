"""What the disposition rules take: a command without its words, and what they became."""

from dataclasses import dataclass

from schemas.base import Occurred, Sealed
from schemas.commands.disposition import DispositionCommand
from services.disposition.corrections import ClearChange
from services.disposition.state import Known


@dataclass(frozen=True, slots=True)
class Order:
    """One command, ready to be decided.

    Attributes:
        command: Wordless.
        occurred: When it happened.
        sealed: Its words.
        opd: The OPD that speaks for itself; None for the office's own people.
        original: For `Link`: what is known of the complaint that it names.
        change: For `Correct` of a clear field: its values.
    """

    command: DispositionCommand
    occurred: Occurred
    sealed: Sealed
    opd: str | None = None
    original: Known | None = None
    change: ClearChange | None = None
