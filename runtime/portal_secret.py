"""What form tokens and proofs of work are made with; one for all copies of the portal."""

from pathlib import Path
from typing import Final

from runtime.office_keys import make_secret

NAME: Final = "portal.secret"


def portal_secret(folder: Path) -> str:
    """The portal's secret in a folder of secrets, made where there is none."""
    path = folder / NAME
    make_secret(path)
    return path.read_text("ascii")
