"""What may be said to the services, checked strictly: an unknown field is an error."""

from schemas.commands.disposition import DispositionCommand
from schemas.commands.intake import IntakeCommand
from schemas.commands.sla import SLACommand

__all__ = ["DispositionCommand", "IntakeCommand", "SLACommand"]
