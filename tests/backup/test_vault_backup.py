"""Keys are copied wrapped and apart, and what was erased stays erased."""

import datetime as dt
from pathlib import Path

import pytest
from nats.aio.client import Client

from engine.boxes import DataKey
from engine.sql import Database
from engine.vault import Shredded, Vault
from engine.vault_errors import KeyTakenError
from engine.vault_rows import PART, key_states
from runtime.erasures import erased_keys
from runtime.vault_backup import (
    AnotherOfficeKeyError,
    VaultBesideEventsError,
    VaultCopy,
    back_up_vault,
    check_apart,
    check_office_key,
    restore_vault,
)
from tests.backup.conftest import OFFICE_KEY
from tests.support.samples import MOMENT
from tests.verify.histories import OFFICE, Writer

A, B = (DataKey(f"k-{name}", bytes([number]) * 32) for number, name in enumerate("ab"))


async def copied(database: Database, folder: Path) -> VaultCopy:
    copy = await back_up_vault(database, OFFICE, folder)
    assert copy is not None
    return copy


async def test_keys_come_back(
    vault: Vault, vault_database: Database, empty_database: Database, tmp_path: Path
) -> None:
    await vault.put([A, B])
    await vault.shred(["k-b"], MOMENT)
    copy = await copied(vault_database, tmp_path)

    new = await restore_vault(empty_database, OFFICE_KEY, tmp_path / copy.file.path, copy, {})

    assert (copy.usable, copy.shredded) == (1, 1)
    assert await new.get(["k-a", "k-b"]) == {"k-a": A, "k-b": Shredded("k-b", MOMENT)}


async def test_no_secret_lies_open_in_the_copy(
    vault: Vault, vault_database: Database, tmp_path: Path
) -> None:
    await vault.put([DataKey("k", b"S" * 32)])
    copy = await copied(vault_database, tmp_path)

    stored = (tmp_path / copy.file.path).read_bytes()

    assert b"S" * 8 not in stored
    assert b"U1NTU1NT" not in stored  # the same in base64


@pytest.mark.real
async def test_what_was_erased_after_the_copy_is_shredded_again(
    writer: Writer,
    auditor: Client,
    vault: Vault,
    vault_database: Database,
    empty_database: Database,
    tmp_path: Path,
) -> None:
    await writer.register("a", "b")
    await vault.put([A, B])
    copy = await copied(vault_database, tmp_path)
    erased = await writer.erase("b")

    found = await erased_keys(auditor, OFFICE)
    new = await restore_vault(empty_database, OFFICE_KEY, tmp_path / copy.file.path, copy, found)

    gone = Shredded("k-b", erased.recorded_at)
    assert await new.get(["k-a", "k-b"]) == {"k-a": A, "k-b": gone}


async def test_a_vault_in_use_is_not_overwritten(
    vault: Vault, vault_database: Database, tmp_path: Path
) -> None:
    await vault.put([A])
    copy = await copied(vault_database, tmp_path)

    with pytest.raises(KeyTakenError):
        await restore_vault(vault_database, OFFICE_KEY, tmp_path / copy.file.path, copy, {})


async def test_another_office_key_is_refused_before_anything(
    vault: Vault, vault_database: Database, tmp_path: Path
) -> None:
    copy = await copied(vault_database, tmp_path)

    check_office_key(copy, OFFICE_KEY, tmp_path)
    with pytest.raises(AnotherOfficeKeyError):
        check_office_key(copy, bytes(32), tmp_path)


async def test_a_vault_never_used_gives_no_copy(vault_database: Database, tmp_path: Path) -> None:
    assert await back_up_vault(vault_database, OFFICE, tmp_path) is None


async def test_the_state_of_keys_needs_no_office_key(
    vault: Vault, vault_database: Database
) -> None:
    await vault.put([A, B])
    await vault.shred(["k-b"], MOMENT)

    states = await key_states(vault_database, ["k-a", "k-b", "k-c"])

    assert states == {"k-a": None, "k-b": MOMENT.astimezone(dt.UTC)}


@pytest.mark.parametrize(("events", "keys"), [("b", "b"), ("b", "b/keys"), ("b/events", "b")])
def test_keys_do_not_lie_beside_what_they_open(tmp_path: Path, events: str, keys: str) -> None:
    with pytest.raises(VaultBesideEventsError):
        check_apart(tmp_path / events, tmp_path / keys)


def test_two_folders_side_by_side_are_apart(tmp_path: Path) -> None:
    check_apart(tmp_path / "events", tmp_path / "keys")


async def test_more_keys_than_one_part_holds_come_back(
    vault: Vault, vault_database: Database, empty_database: Database, tmp_path: Path
) -> None:
    # Large and small letters and signs are sorted differently by different databases.
    keys = {id_: DataKey(id_, bytes(32)) for n in range(PART) for id_ in (f"a-{n}", f"A_{n}")}
    await vault.put(list(keys.values()))
    copy = await copied(vault_database, tmp_path)

    new = await restore_vault(empty_database, OFFICE_KEY, tmp_path / copy.file.path, copy, {})

    assert copy.usable == 2 * PART
    assert await new.get(keys) == keys
