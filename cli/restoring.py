"""Brings a backup back into an empty home, whole or not at all."""

import datetime as dt
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import msgspec

from cli.errors import CommandError
from cli.screen import Advance
from engine.sql import open_database
from runtime.apply import apply
from runtime.backup_manifest import (
    Manifest,
    OfficeCopy,
    VaultCopy,
    VaultManifest,
    check_file,
    read_manifest,
)
from runtime.bare import held_server
from runtime.connect import connect
from runtime.credentials import ADMIN, AUDITOR
from runtime.erasures import erased_keys
from runtime.home import Home
from runtime.marks import MarkFile
from runtime.restore import open_backup, prove, restore_streams
from runtime.secrets import office_keys
from runtime.vault_backup import AnotherOfficeKeyError, check_office_key, restore_vault
from runtime.verify_report import VerifyReport

# The histories come last: only with them is there something to start.
PLACES: Final = ("gate", "verify", "sql", "nats")


class HomeTakenError(CommandError):
    """Something was kept in this installation already."""

    code = "home_taken"

    def __init__(self, home: Home) -> None:
        super().__init__(
            f"Pemasangan {home.root} sudah berisi data: pulihkan ke folder yang kosong "
            "(--home FOLDER), dengan salinan folder rahasia di dalamnya."
        )


class ScaledRestoreError(CommandError):
    """A backup comes back into an installation on one machine only."""

    code = "scaled_restore"

    def __init__(self, variable: str) -> None:
        super().__init__(
            f"{variable} menunjuk ke sistem yang tersebar: pemulihan hanya ke pemasangan satu "
            f"mesin. Kosongkan {variable}, lalu ulangi."
        )


class RestoredVault(msgspec.Struct, frozen=True, kw_only=True):
    """One office's keys after a restore; `again` were destroyed again."""

    office: str
    usable: int
    shredded: int
    again: int


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """What was brought back; no vaults where no keys were given."""

    manifest: Manifest
    reports: tuple[VerifyReport, ...]
    vaults: tuple[RestoredVault, ...] | None


async def restore_home(
    home: Home,
    source: Path,
    vault_source: Path | None,
    *,
    say: Callable[[str], None],
    advance: Advance,
) -> Restored:
    """Check everything first, then restore, prove and remember.

    Raises:
        HomeTakenError: The home is not empty.
        BackupUnreadableError: A manifest is not there.
        BackupDamagedError: A file of the backup was changed; nothing is restored.
        AnotherOfficeKeyError: The keys cannot be unwrapped by the secrets of this home.
        RestoredDifferentlyError: What came back is not what was copied.
    """
    _check_on_one_machine()
    manifest = open_backup(source)
    keys = None if vault_source is None else _open_vaults(home, vault_source)
    with home.held(), _staged(home) as staged:
        restorer = _Restorer(staged, source, vault_source, keys)
        async with held_server(staged, (copy.office for copy in manifest.offices)) as server:
            say(f"nats-server {server.url}")
            for number, copy in enumerate(manifest.offices):
                advance(number, len(manifest.offices))
                await restorer.restore(server.url, copy)
            advance(len(manifest.offices), len(manifest.offices))
    vaults = None if keys is None else tuple(restorer.vaults)
    return Restored(manifest=manifest, reports=tuple(restorer.reports), vaults=vaults)


class _Restorer:
    def __init__(
        self, home: Home, source: Path, vault_source: Path | None, keys: VaultManifest | None
    ) -> None:
        self.reports: list[VerifyReport] = []
        self.vaults: list[RestoredVault] = []
        self._home = home
        self._source = source
        self._vault_source = vault_source
        self._keys = {copy.office: copy for copy in keys.vaults} if keys else {}

    async def restore(self, url: str, copy: OfficeCopy) -> None:
        """Bring one office back."""
        admin = await connect(url, self._home.credentials, copy.office, ADMIN)
        try:
            await restore_streams(admin, copy, self._source)
            await apply(admin, copy.office)
        finally:
            await admin.close()
        auditor = await connect(url, self._home.credentials, copy.office, AUDITOR)
        try:
            report = await prove(auditor, copy)
            self.reports.append(report)
            MarkFile(self._home.root / "verify", copy.office).write(report.marks)
            keys = self._keys.get(copy.office)
            if keys is not None and self._vault_source is not None:
                erased = await erased_keys(auditor, copy.office)
                self.vaults.append(await self._restore_vault(self._vault_source, keys, erased))
        finally:
            await auditor.close()

    async def _restore_vault(
        self, folder: Path, copy: VaultCopy, erased: dict[str, dt.datetime]
    ) -> RestoredVault:
        keys = office_keys(self._home.secrets, copy.office)
        url = self._home.database_url(copy.office, "vault")
        database = open_database(url, full_sync=True)
        try:
            path = folder / copy.file.path
            vault = await restore_vault(database, keys, path, copy, erased)
            usable, shredded = await vault.count()
        finally:
            await database.close()
        again = shredded - copy.shredded
        return RestoredVault(office=copy.office, usable=usable, shredded=shredded, again=again)


def _check_on_one_machine() -> None:
    for variable in ("TUNTAS_NATS_URL", "TUNTAS_VAULT_URL"):
        if variable in os.environ:
            raise ScaledRestoreError(variable)


def _open_vaults(home: Home, folder: Path) -> VaultManifest:
    manifest = read_manifest(folder, VaultManifest)
    for copy in manifest.vaults:
        check_file(folder, copy.file)
        # A missing secret would be made anew here, and could then be taken for the right one.
        if not (home.secrets / copy.office / "office.key").exists():
            raise AnotherOfficeKeyError(copy.office, home.secrets)
        check_office_key(copy, office_keys(home.secrets, copy.office), home.secrets)
    return manifest


@contextmanager
def _staged(home: Home) -> Iterator[Home]:
    """Lend a home beside the real one; what lies in it comes into place only at the end.

    A restoring that is killed halfway thus leaves nothing that could be taken for a history.
    """
    for name in PLACES:
        place = home.root / name
        if place.exists() and any(place.iterdir()):
            raise HomeTakenError(home)
    staged = Home(home.root / "restoring")
    staged.secrets = home.secrets
    shutil.rmtree(staged.root, ignore_errors=True)
    try:
        staged.prepare()
        yield staged
        for name in PLACES:
            if (staged.root / name).exists():
                shutil.rmtree(home.root / name, ignore_errors=True)
                (staged.root / name).rename(home.root / name)
    finally:
        shutil.rmtree(staged.root, ignore_errors=True)
