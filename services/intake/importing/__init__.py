"""Takes old registers in: uploads, rows into events, reports, and the way back."""

from services.intake.importing.importer import Importer

__all__ = ["Importer"]
