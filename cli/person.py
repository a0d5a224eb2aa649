"""Who stands behind a command: the person logged in on this machine."""

import getpass
import os
import re

from schemas.commands.base import Claim

_UNFIT = re.compile(r"[^a-zA-Z0-9_-]+")


def person(role: str | None = None) -> Claim:
    """The person that TUNTAS_PERSON names, else the account's name.

    Args:
        role: The role where TUNTAS_ROLE names none.
    """
    named = os.environ.get("TUNTAS_PERSON") or _account()
    acts_as = os.environ.get("TUNTAS_ROLE") or role
    return Claim(kind="petugas", id=_UNFIT.sub("_", named)[:64] or "cli", role=acts_as)


def signed_in() -> Claim | None:
    """The person, where TUNTAS_ROLE says in which role; None where nothing is said."""
    return person() if os.environ.get("TUNTAS_ROLE") else None


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        # A container may run under a number that has no name.
        return f"uid{os.getuid()}"
