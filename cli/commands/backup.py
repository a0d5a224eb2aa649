"""Writes a backup, and brings one back into an empty installation."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from cli.exits import DAMAGED, OK
from cli.screen import progress, say, show, show_json
from cli.session import AsJson, InSession

if TYPE_CHECKING:
    from cli.up import Endpoint
    from runtime.backup_manifest import Manifest, OfficeCopy, VaultCopy, VaultManifest
    from runtime.home import Home


async def backup(
    *,
    to: Annotated[Path, Parameter(name="--to")],
    vault_to: Path | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Write a backup of all histories, and of the keys into a folder of their own.

    Whoever holds both can read everything, so keep them apart; without the keys nothing of what
    people wrote can be read again. The folder of secrets is in neither: keep a copy of it too.
    Exit code 4 when the history that was copied is damaged.

    Args:
        to: A new or empty folder for the histories.
        vault_to: A new or empty folder elsewhere for the wrapped keys.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.key_handling import backups_needed  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.backups import backup_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.print.keys import backup_needed  # noqa: PLC0415 - keeps `--help` quick
    from cli.reach import even_if_closed  # noqa: PLC0415 - keeps `--help` quick
    from runtime.backup_manifest import claim_folder  # noqa: PLC0415 - keeps `--help` quick
    from runtime.vault_backup import check_apart  # noqa: PLC0415 - keeps `--help` quick

    if vault_to is not None:
        check_apart(to, vault_to)
        claim_folder(vault_to)
    claim_folder(to)
    async with even_if_closed(session) as endpoint:
        made = await _back_up_histories(endpoint, session.home, to)
        # Keys last: every key that a copied box names lies in the vault by then.
        keys = None if vault_to is None else await _back_up_vaults(endpoint, session.home, vault_to)
        needed = await backups_needed(session.home, endpoint.offices)
    if as_json:
        show_json({"histories": made, "vaults": keys, "vault_backup_needed": needed})
    else:
        show(*backup_parts(made, keys, to, vault_to, session.home.secrets))
        show(*map(backup_needed, needed))
    return DAMAGED if any(office.findings for office in made.offices) else OK


async def restore(
    source: Path,
    *,
    vault_from: Path | None = None,
    as_json: AsJson = False,
    session: InSession,
) -> int:
    """Bring a backup back into an empty installation, and prove that it is what was copied.

    Put the copy of the folder of secrets into the installation first. Views are built again from
    the histories at the next start. Keys that were erased since the keys were copied are
    destroyed again. Exit code 4 when the backup is damaged; nothing is restored then.

    Args:
        source: The folder of the histories.
        vault_from: The folder of the wrapped keys.
        as_json: Print JSON.
        session: How to reach the system.
    """
    from cli.print.backups import restore_parts  # noqa: PLC0415 - keeps `--help` quick
    from cli.restoring import restore_home  # noqa: PLC0415 - keeps `--help` quick

    with progress("Memulihkan") as advance:
        restored = await restore_home(session.home, source, vault_from, say=say, advance=advance)
    if as_json:
        show_json(restored)
    else:
        show(*restore_parts(restored))
    return DAMAGED if any(not report.whole for report in restored.reports) else OK


async def _back_up_histories(endpoint: "Endpoint", home: "Home", folder: Path) -> "Manifest":
    from runtime.backup_manifest import (  # noqa: PLC0415 - keeps `--help` quick
        Manifest,
        write_manifest,
    )
    from runtime.clock import SystemClock  # noqa: PLC0415 - keeps `--help` quick
    from runtime.program import PROGRAM  # noqa: PLC0415 - keeps `--help` quick

    made_at = SystemClock().now()
    offices: list[OfficeCopy] = []
    with progress("Mencadangkan riwayat") as advance:
        for office in endpoint.offices:
            advance(len(offices), len(endpoint.offices))
            offices.append(await _back_up_office(endpoint, home, office, folder))
        advance(len(offices), len(endpoint.offices))
    manifest = Manifest(made_at=made_at, program=PROGRAM, offices=tuple(offices))
    write_manifest(folder, manifest)
    return manifest


async def _back_up_office(
    endpoint: "Endpoint", home: "Home", office: str, folder: Path
) -> "OfficeCopy":
    from cli.reach import as_user  # noqa: PLC0415 - keeps `--help` quick
    from runtime.backup import back_up_office  # noqa: PLC0415 - keeps `--help` quick
    from runtime.credentials import ADMIN, AUDITOR  # noqa: PLC0415 - keeps `--help` quick
    from runtime.marks import MarkFile  # noqa: PLC0415 - keeps `--help` quick

    async with (
        as_user(endpoint, office, ADMIN) as admin,
        as_user(endpoint, office, AUDITOR) as auditor,
    ):
        marks = MarkFile(home.root / "verify", office).read()
        return await back_up_office(admin, auditor, office, folder, marks=marks)


async def _back_up_vaults(endpoint: "Endpoint", home: "Home", folder: Path) -> "VaultManifest":
    from cli.reach import vault_at_hand  # noqa: PLC0415 - keeps `--help` quick
    from runtime.backup_manifest import (  # noqa: PLC0415 - keeps `--help` quick
        VaultManifest,
        write_manifest,
    )
    from runtime.clock import SystemClock  # noqa: PLC0415 - keeps `--help` quick
    from runtime.program import PROGRAM  # noqa: PLC0415 - keeps `--help` quick
    from runtime.vault_backup import back_up_vault  # noqa: PLC0415 - keeps `--help` quick

    made_at = SystemClock().now()
    vaults: list[VaultCopy] = []
    for office in endpoint.offices:
        async with vault_at_hand(home, office) as database:
            copy = (
                None if database is None else await back_up_vault(database, office, folder, made_at)
            )
        if copy is not None:
            vaults.append(copy)
    manifest = VaultManifest(made_at=made_at, program=PROGRAM, vaults=tuple(vaults))
    write_manifest(folder, manifest)
    return manifest
