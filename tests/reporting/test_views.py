"""The live view: taken in once, waited for, parked case by case, kept by one copy."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest
from sqlalchemy import insert, inspect

from engine import generations, positions
from engine.commits import Recorded
from engine.positions import Lease
from engine.sql import Database, open_database
from engine.vault import Vault
from runtime.broken import Broken
from schemas import queries as ask
from schemas.answers import Refused
from schemas.base import Position
from schemas.commit import Commit
from schemas.views import CaseList, Retried, ViewStatus
from services.reporting.cases import CASES
from services.reporting.digest import ViewDigest, view_digest
from services.reporting.generation import Tables, drop_older_versions
from services.reporting.refusals import OtherStreamError, ViewBehindError
from services.reporting.views import ViewKeeper
from tests.reporting.world import World, pengaduan_id
from tests.support import samples as s


async def some_cases(world: World) -> None:
    for n in range(1, 6):
        await world.say(n, await world.received(n, f"2023-01-0{n}"))
    for n in range(1, 6, 2):
        await world.say(n, s.answered(), s.closed())


async def digest(world: World) -> ViewDigest:
    async with world.keeper.snapshot() as snapshot:
        return await view_digest(snapshot.connection, snapshot.table, snapshot.terms)


@asynccontextmanager
async def running(keeper: ViewKeeper) -> AsyncIterator[None]:
    task = asyncio.create_task(keeper.run())
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def test_taking_in_page_by_page_is_the_same_as_at_once(world: World) -> None:
    await some_cases(world)
    await world.keeper.catch_up()
    by_pages = await digest(world)

    memory = open_database("sqlite+aiosqlite://")
    whole = ViewKeeper(
        memory, world.store, world.keeper.terms, holder="b", clock=world.clock, page=500
    )
    await whole.open()
    await whole.catch_up()
    async with whole.snapshot() as snapshot:
        at_once = await view_digest(snapshot.connection, snapshot.table, snapshot.terms)
    await memory.close()

    assert by_pages == at_once


async def test_a_restart_goes_on_from_the_saved_position(world: World) -> None:
    await some_cases(world)
    await world.keeper.follower.catch_up(4)
    again = ViewKeeper(
        world.database, world.store, world.keeper.terms, holder="test", clock=world.clock
    )
    await again.open()

    assert again.follower.position == 4
    assert await again.catch_up() == 8


async def test_a_page_taken_in_twice_is_refused_by_the_position(world: World) -> None:
    await some_cases(world)
    page = await world.store.read(0, 3)
    projector = world.keeper.projector(1)
    await projector.open()
    await projector.apply(page)
    before = await digest(world)

    with pytest.raises(positions.LostPositionError):
        await projector.apply(page)

    assert await digest(world) == before


async def test_one_who_waits_sees_what_was_just_written(world: World) -> None:
    async with running(world.keeper):
        await some_cases(world)
        await world.keeper.reach(await world.position())

    assert await world.keeper.saved_position() == 8


async def test_a_view_that_stays_behind_is_told(world: World) -> None:
    await some_cases(world)

    with pytest.raises(ViewBehindError):
        await world.keeper.reach(await world.position(), seconds=0)


async def test_positions_of_another_stream_are_not_waited_for(world: World) -> None:
    with pytest.raises(OtherStreamError):
        await world.keeper.reach(Position(stream="PENGADUAN_kampar_1", sequence=1))


async def test_of_two_copies_one_keeps_the_view_and_both_read_it(
    world: World, database_url: str
) -> None:
    other = open_database(database_url)
    second = ViewKeeper(other, world.store, holder="second", clock=world.clock)
    async with running(world.keeper):
        await some_cases(world)
        await world.keeper.reach(await world.position())
        async with running(second):
            await second.reach(await world.position())
            assert (world.keeper.active, second.active) == (True, False)
    await other.close()


async def test_a_copy_that_stops_gives_its_lease_up(world: World) -> None:
    async with running(world.keeper):
        await some_cases(world)
        await world.keeper.reach(await world.position())

    assert await Lease(world.database, CASES.name, "other").acquire(world.clock.now(), 1)


async def park(world: World, n: int) -> None:
    """Let the case wait as if its next commit had not come: its third version stands second."""
    head = (await world.store.load(world.subject(n)))[-1]
    commit = s.commit(
        s.closed(), id="gap", pengaduan_id=pengaduan_id(n), version=3, prev=head.digest
    )
    await world.store.append(world.subject(n), commit, expected=head.sequence)


async def test_a_parked_case_does_not_stop_the_others(world: World) -> None:
    for n in (1, 2):
        await world.say(n, await world.received(n, "2023-01-01"))
    await park(world, 1)
    await world.say(2, s.closed())
    await world.keeper.catch_up()

    status = await world.ask(ask.Status(), ViewStatus)

    assert status.lag == 0
    assert [(case.pengaduan_id, case.cause) for case in status.parked] == [
        (pengaduan_id(1), "version_gap")
    ]
    async with world.keeper.snapshot() as snapshot:
        query = snapshot.table.c.subject == world.subject(2)
        ((_, fold),) = await snapshot.some(query)
    assert CASES.row(CASES.load(fold))["status"] == "selesai"


async def test_what_closes_the_gate_stands_in_the_status(world: World) -> None:
    before = await world.ask(ask.Status(), ViewStatus)
    changed = Broken("stream_changed", "PENGADUAN_kampar_1.max_msgs", "-1", "7")
    world.keeper.gate = lambda: (changed,)

    closed = await world.ask(ask.Status(), ViewStatus)

    assert before.gate == ()
    assert [(one.code, one.where) for one in closed.gate] == [(changed.code, changed.where)]
    assert closed.gate[0].sentence == changed.sentence


async def _hold(world: World, n: int) -> None:
    """Let a case wait as after a fault that is mended now."""
    table = Tables.of(1).metadata.tables[f"{Tables.of(1).cases.name}_parked"]
    row = {"subject": world.subject(n), "sequence": 2, "last": 2, "cause": "fault"}
    async with world.database.write() as connection:
        await connection.execute(insert(table).values(row))


async def test_a_parked_case_goes_in_again_from_its_whole_history(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01"))
    await world.keeper.catch_up()
    await _hold(world, 1)
    await world.say(1, s.closed())
    async with running(world.keeper):
        await world.keeper.reach(await world.position())
        before = (await world.ask(ask.ListCases(), CaseList)).cases
        retried = await world.ask(ask.RetryParked(pengaduan_id=pengaduan_id(1)), Retried)
    after = (await world.ask(ask.ListCases(), CaseList)).cases

    assert retried.version == 2
    assert [line.status for line in (*before, *after)] == ["diterima", "selesai"]
    assert (await world.ask(ask.Status(), ViewStatus)).parked == ()


async def test_a_parked_case_that_fails_again_stays_parked(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01"))
    await park(world, 1)
    async with running(world.keeper):
        await world.keeper.reach(await world.position())
        refused = await world.ask(ask.RetryParked(pengaduan_id=pengaduan_id(1)), Refused)

    assert (refused.code, refused.fields["cause"]) == ("still_parked", "version_gap")


async def test_only_the_copy_that_keeps_the_view_takes_a_parked_case_in(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01"))
    await _hold(world, 1)
    refused = await world.ask(ask.RetryParked(pengaduan_id=pengaduan_id(1)), Refused)

    assert (refused.code, refused.retry) == ("not_active", True)


async def test_a_case_that_is_not_parked_is_not_taken_in_again(world: World) -> None:
    refused = await world.ask(ask.RetryParked(pengaduan_id=pengaduan_id(1)), Refused)

    assert refused.code == "not_parked"


async def test_the_status_tells_how_far_the_view_is_behind(world: World) -> None:
    await some_cases(world)
    await world.keeper.follower.catch_up(6)
    status = await world.ask(ask.Status(), ViewStatus)

    assert (status.position.sequence, status.last, status.lag, status.rows) == (6, 8, 2, 5)


class _BrokenError(Exception):
    pass


async def _older_version(database: Database) -> Tables:
    older = Tables.of(3, version=0)
    async with database.write() as connection:
        await connection.run_sync(older.terms.table.create)
        await generations.swap(database, connection, CASES.name, 0, 3)
    return older


async def test_tables_of_an_older_version_are_dropped(world: World) -> None:
    older = await _older_version(world.database)

    assert await drop_older_versions(world.database) == [0]
    async with world.database.read() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    assert older.terms.table.name not in names
    assert Tables.of(1).cases.name in names


async def test_terms_that_cannot_be_made_leave_the_page_out(world: World) -> None:
    async def broken(_: Sequence[Recorded[Commit]]) -> Sequence[object]:
        raise _BrokenError

    await some_cases(world)
    keeper = ViewKeeper(
        world.database,
        world.store,
        broken,
        holder="test",
        clock=world.clock,  # type: ignore[arg-type]
    )
    await keeper.open()

    with pytest.raises(_BrokenError):
        await keeper.catch_up()

    assert await keeper.saved_position() == 0


@pytest.fixture
async def nowhere(tmp_path: Path, vault: Vault) -> AsyncIterator[World]:
    """An office whose database does not answer."""
    database = open_database(f"postgresql+psycopg://postgres@/x?host={tmp_path}")
    yield World(database, vault)
    await database.close()


async def test_a_view_whose_database_does_not_answer_says_so_and_goes_on(nowhere: World) -> None:
    async with running(nowhere.keeper):
        while nowhere.keeper.halted is None:  # noqa: ASYNC110 - it is a plain flag
            await asyncio.sleep(0)

        assert nowhere.keeper.halted == "database_unavailable"


async def test_a_question_without_a_database_is_answered(nowhere: World) -> None:
    refused = await nowhere.ask(ask.ListCases(), Refused)

    assert (refused.code, refused.retry) == ("database_unavailable", True)
