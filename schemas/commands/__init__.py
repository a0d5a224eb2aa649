"""What may be said to the services, checked strictly: an unknown field is an error."""

from schemas.commands.disposition import DispositionCommand
from schemas.commands.intake import IntakeCommand

__all__ = ["DispositionCommand", "IntakeCommand"]
