"""Every key that the pool hands out is in the vault, and is handed out once."""

import asyncio

import pytest
from sqlalchemy.exc import DBAPIError

from engine.boxes import DataKey
from engine.keypool import KeyPool, PoolEmptyError, PoolStoppedError
from engine.sql import Database
from engine.vault import KeyCount, Vault
from engine.vault_tables import metadata

OFFICE_KEY = bytes(range(32))


async def _take(pool: KeyPool, count: int) -> list[DataKey]:
    return list(await asyncio.gather(*(pool.take() for _ in range(count))))


async def _drop_tables(database: Database) -> None:
    async with database.write() as connection:
        await connection.run_sync(metadata.drop_all)


async def test_a_key_lies_ready_after_the_start(pool: KeyPool, vault: Vault) -> None:
    key = pool.take_nowait()

    assert await vault.get([key.id]) == {key.id: key}


async def test_every_key_taken_by_many_at_once_is_in_the_vault_and_taken_once(
    pool: KeyPool, vault: Vault
) -> None:
    taken = {key.id: key for key in await _take(pool, 200)}

    assert len(taken) == 200
    assert await vault.get(taken) == taken


async def test_the_pool_is_filled_again_before_it_runs_dry(pool: KeyPool, vault: Vault) -> None:
    for _ in range(8):
        pool.take_nowait()
    assert await vault.count() == KeyCount(usable=16, shredded=0)

    pool.take_nowait()
    await pool.stop()

    assert await vault.count() == KeyCount(usable=25, shredded=0)


async def test_an_empty_pool_says_so_at_once(vault: Vault) -> None:
    pool = KeyPool(vault, size=4, low=2)

    with pytest.raises(PoolEmptyError):
        pool.take_nowait()

    await pool.stop()


async def test_a_new_start_hands_out_no_key_twice(pool: KeyPool, vault: Vault) -> None:
    first = {key.id for key in await _take(pool, 40)}
    await pool.stop()
    again = KeyPool(vault, size=16, low=8)

    second = {key.id for key in await _take(again, 40)}

    await again.stop()
    assert first.isdisjoint(second)


async def test_a_vault_that_fails_is_noticed_at_the_start(safe_database: Database) -> None:
    pool = KeyPool(Vault(safe_database, OFFICE_KEY))

    with pytest.raises(DBAPIError, match="vault_keys"):
        await pool.start()

    await pool.stop()


async def test_a_refill_that_fails_is_noticed_when_the_keys_run_out(
    pool: KeyPool, safe_database: Database
) -> None:
    await _drop_tables(safe_database)

    with pytest.raises(DBAPIError, match="vault_keys"):
        await _take(pool, 17)


async def test_the_pool_goes_on_when_the_vault_is_back(
    pool: KeyPool, vault: Vault, safe_database: Database
) -> None:
    await _drop_tables(safe_database)
    with pytest.raises(DBAPIError, match="vault_keys"):
        await _take(pool, 17)

    await vault.prepare()

    key = await pool.take()
    assert await vault.get([key.id]) == {key.id: key}


async def test_one_who_gives_up_waiting_takes_no_key_from_the_others(vault: Vault) -> None:
    pool = KeyPool(vault, size=2, low=1)
    tasks = [asyncio.create_task(pool.take()) for _ in range(3)]
    await asyncio.sleep(0)
    tasks[0].cancel()

    done = await asyncio.gather(*tasks, return_exceptions=True)

    await pool.stop()
    assert isinstance(done[0], asyncio.CancelledError)
    assert all(isinstance(key, DataKey) for key in done[1:])


async def test_a_stopped_pool_hands_out_nothing(pool: KeyPool) -> None:
    await pool.stop()

    with pytest.raises(PoolStoppedError):
        await pool.take()


async def test_a_pool_that_was_never_started_stops(vault: Vault) -> None:
    await KeyPool(vault).stop()

    assert await vault.count() == KeyCount(usable=0, shredded=0)


async def test_a_refill_that_is_cancelled_with_the_process_ends_the_waiting(vault: Vault) -> None:
    pool = KeyPool(vault, size=2, low=1)
    before = asyncio.all_tasks()
    taker = asyncio.create_task(pool.take())
    await asyncio.sleep(0)
    for task in asyncio.all_tasks() - before - {taker}:
        task.cancel()

    with pytest.raises(asyncio.CancelledError):
        await taker

    await pool.stop()


async def test_a_pool_that_begins_small_grows_with_what_is_taken(vault: Vault) -> None:
    pool = KeyPool(vault, size=64, low=32, first=4)
    await pool.start()
    idle = (await vault.count()).usable

    taken = [await pool.take() for _ in range(200)]
    await pool.stop()

    assert idle == 4
    assert len({key.id for key in taken}) == 200
    assert (await vault.count()).usable <= 200 + 64
