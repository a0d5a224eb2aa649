"""The nkeys of every user, made here and kept in files for the owner only."""

import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import nkeys

from runtime.opd_keys import OPDKeys
from runtime.topology import CALLERS, SERVICES

SYSTEM: Final = "SYS"
SYSTEM_USER: Final = "sys"
AUDITOR: Final = "auditor"
ADMIN: Final = "admin"
AUTHORITY: Final = "ca.pem"
ROUTE_SECRET: Final = "route.secret"  # noqa: S105 - a file name


def answering(service: str) -> str:
    """Name the user by whom a service hears commands and answers them."""
    return f"{service}_jawab"


USERS: Final = (
    *SERVICES,
    *(answering(service) for service in SERVICES),
    *CALLERS,
    AUDITOR,
    ADMIN,
)


class MissingCredentialError(LookupError):
    """A user's seed file is not there."""

    code = "missing_credential"

    def __init__(self, office: str, user: str, folder: Path) -> None:
        super().__init__(
            f"Kunci pengguna {user!r} kantor {office!r} tidak ada di {folder}: "
            "buat dengan menjalankan `tuntas up`, atau salin dari server utama."
        )
        self.office = office
        self.user = user


class Credentials:
    """A folder of seeds: `<folder>/<office>/<user>.nk`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def authority(self) -> Path | None:
        """The certificate that signs the servers' certificates, None where there is none."""
        path = self.folder / AUTHORITY
        return path if path.exists() else None

    @property
    def opds(self) -> OPDKeys:
        """The public keys of the OPDs that are connected."""
        return OPDKeys(self.folder)

    def ensure(self, offices: Iterable[str]) -> None:
        """Make what is missing; what is there is never touched."""
        _private_folder(self.folder)
        for office, user in _wanted(offices):
            path = self._path(office, user)
            _private_folder(path.parent)
            if not path.exists():
                _write_new(path, new_seed())
        secret = self.folder / ROUTE_SECRET
        if not secret.exists():
            _write_new(secret, secrets.token_hex(32))

    def seed(self, office: str, user: str) -> str:
        """Read a user's secret seed.

        Raises:
            MissingCredentialError: There is none.
        """
        try:
            return self._path(office, user).read_text("ascii").strip()
        except FileNotFoundError as error:
            raise MissingCredentialError(office, user, self.folder) from error

    def public(self, office: str, user: str) -> str:
        """Tell a user's public key.

        Raises:
            MissingCredentialError: There is no seed to derive it from.
        """
        return public_of(self.seed(office, user))

    def route_secret(self) -> str:
        """Read the secret by which the nodes of a cluster know each other.

        Raises:
            MissingCredentialError: There is none.
        """
        try:
            return (self.folder / ROUTE_SECRET).read_text("ascii").strip()
        except FileNotFoundError as error:
            raise MissingCredentialError(SYSTEM, ROUTE_SECRET, self.folder) from error

    def _path(self, office: str, user: str) -> Path:
        return self.folder / office / f"{user}.nk"


def _wanted(offices: Iterable[str]) -> Iterator[tuple[str, str]]:
    yield SYSTEM, SYSTEM_USER
    for office in offices:
        for user in USERS:
            yield office, user


def new_seed() -> str:
    """Make the secret seed of one user."""
    seed: bytes = nkeys.encode_seed(secrets.token_bytes(32), nkeys.PREFIX_BYTE_USER)
    return seed.decode()


def public_of(seed: str) -> str:
    """Derive the public key by which a server knows a seed."""
    key: bytes = nkeys.from_seed(seed.encode()).public_key
    return key.decode()


def _private_folder(folder: Path) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _write_new(path: Path, text: str) -> None:
    # A link either appears whole or not at all, and never replaces a seed that another
    # process has made in the meantime.
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        _link(draft, path)
    finally:
        draft.unlink()


def _link(draft: Path, path: Path) -> None:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
