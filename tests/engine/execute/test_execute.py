"""A command is done once, on the newest state, whatever happens on the way."""

import asyncio
from itertools import pairwise

import pytest
import pytest_asyncio

from engine.commits import check_link
from engine.errors import BrokenChainError
from tests.support.engine import (
    Account,
    AccountExecutor,
    Added,
    Command,
    NotOpenError,
    Opened,
    commit,
    entries,
    executor,
    task,
)
from tests.support.engine_sites import Site, subject_of

SUBJECT = subject_of("a")
OPEN, ADD, CLOSE = Command("open"), Command("add", 5), Command("close")


@pytest_asyncio.fixture
async def here(site: Site) -> AccountExecutor:
    return executor(await site.open())


@pytest_asyncio.fixture
async def elsewhere(site: Site) -> AccountExecutor:
    """Another process with a cache of its own."""
    return executor(await site.open())


async def test_a_command_answers_its_events_and_its_place(here: AccountExecutor) -> None:
    done = await here.execute(SUBJECT, task(OPEN, fresh=True))
    assert (done.events, done.version, done.sequence, done.repeated) == (("Opened",), 1, 1, False)
    assert done.head.state == Account(is_open=True)


async def test_a_repeat_answers_the_first_result(here: AccountExecutor) -> None:
    first = await here.execute(SUBJECT, task(OPEN, "c1"))
    await here.execute(SUBJECT, task(ADD))
    again = await here.execute(SUBJECT, task(OPEN, "c1"))
    assert (again.events, again.version, again.sequence) == (first.events, 1, first.sequence)
    assert again.repeated


async def test_a_repeat_is_known_after_a_restart(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    first = await here.execute(SUBJECT, task(OPEN, "c1", fresh=True))
    again = await elsewhere.execute(SUBJECT, task(OPEN, "c1", fresh=True))
    assert (again.sequence, again.repeated) == (first.sequence, True)


async def test_a_repeat_is_known_on_a_stale_cache(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    await here.execute(SUBJECT, task(OPEN))
    first = await elsewhere.execute(SUBJECT, task(ADD, "c1"))
    again = await here.execute(SUBJECT, task(ADD, "c1"))
    assert (again.sequence, again.repeated) == (first.sequence, True)


async def test_a_stale_cache_costs_a_retry_only(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    await here.execute(SUBJECT, task(OPEN))
    await elsewhere.execute(SUBJECT, task(ADD))
    done = await here.execute(SUBJECT, task(ADD))
    assert (done.version, done.head.state.total) == (3, 10)


async def test_a_refusal_is_not_said_on_a_stale_cache(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    await here.execute(SUBJECT, task(OPEN))
    await here.execute(SUBJECT, task(CLOSE))
    # A state that has passed, in which nothing could be added.
    stale = await elsewhere.load(SUBJECT)
    assert stale.state.is_closed
    with pytest.raises(NotOpenError):
        await elsewhere.execute(SUBJECT, task(ADD))


async def test_what_a_stale_cache_would_refuse_is_done(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    with pytest.raises(NotOpenError):
        await here.execute(SUBJECT, task(ADD))
    await elsewhere.execute(SUBJECT, task(OPEN))
    assert (await here.execute(SUBJECT, task(ADD, fresh=True))).version == 2


async def test_nothing_to_do_is_not_said_on_a_stale_cache(
    here: AccountExecutor, elsewhere: AccountExecutor
) -> None:
    await here.execute(SUBJECT, task(OPEN))
    await elsewhere.execute(SUBJECT, task(ADD))
    done = await here.execute(SUBJECT, task(OPEN))
    assert (done.events, done.version, done.head.state.total) == ((), 2, 5)


async def test_nothing_is_written_where_nothing_is_to_do(here: AccountExecutor) -> None:
    await here.execute(SUBJECT, task(OPEN))
    await here.execute(SUBJECT, task(OPEN))
    assert await here.store.last_sequence() == 1


async def test_a_commit_that_does_not_follow_is_never_written(here: AccountExecutor) -> None:
    await here.execute(SUBJECT, task(OPEN))
    wrong = task(ADD)
    broken = type(wrong)("c1", wrong.prepare, lambda head, events: commit(Added(1)))
    with pytest.raises(BrokenChainError):
        await here.execute(SUBJECT, broken)
    assert await here.store.last_sequence() == 1


async def test_a_stored_history_that_does_not_follow_stops(here: AccountExecutor) -> None:
    first = await here.store.append(SUBJECT, commit(Opened()), expected=0)
    await here.store.append(SUBJECT, commit(Added(1)), expected=first.sequence)
    with pytest.raises(BrokenChainError):
        await here.execute(SUBJECT, task(ADD))


async def test_commands_at_once_on_one_subject_keep_its_chain_whole(site: Site) -> None:
    processes = [executor(await site.open()) for _ in range(3)]
    await processes[0].execute(SUBJECT, task(OPEN))
    await asyncio.gather(
        *[process.execute(SUBJECT, task(ADD)) for process in processes for _ in range(8)]
    )
    history = await processes[0].store.load(SUBJECT)
    assert [recorded.commit.version for recorded in history] == list(range(1, 26))
    for before, after in pairwise(history):
        check_link(before.commit.version, before.digest, after)
    assert sum(event.event == Added(5) for r in history for event in entries(r.commit)) == 24


async def test_a_command_said_to_all_processes_at_once_is_done_once(site: Site) -> None:
    processes = [executor(await site.open()) for _ in range(4)]
    for number in range(10):
        subject = subject_of(str(number))
        done = await asyncio.gather(
            *[process.execute(subject, task(OPEN, "c1", fresh=True)) for process in processes]
        )
        assert {executed.sequence for executed in done} == {number + 1}
        assert sorted(executed.repeated for executed in done) == [False, True, True, True]
