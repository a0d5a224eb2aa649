"""Positions that only one copy can move."""

import asyncio

import pytest

from engine import positions
from engine.positions import LostPositionError
from engine.sql import Database


@pytest.fixture
async def tables(database: Database) -> Database:
    await database.create(positions.metadata)
    return database


async def _advance(database: Database, old: int, new: int, stream: str = "S") -> None:
    async with database.write() as connection:
        await positions.advance(connection, "view", stream, old, new)


async def _load(database: Database, stream: str = "S") -> int:
    async with database.read() as connection:
        return await positions.load(connection, "view", stream)


async def test_a_reader_that_has_not_begun_stands_at_zero(tables: Database) -> None:
    assert await _load(tables) == 0


async def test_a_position_moves_from_where_it_stands(tables: Database) -> None:
    await _advance(tables, 0, 3)
    await _advance(tables, 3, 10)

    assert await _load(tables) == 10


@pytest.mark.parametrize("old", [0, 2, 4])
async def test_a_position_that_another_copy_moved_is_lost(tables: Database, old: int) -> None:
    await _advance(tables, 0, 3)

    with pytest.raises(LostPositionError) as caught:
        await _advance(tables, old, 5)

    assert caught.value.fields == {"name": "view", "stream": "S", "expected": old}
    assert await _load(tables) == 3


async def test_each_stream_has_a_position_of_its_own(tables: Database) -> None:
    await _advance(tables, 0, 3)
    await _advance(tables, 0, 5, stream="T")

    assert await _load(tables) == 3
    assert await _load(tables, "T") == 5


async def test_a_position_that_never_began_cannot_go_on(tables: Database) -> None:
    with pytest.raises(LostPositionError):
        await _advance(tables, 3, 5)


async def test_of_two_copies_at_the_same_moment_one_moves_it(tables: Database) -> None:
    async def move(queue: str) -> bool:
        try:
            async with tables.write(queue) as connection:
                await positions.advance(connection, "view", "S", 0, 1)
        except LostPositionError:
            return False
        return True

    assert sorted(await asyncio.gather(move("a"), move("b"))) == [False, True]


async def test_a_forgotten_position_begins_again(tables: Database) -> None:
    await _advance(tables, 0, 3)
    async with tables.write() as connection:
        await positions.forget(connection, "view")

    await _advance(tables, 0, 1)

    assert await _load(tables) == 1
