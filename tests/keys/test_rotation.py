"""A new office key takes the place of the old one while others read and put keys."""

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select, text, update

from engine.boxes import DataKey
from engine.vault import Shredded, Vault
from engine.vault_errors import OfficeKeyError
from engine.vault_keyring import OfficeKey
from engine.vault_office_keys import OfficeKeyLine, office_key_lines
from engine.vault_rotation import BATCH, count_others, put_in_use
from engine.vault_tables import KEYS
from runtime.key_rotation import VaultUnusedError
from runtime.office_keys import RotationRunningError
from tests.keys.kit import Place
from tests.support.samples import MOMENT

A, B = (DataKey(name, bytes([number]) * 32) for number, name in enumerate("ab"))


async def test_every_key_opens_after_it(place: Place) -> None:
    keys = await place.filled(2 * BATCH + 1)

    rotated = await place.rotate()

    assert (rotated.wrapped, rotated.finished) == (len(keys), True)
    assert await place.process().get(keys) == keys


async def test_the_old_office_key_opens_nothing_any_more(place: Place) -> None:
    keys = await place.filled(3)
    old = place.office_key

    await place.rotate()

    assert place.office_key != old
    with pytest.raises(OfficeKeyError):
        await Vault(place.database, old).get(keys)


async def test_the_old_office_key_is_in_no_file_any_more(place: Place) -> None:
    await place.filled(3)
    old = place.office_key.hex()
    inode = (place.folder / "office.key").open()

    await place.rotate()

    assert place.key_files() == ["office.key"]
    assert old not in (place.folder / "office.key").read_text()
    with inode:
        assert old.encode() not in inode.buffer.read()


async def test_a_process_that_runs_since_before_reads_on(place: Place) -> None:
    keys = await place.filled(3)
    running = place.process()
    await running.prepare()

    await place.rotate()

    assert await running.get(keys) == keys


async def test_a_process_that_runs_since_before_puts_by_the_new_key(place: Place) -> None:
    await place.filled(1)
    running = place.process()
    await running.prepare()
    await place.rotate()

    await running.put([A])

    new = OfficeKey(place.office_key)
    assert await count_others(place.database, new) == 0
    assert await place.process().get(["a"]) == {"a": A}


async def test_nothing_is_put_by_the_old_key_once_the_new_one_is_in_use(place: Place) -> None:
    await place.filled(1)
    running = place.process()
    await running.prepare()
    old, new = OfficeKey(place.office_key), OfficeKey(place.files.make_following())
    await put_in_use(place.database, old, new, MOMENT)

    await running.put([A])

    async with place.database.read() as connection:
        query = select(KEYS.c.office_key).where(KEYS.c.id == "a")
        assert await connection.scalar(query) == new.id


async def test_what_many_put_and_read_meanwhile_is_kept(place: Place) -> None:
    keys = await place.filled(BATCH)
    rotating = asyncio.create_task(place.rotate())
    put: dict[str, DataKey] = {}

    async def busy(name: str) -> None:
        vault = place.process()
        await vault.prepare()
        while not rotating.done():
            new = [DataKey.new(f"{name}-{len(put)}-{n}") for n in range(5)]
            await vault.put(new)
            put.update({key.id: key for key in new})
            assert await vault.get(list(keys)[:5])

    await asyncio.gather(*(busy(name) for name in ("x", "y", "z")))
    await rotating

    assert put
    assert await place.process().get(keys | put) == keys | put
    assert await count_others(place.database, OfficeKey(place.office_key)) == 0


async def test_shredded_keys_stay_shredded(place: Place) -> None:
    await place.filled(2)
    await place.process().shred(["k-0001"], MOMENT)

    rotated = await place.rotate()

    assert rotated.wrapped == 1
    gone = Shredded("k-0001", MOMENT.astimezone(dt.UTC))
    assert (await place.process().get(["k-0001"])) == {"k-0001": gone}


async def test_one_after_another_each_makes_a_new_key(place: Place) -> None:
    keys = await place.filled(3)
    seen = {place.office_key}

    for _ in range(3):
        await place.rotate()
        seen.add(place.office_key)

    assert len(seen) == 4
    assert await place.process().get(keys) == keys


async def test_only_one_runs_at_a_time(place: Place) -> None:
    await place.filled(1)

    with place.files.held(), pytest.raises(RotationRunningError):
        await place.rotate()


async def test_a_key_that_was_prepared_is_the_one_that_comes_in_use(place: Place) -> None:
    keys = await place.filled(3)
    prepared = await place.rotation().prepare()
    ready = place.files.following()
    assert await place.process().get(keys) == keys

    rotated = await place.rotate()

    assert (prepared.finished, prepared.new) == (False, rotated.new)
    assert place.office_key == ready


async def test_a_vault_never_used_has_nothing_to_rotate(place: Place) -> None:
    place.process()

    with pytest.raises(VaultUnusedError):
        await place.rotate()


async def test_a_key_that_nothing_unwraps_keeps_the_old_office_key(place: Place) -> None:
    keys = await place.filled(3)
    async with place.database.write() as connection:
        bad = update(KEYS).where(KEYS.c.id == "k-0001").values(wrapped=bytes(40))
        await connection.execute(bad)
    old = place.office_key

    with pytest.raises(OfficeKeyError) as caught:
        await place.rotate()

    assert caught.value.fields == {"key": "k-0001"}
    assert old in place.files.read()
    assert await place.process().get(["k-0000"]) == {"k-0000": keys["k-0000"]}


async def test_another_folder_of_secrets_cannot_rotate(place: Place) -> None:
    await place.filled(3)
    (place.folder / "office.key").write_text("ab" * 32)

    with pytest.raises(OfficeKeyError):
        await place.rotate()


async def test_the_vault_remembers_which_keys_there_were(place: Place) -> None:
    await place.filled(3)
    first = OfficeKey(place.office_key).id
    await place.rotate()
    now = OfficeKey(place.office_key).id
    at = MOMENT.astimezone(dt.UTC)

    assert await office_key_lines(place.database) == (
        OfficeKeyLine(id=first, in_use=False, wrapped=0, made_at=at, destroyed_at=at),
        OfficeKeyLine(id=now, in_use=True, wrapped=3, made_at=at),
    )


async def test_rows_of_an_older_program_name_the_key_of_then(place: Place) -> None:
    keys = await place.filled(2)
    first = OfficeKey(place.office_key)
    async with place.database.write() as connection:
        await connection.execute(text("ALTER TABLE vault_keys DROP COLUMN office_key"))
        await connection.execute(text("DROP TABLE vault_office_keys"))
        await connection.execute(text("DELETE FROM vault_keys WHERE id = 'k-0001'"))
    await place.process().prepare(MOMENT)
    async with place.database.write() as connection:
        # As a copy of the older program puts them that still runs.
        late = text("INSERT INTO vault_keys (id, wrapped) VALUES ('k-0001', :wrapped)")
        await connection.execute(late, {"wrapped": first.wrap(keys["k-0001"].secret)})

    assert [
        (line.id, line.wrapped, line.made_at) for line in await office_key_lines(place.database)
    ] == [(first.id, 2, None)]
    await place.rotate()
    assert await place.process().get(keys) == keys
