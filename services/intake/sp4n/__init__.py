"""Reads the files that SP4N-LAPOR! exports into rows that an import takes in."""

from services.intake.sp4n.office import Sp4nOffice
from services.intake.sp4n.reading import read_sp4n

__all__ = ["Sp4nOffice", "read_sp4n"]
