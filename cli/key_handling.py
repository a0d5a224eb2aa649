"""What the command line does about office keys: it looks at them, and rotates one."""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager

import msgspec

from cli.errors import CommandError, UnknownOfficeError
from cli.policies import policies_of
from cli.reach import vault_at_hand
from cli.screen import Advance
from engine.sql import Database
from engine.vault_keyring import OfficeKey
from engine.vault_office_keys import OfficeKeyLine, office_key_lines
from runtime.clock import SystemClock
from runtime.home import Home
from runtime.key_rotation import Rotated, Rotation, VaultUnusedError
from runtime.office_keys import OfficeKeyFiles, OfficeKeyMissingError


class OfficeMissingError(CommandError):
    """An office must be named."""

    code = "office_missing"

    def __init__(self) -> None:
        super().__init__("Sebutkan kode kantornya, misalnya `tuntas keys rotate kampar`.")


class OfficeKeysSeen(msgspec.Struct, frozen=True, kw_only=True):
    """The keys of one office, by their names; never a byte of one.

    Attributes:
        keys: As the vault knows them; none where it was never used here.
        ready: The name of a key that was made for the next rotation.
        missing: Those that something is wrapped by, and whose file is not here.
        backup_needed: Whether the key was rotated and the vault not copied since.
    """

    office: str
    keys: tuple[OfficeKeyLine, ...]
    ready: str | None
    missing: tuple[str, ...]
    backup_needed: bool


async def look_at_keys(home: Home, office: str | None) -> tuple[OfficeKeysSeen, ...]:
    """Look at the keys of one office, or of all.

    Raises:
        UnknownOfficeError: There is no such office here.
    """
    offices = tuple(policies_of(home))
    if office is not None:
        _check_office(office, offices)
        offices = (office,)
    return tuple([await _look(home, each) for each in offices])


async def backups_needed(home: Home, offices: Iterable[str]) -> tuple[str, ...]:
    """The offices whose key was rotated and whose vault was not copied since."""
    seen = [await _look(home, office) for office in offices]
    return tuple(each.office for each in seen if each.backup_needed)


async def prepare_rotation(home: Home, office: str) -> Rotated:
    """Make the next office key, and leave everything else as it is.

    Raises:
        UnknownOfficeError: There is no such office here.
        VaultUnusedError: It never kept a key here.
    """
    async with _rotation(home, office) as rotation:
        return await rotation.prepare()


async def rotate_key(home: Home, office: str, advance: Advance) -> Rotated:
    """Rotate an office's key, or go on with a rotation that was interrupted.

    Raises:
        UnknownOfficeError: There is no such office here.
        VaultUnusedError: It never kept a key here.
    """
    async with _rotation(home, office) as rotation:
        return await rotation.run(advance)


@asynccontextmanager
async def _rotation(home: Home, office: str) -> AsyncIterator[Rotation]:
    _check_office(office, tuple(policies_of(home)))
    async with vault_at_hand(home, office) as database:
        if database is None:
            raise VaultUnusedError(office)
        yield Rotation(office, database, OfficeKeyFiles(home.secrets / office), SystemClock())


async def _look(home: Home, office: str) -> OfficeKeysSeen:
    async with vault_at_hand(home, office) as database:
        keys = await _lines(database)
    files = OfficeKeyFiles(home.secrets / office)
    ready = files.following()
    names = _names(files)
    needed = {line.id for line in keys if line.wrapped or line.in_use}
    in_use = next((line for line in keys if line.in_use), None)
    following = None if ready is None else OfficeKey(ready).id
    return OfficeKeysSeen(
        office=office,
        keys=keys,
        ready=None if following in {line.id for line in keys} else following,
        missing=tuple(sorted(needed - names)),
        backup_needed=in_use is not None and len(keys) > 1 and in_use.backed_up_at is None,
    )


async def _lines(database: Database | None) -> tuple[OfficeKeyLine, ...]:
    return () if database is None else await office_key_lines(database)


def _names(files: OfficeKeyFiles) -> set[str]:
    try:
        return {OfficeKey(key).id for key in files.read()}
    except OfficeKeyMissingError:
        return set()


def _check_office(office: str, known: tuple[str, ...]) -> None:
    if office not in known:
        raise UnknownOfficeError(office, known)
