"""What form tokens and proofs of work are made with; made at the first start."""

import secrets

from runtime.files import write_whole
from runtime.home import Home


def portal_secret(home: Home) -> str:
    """The portal's secret of this installation."""
    path = home.secrets / "portal.secret"
    if not path.exists():
        write_whole(path, secrets.token_urlsafe(32).encode())
    return path.read_text("ascii")
