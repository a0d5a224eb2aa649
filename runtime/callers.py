"""Who speaks: the caller token of the subject, which the server pins, and never the payload.

Only the faces sign people in, so only their word on the person counts.
"""

from runtime.topology import COMMANDERS, OPD_PREFIX
from schemas.commands.base import Claim
from schemas.commit import Actor

CLI = "cli"
TRUSTED_WITH_PERSONS = frozenset({CLI, "portal"})


def opd_of(caller: str) -> str | None:
    """The OPD that speaks, if it is one."""
    return caller.removeprefix(OPD_PREFIX) if caller.startswith(OPD_PREFIX) else None


def actor_of(caller: str, claim: Claim | None) -> Actor | None:
    """Who it is, as it is written into the history; None for one who may say nothing.

    Args:
        caller: The caller token.
        claim: Whom the payload names.
    """
    opd = opd_of(caller)
    if opd is not None:
        return Actor(kind="opd", id=opd, role=None, via=caller)
    if caller in COMMANDERS:
        return Actor(kind="sistem", id=caller, role=None, via=caller)
    if caller not in TRUSTED_WITH_PERSONS:
        return None
    if claim is None:
        # Whoever holds the machine may name nobody; a face for many must say who it is.
        return Actor(kind="petugas", id=caller, role=None, via=caller) if caller == CLI else None
    role = claim.role if claim.kind == "petugas" else None
    return Actor(kind=claim.kind, id=claim.id, role=role, via=caller)
