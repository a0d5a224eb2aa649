"""The vault keeps keys until they are shredded, on both dialects."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select, update

from engine.boxes import BadKeyError, DataKey
from engine.sql import Database
from engine.vault import CHUNK, KeyCount, Shredded, Vault
from engine.vault_errors import (
    KeyMissingError,
    KeyTakenError,
    OfficeKeyError,
    UnsafeVaultError,
)
from engine.vault_tables import KEYS

AT = dt.datetime(2026, 3, 2, 8, 30, tzinfo=dt.UTC)
A, B, C = (DataKey(name, bytes([n]) * 32) for n, name in enumerate("abc"))
OFFICE_KEY = bytes(range(32))


@pytest.fixture
def other(vault: Vault, safe_database: Database) -> Vault:
    """Another process's vault on the same database: its memory is its own."""
    return Vault(safe_database, OFFICE_KEY)


async def test_a_key_that_was_put_is_found(vault: Vault, other: Vault) -> None:
    await vault.put([A, B])

    assert await other.get(["a", "b"]) == {"a": A, "b": B}


async def test_more_keys_than_one_question_takes_are_found(vault: Vault) -> None:
    keys = {str(n): DataKey.new(str(n)) for n in range(2 * CHUNK + 1)}
    await vault.put(list(keys.values()))

    assert await vault.get(keys) == keys


async def test_asking_for_nothing_finds_nothing(vault: Vault) -> None:
    await vault.put([])

    assert await vault.get([]) == {}


async def test_unknown_keys_are_named(vault: Vault) -> None:
    await vault.put([A])

    with pytest.raises(KeyMissingError) as caught:
        await vault.get(["a", "y", "x"])

    assert caught.value.ids == ("x", "y")
    assert caught.value.fields == {"count": 2, "first": "x, y"}


async def test_the_secret_does_not_lie_open(vault: Vault, safe_database: Database) -> None:
    await vault.put([A])

    async with safe_database.read() as connection:
        wrapped = await connection.scalar(select(KEYS.c.wrapped))
    assert wrapped is not None
    assert A.secret not in wrapped


async def test_a_key_is_put_once(vault: Vault, other: Vault) -> None:
    await vault.put([A])

    with pytest.raises(KeyTakenError):
        await vault.put([B, DataKey("a", C.secret)])

    assert await other.get(["a"]) == {"a": A}
    assert await vault.count() == KeyCount(usable=1, shredded=0)


async def test_a_shredded_key_says_when(vault: Vault) -> None:
    await vault.put([A, B])
    await vault.shred(["a"], AT)

    assert await vault.get(["a", "b"]) == {"a": Shredded("a", AT), "b": B}


async def test_the_memory_never_gives_a_shredded_key(vault: Vault) -> None:
    await vault.put([A])
    await vault.get(["a"])
    await vault.shred(["a"], AT)

    assert await vault.get(["a"]) == {"a": Shredded("a", AT)}


async def test_a_reading_under_way_brings_no_shredded_key_back(vault: Vault) -> None:
    keys = [DataKey.new(str(n)) for n in range(40)]
    ids = [key.id for key in keys]
    await vault.put(keys)

    await asyncio.gather(*(vault.get([id_]) for id_ in ids), vault.shred(ids, AT))

    assert await vault.get(ids) == {id_: Shredded(id_, AT) for id_ in ids}


async def test_shredding_twice_keeps_the_first_moment(vault: Vault) -> None:
    await vault.put([A])
    await vault.shred(["a"], AT)
    await vault.shred(["a"], AT + dt.timedelta(days=1))

    assert await vault.shredded() == {"a": AT}


async def test_a_key_that_is_not_there_is_marked_and_can_never_be_put(vault: Vault) -> None:
    await vault.shred(["a"], AT)

    with pytest.raises(KeyTakenError):
        await vault.put([A])
    assert await vault.get(["a"]) == {"a": Shredded("a", AT)}


async def test_the_moment_is_kept_in_universal_time(vault: Vault) -> None:
    jakarta = dt.timezone(dt.timedelta(hours=7))
    await vault.shred(["a"], AT.astimezone(jakarta))

    assert await vault.shredded(["a"]) == {"a": AT}


async def test_shredded_keys_are_listed_for_those_asked(vault: Vault) -> None:
    await vault.put([A, B, C])
    await vault.shred(["a", "b"], AT)

    assert await vault.shredded(["b", "c"]) == {"b": AT}
    assert await vault.shredded() == {"a": AT, "b": AT}


async def test_keys_are_counted(vault: Vault) -> None:
    await vault.put([A, B, C])
    await vault.shred(["a"], AT)

    assert await vault.count() == KeyCount(usable=2, shredded=1)


async def test_shredding_nothing_changes_nothing(vault: Vault) -> None:
    await vault.shred([], AT)

    assert await vault.count() == KeyCount(usable=0, shredded=0)


async def test_another_process_drops_a_key_when_it_is_told(vault: Vault, other: Vault) -> None:
    await vault.put([A])
    await other.get(["a"])
    await vault.shred(["a"], AT)

    other.forget(["a"])

    assert await other.get(["a"]) == {"a": Shredded("a", AT)}


async def test_another_office_key_is_refused_at_the_door(
    vault: Vault, safe_database: Database
) -> None:
    with pytest.raises(OfficeKeyError):
        await Vault(safe_database, bytes(32)).prepare()


async def test_another_office_key_opens_no_key(vault: Vault, safe_database: Database) -> None:
    await vault.put([A])

    with pytest.raises(OfficeKeyError) as caught:
        await Vault(safe_database, bytes(32)).get(["a"])

    assert caught.value.fields == {"key": "a"}


async def test_a_changed_wrapping_is_noticed(vault: Vault, safe_database: Database) -> None:
    await vault.put([A])
    async with safe_database.write() as connection:
        await connection.execute(update(KEYS).values(wrapped=bytes(40)))
    vault.forget(["a"])

    with pytest.raises(OfficeKeyError):
        await vault.get(["a"])


def test_a_database_that_does_not_sync_is_refused(database: Database) -> None:
    with pytest.raises(UnsafeVaultError):
        Vault(database, OFFICE_KEY)


def test_an_office_key_of_another_length_is_refused(safe_database: Database) -> None:
    with pytest.raises(BadKeyError):
        Vault(safe_database, bytes(31))
