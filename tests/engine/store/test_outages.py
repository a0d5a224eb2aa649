"""A server that is frozen, killed or lost leaves no doubt that cannot be resolved."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager

import pytest
import pytest_asyncio

from engine.errors import StoreRefusedError, StoreUnavailableError
from tests.support.engine import AccountStore, commit, fill
from tests.support.engine_sites import JetStreamSite, subject_of
from tests.support.servers import OfficeServer, eventually

pytestmark = [pytest.mark.real, pytest.mark.faults]


@pytest_asyncio.fixture
async def lonely(server: OfficeServer) -> AsyncIterator[JetStreamSite]:
    """A server of this test's own, whose clients do not wait long."""
    site = JetStreamSite(server, seconds=0.3)
    await site.start()
    yield site
    await site.stop()


@pytest.fixture
async def store(lonely: JetStreamSite) -> AccountStore:
    return await lonely.open()


@contextmanager
def frozen(server: OfficeServer) -> Iterator[None]:
    assert server.nats.pid is not None
    os.kill(server.nats.pid, signal.SIGSTOP)
    # Said is not yet stopped: on a busy machine it would still answer.
    os.waitid(os.P_PID, server.nats.pid, os.WSTOPPED | os.WNOWAIT)
    try:
        yield
    finally:
        os.kill(server.nats.pid, signal.SIGCONT)


async def test_a_frozen_server_is_unavailable_for_appending(
    server: OfficeServer, store: AccountStore
) -> None:
    with frozen(server), pytest.raises(StoreUnavailableError):
        await store.append(subject_of("a"), commit(), expected=0)


async def test_a_frozen_server_is_unavailable_for_reading(
    server: OfficeServer, store: AccountStore
) -> None:
    await fill(store, subject_of("a"), 3)
    with frozen(server):
        for asked in (
            store.load(subject_of("a")),
            store.read(0, 10),
            store.begun([subject_of("a")]),
            store.last_sequence(),
        ):
            with pytest.raises(StoreUnavailableError):
                await asked


async def test_what_was_said_to_a_frozen_server_is_written_once(
    server: OfficeServer, store: AccountStore
) -> None:
    said = commit()
    with frozen(server), pytest.raises(StoreUnavailableError):
        await store.append(subject_of("a"), said, expected=0)
    recorded = await eventually(
        lambda: store.append(subject_of("a"), said, expected=0), StoreUnavailableError
    )
    assert [recorded] == await store.load(subject_of("a"))


async def test_a_server_that_thaws_in_time_gives_one_certain_answer(
    server: OfficeServer, lonely: JetStreamSite
) -> None:
    store = await lonely.open()
    said = commit()
    with frozen(server):
        appending = asyncio.create_task(store.append(subject_of("a"), said, expected=0))
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(asyncio.shield(appending), lonely.seconds)
    recorded = await eventually(lambda: asyncio.shield(appending), ())  # type: ignore[arg-type]
    assert [recorded] == await store.load(subject_of("a"))


async def test_a_killed_server_is_unavailable(server: OfficeServer, store: AccountStore) -> None:
    server.nats.kill()
    with pytest.raises(StoreUnavailableError):
        await store.append(subject_of("a"), commit(), expected=0)
    await server.nats.start()


async def test_what_was_acknowledged_survives_kill_nine(
    server: OfficeServer, store: AccountStore
) -> None:
    written = await fill(store, subject_of("a"), 3)
    server.nats.kill()
    await server.nats.start()
    found = await eventually(lambda: store.load(subject_of("a")), StoreUnavailableError)
    assert written == found


async def test_a_store_goes_on_after_the_server_came_back(
    server: OfficeServer, store: AccountStore
) -> None:
    (first,) = await fill(store, subject_of("a"), 1)
    await store.read(0, 1)
    server.nats.kill()
    await server.nats.start()
    second = commit(after=first)
    await eventually(
        lambda: store.append(subject_of("a"), second, expected=first.sequence),
        StoreUnavailableError,
    )
    page = await eventually(lambda: store.read(0, 10), StoreUnavailableError)
    assert [recorded.commit for recorded in page] == [first.commit, second]


async def test_a_closed_connection_is_unavailable(lonely: JetStreamSite) -> None:
    store = await lonely.open()
    await lonely._clients[-1].close()
    for asked in (
        store.append(subject_of("a"), commit(), expected=0),
        store.load(subject_of("a")),
        store.read(0, 10),
        store.wait(0, 1),
    ):
        with pytest.raises(StoreUnavailableError):
            await asked


async def test_a_subject_of_no_stream_is_not_taken(lonely: JetStreamSite) -> None:
    store = await lonely.open()
    with pytest.raises(StoreUnavailableError):
        await store.append("pengaduan.banten.nowhere.1.2", commit(), expected=0)


async def test_an_id_that_another_subject_bears_is_refused(lonely: JetStreamSite) -> None:
    store = await lonely.open()
    said = commit()
    await store.append(subject_of("a"), said, expected=0)
    with pytest.raises(StoreRefusedError) as refused:
        await store.append(subject_of("b"), said, expected=0)
    assert refused.value.fields["reason"] == "id_taken"


@pytest.mark.cluster
@pytest.mark.parametrize("index", [0, 1, 2])
async def test_what_was_acknowledged_survives_the_loss_of_a_node(
    replicated: JetStreamSite, index: int
) -> None:
    store = await replicated.open()
    written = await fill(store, subject_of("a"), 5)
    replicated.server.kill(index)
    for _ in range(5):
        said, last = commit(after=written[-1]), written[-1].sequence
        written.append(
            await eventually(
                lambda said=said, last=last: store.append(subject_of("a"), said, expected=last),
                StoreUnavailableError,
            )
        )
    found = await eventually(lambda: store.load(subject_of("a")), StoreUnavailableError)
    assert written == found
