"""What a backup consists of, with a digest of every file, and the check of it."""

from pathlib import Path
from typing import Any, Final, TypeVar

import msgspec

from engine.vault_rows import OfficeKeyRow
from runtime.files import sha256_of, write_whole
from runtime.running_digest import Mark
from runtime.verify_report import Finding
from schemas.base import Instant

MANIFEST: Final = "manifest.json"
M = TypeVar("M", "Manifest", "VaultManifest")


class BackupUnreadableError(Exception):
    """There is no whole backup in the folder."""

    code = "backup_unreadable"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} tidak ada atau tidak terbaca: cadangan ini tidak selesai dibuat atau rusak. "
            "Pakai cadangan yang lain."
        )
        self.path = path


class BackupDamagedError(Exception):
    """A file of the backup is not what it was when it was made."""

    code = "backup_damaged"
    exit_code = 4

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Berkas cadangan {path} rusak atau hilang: tidak ada yang dipulihkan. "
            "Pakai cadangan yang lain."
        )
        self.path = path


class FolderTakenError(Exception):
    """A backup is written into a folder of its own only."""

    code = "folder_taken"

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Folder {folder} sudah berisi: sebut folder baru atau yang kosong.")
        self.folder = folder


class CopiedFile(msgspec.Struct, frozen=True, kw_only=True):
    """A file by its path within the backup."""

    path: str
    bytes: int
    sha256: str


class StreamCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One stream: its file, and what the server said of it.

    Attributes:
        mark: The running digest of what lies in the copy; null for streams that hold no facts.
    """

    name: str
    file: CopiedFile
    config: dict[str, Any]
    state: dict[str, Any]
    mark: Mark | None


class OfficeCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One office, with what its check found when it was copied."""

    office: str
    streams: tuple[StreamCopy, ...]
    commits: int
    complaints: int
    findings: tuple[Finding, ...]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """A backup of events; it holds no key."""

    v: int = 1
    made_at: Instant
    program: str
    offices: tuple[OfficeCopy, ...]


class VaultCopy(msgspec.Struct, frozen=True, kw_only=True):
    """One office's wrapped keys.

    Attributes:
        check: The keyed digest of the office key that was in use.
        wrapped_by: The names of the office keys that wrap what was copied: one, or two when a
            rotation was under way; empty in copies of before.
        office_keys: What the vault knew of its office keys.
    """

    office: str
    file: CopiedFile
    check: str
    usable: int
    shredded: int
    wrapped_by: tuple[str, ...] = ()
    office_keys: tuple[OfficeKeyRow, ...] = ()


class VaultManifest(msgspec.Struct, frozen=True, kw_only=True):
    """A backup of vaults, kept apart from every backup of events."""

    v: int = 1
    made_at: Instant
    program: str
    vaults: tuple[VaultCopy, ...]


def claim_folder(folder: Path) -> None:
    """Make a folder for one backup, for its owner only.

    Raises:
        FolderTakenError: Something lies in it.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise FolderTakenError(folder)


def describe_file(folder: Path, path: Path) -> CopiedFile:
    """Describe a file that was written."""
    return CopiedFile(
        path=path.relative_to(folder).as_posix(),
        bytes=path.stat().st_size,
        sha256=sha256_of(path),
    )


def write_manifest(folder: Path, manifest: Manifest | VaultManifest) -> None:
    """Write it as the last file, so that a backup with one is whole."""
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    write_whole(folder / MANIFEST, encoded + b"\n")


def read_manifest(folder: Path, kind: type[M]) -> M:
    """Read what a backup consists of.

    Raises:
        BackupUnreadableError: It is not there or not of this kind.
    """
    path = folder / MANIFEST
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, ValueError) as error:
        raise BackupUnreadableError(path) from error


def check_file(folder: Path, file: CopiedFile) -> None:
    """Hold a file against its digest.

    Raises:
        BackupDamagedError: It differs, or lies outside the backup.
    """
    path = folder / file.path
    inside = path.resolve().is_relative_to(folder.resolve())
    if not inside or not path.is_file() or sha256_of(path) != file.sha256:
        raise BackupDamagedError(path)
