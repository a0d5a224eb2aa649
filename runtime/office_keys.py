"""The files of an office's keys: the one in use, the next one, and one about to be destroyed."""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from runtime.files import for_owner, sync_folder, write_whole

SIZE: Final = 32


class RotationRunningError(Exception):
    """Another process rotates this office's key."""

    code = "rotation_running"

    def __init__(self, office: str) -> None:
        super().__init__(
            f"Kunci kantor {office} sedang diganti oleh proses lain: tunggu sampai selesai, lalu "
            f"lihat `tuntas keys show {office}`."
        )
        self.office = office


class OfficeKeyMissingError(Exception):
    """The office has no key here."""

    code = "office_key_missing"

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"Berkas kunci kantor {path} tidak ada: letakkan salinan folder rahasia di tempatnya, "
            "lalu ulangi."
        )
        self.path = path


class OfficeKeyFiles:
    """One office's key files.

    At any moment the key in use and every key that may still wrap something lie here, so that
    a process that starts or is killed then finds what it needs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._current = folder / "office.key"
        self._next = folder / "office.next.key"
        self._old = folder / "office.old.key"

    def read(self) -> tuple[bytes, ...]:
        """All keys that there are, the one that is or was in use first.

        Raises:
            OfficeKeyMissingError: There is none.
        """
        # In this order: `settle` fills the first place before it empties the second.
        following = self.following()
        try:
            current = bytes.fromhex(self._current.read_text())
        except FileNotFoundError as error:
            raise OfficeKeyMissingError(self._current) from error
        keys = (current, following, self._readable_old())
        return tuple(key for key in keys if key is not None)

    def following(self) -> bytes | None:
        """The key that lies ready for a rotation; None if there is none."""
        with suppress(FileNotFoundError):
            return bytes.fromhex(self._next.read_text())
        return None

    def make_following(self) -> bytes:
        """The key that lies ready; it is made where there is none."""
        make_secret(self._next)
        return bytes.fromhex(self._next.read_text())

    def settle(self, kept: bytes) -> None:
        """Make a key the only one, and destroy every other: nothing needs them any more."""
        if bytes.fromhex(self._current.read_text()) != kept:
            self._keep_reachable()
            write_whole(self._current, kept.hex().encode())
        _destroy(self._old)
        self._next.unlink(missing_ok=True)
        for draft in self._folder.glob(".office.*"):
            draft.unlink(missing_ok=True)
        sync_folder(self._folder)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the files for one rotation at a time.

        Raises:
            RotationRunningError: Another process holds them.
        """
        with open(self._folder / "rotation.lock", "w", opener=for_owner) as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise RotationRunningError(self._folder.name) from error
            yield

    def _keep_reachable(self) -> None:
        # By a second name the file can still be overwritten when its first is another one's.
        if self._old.exists() and not self._old.samefile(self._current):
            _destroy(self._old)
        with suppress(FileExistsError):
            self._old.hardlink_to(self._current)

    def _readable_old(self) -> bytes | None:
        # What is half overwritten is no key any more, and nothing needs it by then.
        with suppress(FileNotFoundError, ValueError):
            return bytes.fromhex(self._old.read_text())
        return None


def make_secret(path: Path) -> None:
    """Make a secret of 32 bytes for the owner only, where there is none; it is on disk then."""
    if path.exists():
        return
    draft = path.with_name(f".{path.stem}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(SIZE))
            file.flush()
            os.fsync(file.fileno())
        # A link fails where another process was first, and then that secret counts.
        with suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    sync_folder(path.parent)


def _destroy(path: Path) -> None:
    """Overwrite a file in its place and remove it; what the disk kept elsewhere is not reached."""
    with suppress(FileNotFoundError):
        with path.open("r+b") as file:
            file.write(secrets.token_bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
        sync_folder(path.parent)
