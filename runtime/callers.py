"""Who speaks: the caller token of the subject, which the server pins, and never the payload."""

from runtime.topology import COMMANDERS, OPD_PREFIX
from schemas.commands.base import Command
from schemas.commit import Actor

TRUSTED_WITH_PERSONS = frozenset({"cli", "portal"})
"""Callers that sign people in themselves, so their word on the person counts."""


def opd_of(caller: str) -> str | None:
    """The OPD that speaks, if it is one."""
    return caller.removeprefix(OPD_PREFIX) if caller.startswith(OPD_PREFIX) else None


def actor_of(caller: str, command: Command) -> Actor:
    """Who did it, as it is written into the history."""
    opd = opd_of(caller)
    if opd is not None:
        return Actor(kind="opd", id=opd, role=None, via=caller)
    if caller in COMMANDERS:
        return Actor(kind="sistem", id=caller, role=None, via=caller)
    claim = command.by
    if claim is not None and caller in TRUSTED_WITH_PERSONS:
        return Actor(kind=claim.kind, id=claim.id, role=claim.role, via=caller)
    return Actor(kind="petugas", id=caller, role=None, via=caller)
