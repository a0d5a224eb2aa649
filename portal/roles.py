"""Where each role begins its day, and what it is called."""

from typing import Final

from policy.permissions.roles import LABELS, TITLES
from portal.accounts import OPD
from portal.offices import Desk
from portal.people import Person

HOMES: Final = {
    "petugas": "hari-ini",
    "ketua_tim": "hari-ini",
    "kepala": "ringkasan",
    "auditor": "periksa",
    "admin": "akun",
}


def home_of(person: Person) -> str:
    """The page on which somebody starts."""
    role = TITLES.get(person.role, person.role)
    return f"/{person.office}/{'disposisi' if person.opd else HOMES.get(role, '')}"


def label_of(desk: Desk, role: str) -> str:
    """What a role is called at an office."""
    if role.startswith(OPD):
        code = role.removeprefix(OPD)
        return next((opd.label for opd in desk.loaded.policy.opds if opd.code == code), code)
    own = (each.label for each in desk.loaded.policy.roles if each.code == role)
    return next(own, None) or dict(LABELS).get(role, role)  # type: ignore[call-overload]
