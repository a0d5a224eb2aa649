"""Looks whether anybody but its owner may read the folder of secrets."""

import stat
from pathlib import Path
from typing import Final

import msgspec

_OTHERS: Final = 0o077


class OpenSecretLine(msgspec.Struct, frozen=True, kw_only=True):
    """A file or folder of secrets that is not for its owner only; modes in octal."""

    path: str
    mode: str
    wanted: str


def look_at_secrets(folder: Path) -> tuple[OpenSecretLine, ...]:
    """Name everything in the folder of secrets, itself included, that others may reach."""
    found: list[OpenSecretLine] = []
    for path in (folder, *sorted(folder.rglob("*"))):
        try:
            status = path.stat()
        except FileNotFoundError:
            # A draft that was about to become a secret, or no secret was ever made here.
            continue
        if status.st_mode & _OTHERS:
            wanted = 0o700 if stat.S_ISDIR(status.st_mode) else 0o600
            mode = stat.S_IMODE(status.st_mode)
            found.append(OpenSecretLine(path=str(path), mode=f"{mode:o}", wanted=f"{wanted:o}"))
    return tuple(found)
