"""An office's secrets: what wraps its keys, and what its look-ups and codes are keyed with."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from runtime.office_keys import OfficeKeyFiles, make_secret


@dataclass(frozen=True, slots=True)
class OfficeSecrets:
    """Three independent secrets of 32 bytes.

    Attributes:
        office_key: Wraps the data keys in the vault; can be rotated.
        lookup: Keys look-ups in the views; not rotated.
        tracking: Keys tracking codes and the ids of imported rows; never rotated, because
            both must come out the same for ever.
    """

    office_key: bytes = field(repr=False)
    lookup: bytes = field(repr=False)
    tracking: bytes = field(repr=False)


def office_secrets(folder: Path, office: str) -> OfficeSecrets:
    """Read an office's secrets, and make what is missing, for the owner only."""
    place = folder / office
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    names = ("office", "lookup", "tracking")
    return OfficeSecrets(*(_secret(place / f"{name}.key") for name in names))


def office_keys(folder: Path, office: str) -> Callable[[], tuple[bytes, ...]]:
    """What reads all office keys that there are at the moment, and makes the first one."""
    office_secrets(folder, office)
    return OfficeKeyFiles(folder / office).read


def _secret(path: Path) -> bytes:
    make_secret(path)
    return bytes.fromhex(path.read_text())
