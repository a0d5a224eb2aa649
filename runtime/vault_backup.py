"""Copies the wrapped keys of an office into a file of their own, and back; nothing is unwrapped."""

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import msgspec

from engine.sql import Database
from engine.vault import Vault
from engine.vault_keyring import Keyring, OfficeKeys, office_key_id
from engine.vault_office_keys import note_backed_up
from engine.vault_rows import KeyRow, VaultSnapshot, import_rows, vault_snapshot
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
            "salin dahulu folder rahasia yang disimpan bersama pemasangan lama. Bila kunci kantor "
            "sudah diganti sejak cadangan itu dibuat, cadangan itu memang tidak dapat dibuka lagi: "
            "pakai cadangan brankas yang dibuat sesudahnya."
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


async def back_up_vault(
    database: Database, office: str, folder: Path, at: dt.datetime | None = None
) -> VaultCopy | None:
    """Write every row of a vault; None where it was never used.

    Args:
        database: The vault's.
        office: Whose.
        folder: Where the copy goes.
        at: Now; the vault keeps it as the moment of the first copy under its office key.

    Raises:
        DatabaseUnavailableError: The vault does not answer.
    """
    path = folder / f"{office}.keys"
    async with vault_snapshot(database) as snapshot:
        if snapshot.check is None:
            return None
        copy = await _copy(snapshot, snapshot.check, office, path)
    if at is not None and set(copy.wrapped_by) <= {office_key_id(copy.check)}:
        await note_backed_up(database, office_key_id(copy.check), at)
    return copy


async def _copy(snapshot: VaultSnapshot, check: str, office: str, path: Path) -> VaultCopy:
    usable = shredded = 0
    wrapped_by: set[str] = set()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        async for rows in snapshot.rows:
            file.writelines(msgspec.json.encode(row) + b"\n" for row in rows)
            kept = [row for row in rows if row.wrapped is not None]
            usable, shredded = usable + len(kept), shredded + len(rows) - len(kept)
            wrapped_by.update(row.office_key or office_key_id(check) for row in kept)
        file.flush()
        os.fsync(file.fileno())
    return VaultCopy(
        office=office,
        file=describe_file(path.parent, path),
        check=check,
        usable=usable,
        shredded=shredded,
        wrapped_by=tuple(sorted(wrapped_by)),
        office_keys=snapshot.office_keys,
    )


def check_office_key(copy: VaultCopy, office_keys: OfficeKeys, secrets: Path) -> None:
    """See that the copied keys can be unwrapped here.

    Raises:
        AnotherOfficeKeyError: They cannot.
    """
    keyring = Keyring(office_keys)
    in_use = keyring.named(office_key_id(copy.check))
    if in_use is None or in_use.check != copy.check:
        raise AnotherOfficeKeyError(copy.office, secrets)
    # A copy that was made while a rotation was under way needs the old key too.
    if any(keyring.named(id_) is None for id_ in copy.wrapped_by):
        raise AnotherOfficeKeyError(copy.office, secrets)


async def restore_vault(
    database: Database,
    office_keys: OfficeKeys,
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
    await import_rows(database, copy.check, _parts(path, copy), copy.office_keys)
    vault = Vault(database, office_keys)
    await vault.prepare()
    for key, moment in erased.items():
        await vault.shred([key], moment)
    return vault


def _parts(path: Path, copy: VaultCopy) -> Iterator[list[KeyRow]]:
    part: list[KeyRow] = []
    with path.open("rb") as file:
        for line in file:
            part.append(_named(_row.decode(line), copy))
            if len(part) == _PART:
                yield part
                part = []
    yield part


def _named(row: KeyRow, copy: VaultCopy) -> KeyRow:
    """A row as it lies in a vault: copies of before named the office key once for all rows."""
    if row.wrapped is None or row.office_key is not None:
        return row
    return msgspec.structs.replace(row, office_key=office_key_id(copy.check))
