"""An office's secrets: what wraps its keys, and what its look-ups and codes are keyed with."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

SIZE = 32


@dataclass(frozen=True, slots=True)
class OfficeSecrets:
    """Three independent secrets of 32 bytes.

    Attributes:
        office_key: Wraps the data keys in the vault; may be rotated.
        lookup: Keys look-ups in the views; a rotation rebuilds them.
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


def _secret(path: Path) -> bytes:
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(SIZE))
        try:
            # A link fails where another process was first, and then that secret counts.
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return bytes.fromhex(path.read_text())
