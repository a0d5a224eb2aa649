"""A view built again from zero, beside the live one."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace as change
from sqlalchemy import inspect, update

from engine.errors import ParkedError
from engine.positions import Lease
from engine.sql import open_database
from schemas import queries as ask
from schemas.answers import Refused
from schemas.plaintexts import Identity
from schemas.views import CaseList, ReplayView, ViewStatus
from services.reporting.cases import CASES
from services.reporting.rebuild import rebuild
from services.reporting.refusals import NotActiveError, ReplayRunningError
from services.reporting.views import ViewKeeper
from tests.reporting.test_views import park, running, some_cases
from tests.reporting.world import NOW, World, pengaduan_id
from tests.support import samples as s

REPLAY = "019f3b5c-7c00-7a31-8f00-00000000abcd"


async def tables(world: World) -> set[str]:
    async with world.database.read() as connection:
        names = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return {name for name in names if name.startswith("cases_v")}


async def test_a_rebuilt_view_is_the_live_one(world: World) -> None:
    identity = Identity(name="Siti Rahmawati", phone="081275550143")
    await world.say(9, await world.received(9, "2023-05-05", identity=identity))
    await some_cases(world)
    await world.keeper.catch_up()
    seen: list[int] = []

    found = await rebuild(world.keeper, seen.append)

    assert found.equal
    assert (found.rows, found.terms, found.commits) == (6, 3, 9)
    assert found.position == await world.position()
    assert seen == [9]


async def test_what_was_built_is_dropped(world: World) -> None:
    await some_cases(world)
    await world.keeper.catch_up()
    before = await tables(world)
    await rebuild(world.keeper)

    assert await tables(world) == before


async def test_a_changed_row_is_noticed_and_swapping_mends_it(world: World) -> None:
    await some_cases(world)
    await world.keeper.catch_up()
    table = world.keeper.tables(1).cases
    async with world.database.write() as connection:
        await connection.execute(update(table).values(channel="website"))

    found = await rebuild(world.keeper, swap=True)

    assert not found.equal
    assert (await rebuild(world.keeper)).equal
    assert (await world.ask(ask.Status(), ViewStatus)).generation == 2
    assert not any("_g1" in name for name in await tables(world))


async def test_the_live_view_goes_on_after_a_swap(world: World) -> None:
    await some_cases(world)
    async with running(world.keeper):
        await world.keeper.reach(await world.position())
        await rebuild(world.keeper, swap=True)
        await world.say(7, await world.received(7, "2023-02-02"))
        await world.keeper.reach(await world.position())

    assert (await world.ask(ask.ListCases(), CaseList)).total == 6


async def test_a_rebuild_is_compared_where_the_live_view_stands(world: World) -> None:
    await some_cases(world)
    await world.keeper.follower.catch_up(5)

    found = await rebuild(world.keeper)

    assert (found.position.sequence, found.equal) == (5, True)


async def test_a_rebuild_stops_at_the_first_case_that_cannot_go_in(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01"))
    await park(world, 1)
    await world.keeper.catch_up()
    before = await tables(world)

    with pytest.raises(ParkedError):
        await rebuild(world.keeper)

    assert await tables(world) == before


async def test_only_the_copy_that_keeps_the_view_may_swap(world: World) -> None:
    await Lease(world.database, CASES.name, "other").acquire(NOW, 60)

    with pytest.raises(NotActiveError):
        await rebuild(world.keeper, swap=True)


async def test_only_one_rebuild_at_a_time(world: World) -> None:
    await Lease(world.database, "cases replay", "other").acquire(NOW, 60)

    with pytest.raises(ReplayRunningError):
        await rebuild(world.keeper)


async def done(world: World, replay_id: str = REPLAY) -> ReplayView:
    await world.desk.finished()
    return await world.ask(ask.ShowReplay(replay_id=replay_id), ReplayView)


async def test_a_replay_says_what_it_found(world: World) -> None:
    await some_cases(world)
    await world.keeper.catch_up()
    begun = await world.ask(ask.StartReplay(replay_id=REPLAY), ReplayView)
    found = await done(world)

    assert begun.state == "running"
    assert (found.state, found.equal, found.done, found.rows) == ("done", True, 8, 5)


async def test_the_same_replay_said_twice_is_one(world: World) -> None:
    await some_cases(world)
    await world.keeper.catch_up()
    await world.ask(ask.StartReplay(replay_id=REPLAY), ReplayView)
    found = await done(world)

    assert await world.ask(ask.StartReplay(replay_id=REPLAY), ReplayView) == found


async def test_a_replay_until_a_moment_is_the_same_whenever_it_runs(world: World) -> None:
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    await world.say(1, await world.received(1, "2023-01-01"), recorded_at=early)
    await world.ask(ask.StartReplay(replay_id=REPLAY, until=early), ReplayView)
    first = await done(world)
    await some_cases_after(world)
    second_id = pengaduan_id(77)
    await world.ask(ask.StartReplay(replay_id=second_id, until=early), ReplayView)
    second = await done(world, second_id)

    assert first.rows == second.rows == 1
    assert first.digest == second.digest
    assert first.equal is None


async def some_cases_after(world: World) -> None:
    await world.say(1, s.closed())
    await world.say(2, await world.received(2, "2023-01-02"))


async def test_a_replay_that_fails_says_why(world: World) -> None:
    await world.say(1, await world.received(1, "2023-01-01"))
    await park(world, 1)
    await world.keeper.catch_up()
    await world.ask(ask.StartReplay(replay_id=REPLAY), ReplayView)
    found = await done(world)

    assert (found.state, found.failure) == ("failed", "parked")


async def test_a_replay_that_was_never_begun_is_refused(world: World) -> None:
    refused = await world.ask(ask.ShowReplay(replay_id=REPLAY), Refused)

    assert refused.code == "unknown_replay"


EVENTS = [event for event in s.SAMPLES if event.sealed.identity is None]
LIVES = st.lists(st.tuples(st.integers(1, 3), st.sampled_from(EVENTS)), max_size=15)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(LIVES)
async def test_any_history_rebuilt_is_the_live_view(
    memory_world: World, lives: list[tuple[int, s.PengaduanEvent]]
) -> None:
    database = open_database("sqlite+aiosqlite://")
    world = World(database, memory_world.vault)
    await world.keeper.open()
    for n, event in lives:
        await world.say(n, change(event, sealed=change(event.sealed)))
        if n == 2:
            await world.keeper.catch_up()
    await world.keeper.catch_up()

    found = await rebuild(
        ViewKeeper(database, world.store, world.keeper.terms, holder="b", clock=world.clock)
    )
    await database.close()

    assert found.equal
