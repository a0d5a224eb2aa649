"""The office key is rotated while five processes answer, and what was erased stays closed."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
import pytest_asyncio

from engine.sql import open_database
from engine.vault import Vault
from engine.vault_errors import OfficeKeyError
from engine.vault_rows import KeyRow
from runtime.backup_manifest import VaultManifest, read_manifest
from runtime.secrets import office_keys
from runtime.vault_backup import AnotherOfficeKeyError, check_office_key, restore_vault
from schemas import queries as ask
from schemas.views import HistoryView
from tests.keys.scaled_kit import Installation, Said, installation
from tests.support.life import Life
from tests.support.system import Officer, officer_of
from tests.support.values import REPORTER_TEXT

pytestmark = [pytest.mark.real, pytest.mark.asyncio(loop_scope="module")]

OFFICE = "kampar"
GONE = "[dihapus]"


class Rotated(NamedTuple):
    """What was there before a rotation, and what the commands about it said."""

    place: Installation
    life: Life
    erased: Life
    old_key: bytes
    vault: Path
    rotated: Said
    unsaved: Said
    saved: Said


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def place(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Installation]:
    root, logs = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("log")
    async with installation(root, logs) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def kampar(place: Installation) -> AsyncIterator[Officer]:
    async with officer_of(place.endpoint, OFFICE) as officer:
        yield officer


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def after(
    place: Installation, kampar: Officer, tmp_path_factory: pytest.TempPathFactory
) -> Rotated:
    life, erased = Life(kampar), Life(kampar)
    await life.begin()
    await erased.begin()
    folder = tmp_path_factory.mktemp("backups")
    copied = await place.tuntas(
        "backup", "--to", f"{folder}/events", "--vault-to", f"{folder}/keys", "--json"
    )
    assert copied.code == 0, copied
    await erased.erase()
    old_key = _office_key(place)
    rotated = await place.tuntas("keys", "rotate", OFFICE)
    assert rotated.code == 0, rotated
    unsaved = await place.tuntas("backup", "--to", f"{folder}/events2")
    saved = await place.tuntas(
        "backup", "--to", f"{folder}/events3", "--vault-to", f"{folder}/keys3"
    )
    return Rotated(place, life, erased, old_key, folder / "keys", rotated, unsaved, saved)


def _office_key(place: Installation) -> bytes:
    return bytes.fromhex((place.home.secrets / OFFICE / "office.key").read_text())


async def _shown(kampar: Officer, life: Life) -> HistoryView:
    query = ask.ShowCase(number=life.number, min_position=life.done[-1].position)
    return await kampar.see(query, HistoryView)


async def test_the_history_of_before_opens(kampar: Officer, after: Rotated) -> None:
    history = await _shown(kampar, after.life)
    words = [part.value for line in history.events for part in line.words]

    assert REPORTER_TEXT in words
    assert GONE not in words


async def test_every_copy_of_every_service_takes_new_commands(
    kampar: Officer, after: Rotated
) -> None:
    for _ in range(4):
        new = Life(kampar)
        await new.begin()
        await new.dispose()
        await new.close()
        assert (await _shown(kampar, new)).case.status == "selesai"

    await after.life.dispose()
    assert (await _shown(kampar, after.life)).chain_intact


async def test_what_was_erased_does_not_open(kampar: Officer, after: Rotated) -> None:
    history = await _shown(kampar, after.erased)

    assert history.case.text == GONE


async def test_a_backup_of_the_vault_from_before_is_refused(after: Rotated) -> None:
    (copy,) = _copies(after.vault)
    secrets = after.place.home.secrets

    with pytest.raises(AnotherOfficeKeyError):
        check_office_key(copy, office_keys(secrets, OFFICE), secrets)


async def test_a_backup_of_the_vault_from_before_opens_nothing_even_by_force(
    after: Rotated, tmp_path: Path
) -> None:
    (copy,) = _copies(after.vault)
    path = after.vault / copy.file.path
    database = open_database(f"sqlite+aiosqlite:///{tmp_path / 'v.sqlite'}", full_sync=True)
    keys = office_keys(after.place.home.secrets, OFFICE)
    try:
        with pytest.raises(OfficeKeyError):
            await restore_vault(database, keys, path, copy, {})
        rows = [msgspec.json.decode(line, type=KeyRow) for line in path.read_bytes().splitlines()]
        assert rows
        for row in rows[:20]:
            with pytest.raises(OfficeKeyError):
                await Vault(database, keys).get([row.id])
        # The same rows open by the key of then: what closed them is that it is gone.
        opened = await Vault(database, after.old_key).get(row.id for row in rows)
        assert len(opened) == len(rows)
    finally:
        await database.close()


def _copies(folder: Path) -> list[object]:
    return [copy for copy in read_manifest(folder, VaultManifest).vaults if copy.office == OFFICE]


async def test_the_command_says_what_to_do_now(after: Rotated) -> None:
    said = " ".join(after.rotated.out.split())

    assert "dibungkus ulang" in said
    assert "Cadangkan brankas" in said
    assert "Pada SSD" in said


async def test_a_backup_without_the_vault_says_that_the_older_one_is_useless(
    after: Rotated,
) -> None:
    warning = "sudah diganti dan brankasnya belum dicadangkan sejak itu"

    assert warning in " ".join(after.unsaved.out.split())
    assert after.saved.code == 0
    assert warning not in " ".join(after.saved.out.split())


async def test_the_keys_are_listed_by_name_alone(after: Rotated) -> None:
    said = await after.place.tuntas("keys", "show", OFFICE, "--json")
    (office,) = said.answer["offices"]
    old, new = office["keys"]

    assert (old["in_use"], old["wrapped"], old["destroyed_at"] is None) == (False, 0, False)
    assert (new["in_use"], new["wrapped"] > 0, new["backed_up_at"] is None) == (True, True, False)
    assert (office["ready"], office["missing"], office["backup_needed"]) == (None, [], False)
    assert _office_key(after.place).hex() not in said.out


async def test_no_process_tells_of_a_fault(after: Rotated) -> None:
    for process in after.place.processes:
        written = process.written()
        assert written
        assert '"level": "error"' not in written.replace('":"', '": "'), written
