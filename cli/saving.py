"""Writes a file that came from outside into a folder, under a name that can do no harm."""

import os
import re
from itertools import count
from pathlib import Path
from typing import Final

from cli.errors import CommandError
from cli.text import one_line

SUFFIXES: Final = {
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "application/pdf": (".pdf",),
    "audio/ogg": (".ogg", ".opus", ".oga"),
    "audio/mp4": (".m4a", ".mp4"),
    "video/mp4": (".mp4", ".m4v"),
}
_NO_TYPE: Final = (".bin",)
_UNFIT: Final = re.compile(r'[<>:"|?*]')
_LONGEST: Final = 80
_NAMELESS: Final = "lampiran"


class FolderUnusableError(CommandError):
    """Nothing can be written there."""

    code = "folder_unusable"

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Folder {folder} tidak dapat ditulisi ({reason}): sebutkan folder lain dengan --to."
        )
        self.folder = folder


def save(folder: Path, name: str | None, media_type: str, data: bytes) -> Path:
    """Write a new file for its owner only; what is there stays as it is.

    Raises:
        FolderUnusableError: It cannot be written.
    """
    stem, suffix = split(name or _NAMELESS, media_type)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for again in count(1):
            path = folder / (f"{stem}{suffix}" if again == 1 else f"{stem} ({again}){suffix}")
            if _written(path, data):
                return path
    except OSError as error:
        raise FolderUnusableError(folder, error.strerror or type(error).__name__) from error
    raise AssertionError  # pragma: no cover - counting has no end


def split(name: str, media_type: str) -> tuple[str, str]:
    """A harmless name in two: its stem, and the suffix that fits what is in the file."""
    last = re.split(r"[/\\]", one_line(name))[-1]
    # What no screen shows has no place in a name either.
    clean = _UNFIT.sub("_", "".join(filter(str.isprintable, last))).strip(" .")
    fitting = SUFFIXES.get(media_type, _NO_TYPE)
    stem, dot, suffix = clean.rpartition(".")
    if dot and f".{suffix.lower()}" in fitting:
        return _short(stem), f".{suffix.lower()}"
    return _short(clean), fitting[0]


def _short(stem: str) -> str:
    # A folder counts the bytes of a name.
    cut = stem.encode()[:_LONGEST].decode(errors="ignore").strip(" .")
    return cut or _NAMELESS


def _written(path: Path, data: bytes) -> bool:
    try:
        # Neither over a file nor through a link that somebody has laid there.
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
    return True
