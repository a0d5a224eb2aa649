"""Who may do what: one table for services, faces, tests and `docs/permissions.md`."""

from policy.permissions.asking import EVERYWHERE, Permissions
from policy.permissions.roles import ROLES, Role, role_of, stands_below
from policy.permissions.sight import Sights, sees
from policy.permissions.standing import Standing, standing_of

__all__ = [
    "EVERYWHERE",
    "ROLES",
    "Permissions",
    "Role",
    "Sights",
    "Standing",
    "role_of",
    "sees",
    "standing_of",
    "stands_below",
]
