"""Copies the wrapped keys of an office into a file of their own, and back; nothing is unwrapped."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from engine.sql import Database
from engine.vault import Vault, office_key_check
from engine.vault_rows import KeyRow, export_rows, import_rows, office_check
from engine.vault_tables import metadata
from runtime.backup_manifest import VaultCopy, describe_file

_PART: Final = 1000
_row = msgspec.json.Decoder(KeyRow)


class VaultBesideEventsError(Exception):
    """Keys must not lie in the backup of what they open."""

    code = "vault_beside_events"

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"Cadangan brankas tidak boleh disimpan di {folder}, bersama cadangan riwayat: "
            "penghapusan identitas menjadi sia-sia. Sebut folder di tempat lain."
        )
        self.folder = folder


class AnotherOfficeKeyError(Exception):
    """The office key at hand is not the one that the copied keys were wrapped by."""

    code = "another_office_key"

    def __init__(self, office: str, folder: Path) -> None:
        super().__init__(
            f"Kunci kantor {office} di {folder} bukan kunci yang membungkus cadangan brankas ini: "
            "salin dahulu folder rahasia yang disimpan bersama pemasangan lama."
        )
        self.office = office


def check_apart(events: Path, vault: Path) -> None:
    """See that neither of the two folders holds the other.

    Raises:
        VaultBesideEventsError: One does.
    """
    one, other = events.resolve(), vault.resolve()
    if one.is_relative_to(other) or other.is_relative_to(one):
        raise VaultBesideEventsError(vault)


async def back_up_vault(database: Database, office: str, folder: Path) -> VaultCopy | None:
    """Write every row of a vault; None where it was never used.

    Raises:
        DatabaseUnavailableError: The vault does not answer.
    """
    await database.create(metadata)
    check = await office_check(database)
    if check is None:
        return None
    path = folder / f"{office}.keys"
    usable = shredded = 0
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        async for rows in export_rows(database):
            file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
            gone = sum(row.wrapped is None for row in rows)
            usable, shredded = usable + len(rows) - gone, shredded + gone
        file.flush()
        os.fsync(file.fileno())
    return VaultCopy(
        office=office,
        file=describe_file(folder, path),
        check=check,
        usable=usable,
        shredded=shredded,
    )


def check_office_key(copy: VaultCopy, office_key: bytes, secrets: Path) -> None:
    """See that the copied keys can be unwrapped here.

    Raises:
        AnotherOfficeKeyError: They cannot.
    """
    if office_key_check(office_key) != copy.check:
        raise AnotherOfficeKeyError(copy.office, secrets)


async def restore_vault(
    database: Database,
    office_key: bytes,
    path: Path,
    copy: VaultCopy,
    erased: Mapping[str, dt.datetime],
) -> Vault:
    """Put the rows into an empty vault, then shred again what the history erased since.

    Raises:
        KeyTakenError: The vault is in use.
        OfficeKeyError: The keys were wrapped by another office key.
        ShreddingUnfinishedError: Old bytes could not be overwritten yet.
    """
    await import_rows(database, copy.check, _parts(path))
    vault = Vault(database, office_key)
    await vault.prepare()
    for key, moment in erased.items():
        await vault.shred([key], moment)
    return vault


def _parts(path: Path) -> Iterator[list[KeyRow]]:
    part: list[KeyRow] = []
    with path.open("rb") as file:
        for line in file:
            part.append(_row.decode(line))
            if len(part) == _PART:
                yield part
                part = []
    yield part
