"""The marks of an office's streams in a file outside NATS, replaced whole or not at all."""

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from runtime.files import write_whole
from runtime.running_digest import Mark


class MarksUnreadableError(Exception):
    """The file is there and cannot be read, so nothing can be compared with it."""

    code = "marks_unreadable"
    exit_code = 4

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Catatan pemeriksaan {path} tidak terbaca, jadi riwayat tidak dapat dibandingkan. "
            "Pulihkan berkas itu dari salinan; hapus hanya bila Anda tahu sebab rusaknya."
        )
        self.path = path


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    v: int = 1
    office: str
    marks: tuple[Mark, ...]


class MarkFile:
    """`<folder>/<office>.json`, readable by its owner only."""

    def __init__(self, folder: Path, office: str) -> None:
        self.path = folder / f"{office}.json"
        self._office = office

    def read(self) -> dict[str, Mark]:
        """The marks by stream; none before the first check.

        Raises:
            MarksUnreadableError: The file is damaged or of another office.
        """
        try:
            kept = msgspec.json.decode(self.path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return {}
        except ValueError as error:
            raise MarksUnreadableError(self.path) from error
        if kept.office != self._office:
            raise MarksUnreadableError(self.path)
        return {mark.stream: mark for mark in kept.marks}

    def write(self, marks: Iterable[Mark]) -> None:
        """Replace what is there; it outlives a power cut once this returns."""
        kept = _Kept(office=self._office, marks=tuple(marks))
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path, msgspec.json.format(msgspec.json.encode(kept)) + os.linesep.encode())
