"""Whether somebody may do something, and if not, the sentence that says so."""

from policy.permissions import Role
from policy.permissions.roles import signed_in_as
from portal.offices import Desk
from portal.people import Person


def why_not(desk: Desk, person: Person, action: str) -> str | None:
    """A sentence; None where they may."""
    role: Role = "opd" if person.opd is not None else signed_in_as(person.role) or "warga"
    return desk.permissions.why_not(role, action)
