"""What of a person each role is shown, by how open the complaint is; a part of the one table."""

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from policy.permissions.roles import Role

Sight: TypeAlias = Literal["penuh", "samar", "tertutup"]


@dataclass(frozen=True, slots=True)
class Sights:
    """How much is shown of each group of fields."""

    name: Sight
    contact: Sight
    numbers: Sight
    address: Sight
    content: Sight

    def of(self, field: str) -> Sight:
        """How much is shown of one field of an identity; of one that is new, nothing."""
        match field:
            case "name" | "company":
                return self.name
            case "phone" | "email":
                return self.contact
            case "nik" | "nib" | "account":
                return self.numbers
            case "address" | "occupation":
                return self.address
            case _:
                return "tertutup"


# Who is who: name and company; phone and e-mail; NIK, NIB and account; address and occupation.
_AT_WORK: Final = Sights("penuh", "penuh", "samar", "penuh", "penuh")
_MASKED: Final = Sights("samar", "samar", "samar", "samar", "penuh")
_RECOGNISED: Final = Sights("samar", "samar", "tertutup", "tertutup", "penuh")
_MATTER_ONLY: Final = Sights("tertutup", "tertutup", "tertutup", "tertutup", "penuh")
_NOTHING: Final = Sights("tertutup", "tertutup", "tertutup", "tertutup", "tertutup")

UNNAMED: Final = "tanpa_nama"
"""Who asks by the command line and names no person."""

VISIBILITIES: Final = ("terbuka", "anonim", "rahasia")

SEES: Final = MappingProxyType[str, tuple[Sights, Sights, Sights]](
    {
        # role        terbuka       anonim        rahasia
        "petugas": (_AT_WORK, _MASKED, _MATTER_ONLY),
        "ketua_tim": (_AT_WORK, _MASKED, _MATTER_ONLY),
        "kepala": (_RECOGNISED, _MATTER_ONLY, _MATTER_ONLY),
        "auditor": (_RECOGNISED, _MATTER_ONLY, _MATTER_ONLY),
        "admin": (_NOTHING, _NOTHING, _NOTHING),
        "opd": (_NOTHING, _NOTHING, _NOTHING),
        "warga": (_NOTHING, _NOTHING, _NOTHING),
        "sistem": (_NOTHING, _NOTHING, _NOTHING),
        UNNAMED: (_MASKED, _MASKED, _MATTER_ONLY),
    }
)
"""A whole identity is read by `OpenIdentity` only, with a purpose, and the reading is recorded."""


def sees(role: Role | None, visibility: str) -> Sights:
    """What a role is shown of a complaint.

    Args:
        role: None where nobody is named.
        visibility: One that is not known here is taken for the strictest.
    """
    at = VISIBILITIES.index(visibility) if visibility in VISIBILITIES else -1
    return SEES[role or UNNAMED][at]
