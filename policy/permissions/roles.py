"""Who there is: the roles, the offices' own titles for them, and how high each stands."""

from types import MappingProxyType
from typing import Final, Literal, TypeAlias, get_args

from schemas.commit import Actor

Role: TypeAlias = Literal[
    "warga", "petugas", "ketua_tim", "kepala", "auditor", "admin", "opd", "sistem"
]
ROLES: Final[tuple[Role, ...]] = get_args(Role)

LABELS: Final = MappingProxyType[Role, str](
    {
        "warga": "Pelapor",
        "petugas": "Petugas",
        "ketua_tim": "Ketua tim",
        "kepala": "Kepala dinas",
        "auditor": "Auditor",
        "admin": "Pengelola sistem",
        "opd": "OPD",
        "sistem": "Sistem",
    }
)

OF_THE_OFFICE: Final[tuple[Role, ...]] = ("petugas", "ketua_tim", "kepala")
"""The roles between which an office's policy file may share out its own work."""

TITLES: Final = MappingProxyType[str, Role](
    {
        "kepala_seksi": "ketua_tim",
        "kepala_bidang": "kepala",
        "kepala_dinas": "kepala",
    }
)
"""The offices' titles by which a person may be named too."""

# The head of a division reads and acknowledges as the head does, and stands below.
_RANKS: Final = MappingProxyType(
    {
        "petugas": 1,
        "ketua_tim": 2,
        "kepala_seksi": 2,
        "kepala_bidang": 3,
        "kepala_dinas": 4,
        "kepala": 4,
    }
)
_SIGNED_IN: Final = frozenset({"petugas", "ketua_tim", "kepala", "auditor", "admin"})


def role_of(actor: Actor) -> Role | None:
    """The role in which somebody acts; None where it is not known."""
    match actor.kind:
        case "warga":
            return "warga"
        case "opd":
            return "opd"
        case "sistem":
            return "sistem"
        case "petugas":
            return signed_in_as(actor.role)
        case _:
            return None


def signed_in_as(role: str | None) -> Role | None:
    """The role of a person of the office, `petugas` where nothing else is said."""
    named = role or "petugas"
    if named in _SIGNED_IN:
        return next(known for known in ROLES if known == named)
    return TITLES.get(named)


def is_named(actor: Actor) -> bool:
    """Whether it is said which person it is, and not only by which connection."""
    return actor.id != actor.via


def stands_below(role: str | None, title: str) -> bool:
    """Whether a person of the office stands below the one before whom something was brought.

    A title that is not known here is nobody's superior.
    """
    return _RANKS.get(role or "petugas", 0) < _RANKS.get(title, 0)
