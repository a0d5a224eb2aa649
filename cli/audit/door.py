"""What every question of an auditor may name: the key, and where NATS is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from cyclopts import Parameter


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class Door:
    """By which key and where.

    Attributes:
        auditor_seed: The file of an auditor's own seed; without it the installation's is taken.
        server: The address of NATS, or of its nodes with commas between.
    """

    auditor_seed: Annotated[Path | None, Parameter(name="--auditor-seed")] = None
    server: Annotated[str | None, Parameter(name="--server")] = None


HERE: Final = Door()
