"""What every store promises about reading the whole stream."""

import asyncio

import pytest

from engine.errors import GapError, UnreadableCommitError
from tests.support.engine import AccountStore, Added, commit, fill
from tests.support.engine_sites import JetStreamSite, Site, subject_of

PATIENCE = 120.0


@pytest.fixture
async def store(site: Site) -> AccountStore:
    return await site.open()


async def test_an_empty_stream_has_nothing_to_read(store: AccountStore) -> None:
    assert list(await store.read(0, 10)) == []


async def test_an_empty_stream_ends_at_zero(store: AccountStore) -> None:
    assert await store.last_sequence() == 0


async def test_the_last_sequence_is_that_of_the_last_commit(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), 3)
    assert await store.last_sequence() == written[-1].sequence


async def test_pages_hold_all_subjects_in_order_without_a_gap(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), 3) + await fill(store, subject_of("b"), 4)
    read = [await store.read(after, 3) for after in (0, 3, 6)]
    assert [recorded for page in read for recorded in page] == written


async def test_nothing_lies_behind_the_last_commit(store: AccountStore) -> None:
    await fill(store, subject_of("a"), 2)
    assert list(await store.read(2, 10)) == []


async def test_a_page_larger_than_a_slice_is_whole(store: AccountStore) -> None:
    for number in range(30):
        large = commit(*[Added(1)] * 8000)
        await store.append(subject_of(str(number)), large, expected=0)
    assert [recorded.sequence for recorded in await store.read(0, 30)] == list(range(1, 31))


async def test_what_was_just_acknowledged_is_always_read(site: Site) -> None:
    writer, reader = await site.open(), await site.open()
    written = await fill(writer, subject_of("a"), 1)
    for _ in range(100):
        written += await fill(writer, subject_of("a"), 1, after=written[-1])
        page = await reader.read(written[-1].sequence - 1, 5)
        assert list(page) == [written[-1]]


async def test_many_readers_of_one_store_do_not_disturb_each_other(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), 20)
    pages = await asyncio.gather(*[store.read(0, 20) for _ in range(10)])
    assert [list(page) for page in pages] == [written] * 10


async def test_bytes_that_are_no_commit_stop_the_reading(site: Site, store: AccountStore) -> None:
    await fill(store, subject_of("a"), 1)
    await site.write_raw(subject_of("b"), b"rubbish")
    with pytest.raises(UnreadableCommitError):
        await store.read(1, 10)


async def test_a_removed_commit_is_a_gap(nats_site: JetStreamSite) -> None:
    store = await nats_site.open()
    await fill(store, subject_of("a"), 5)
    await nats_site.remove(3)
    with pytest.raises(GapError) as stopped:
        await store.read(0, 10)
    assert stopped.value.fields["expected"] == 3


async def test_a_removed_first_commit_is_a_gap(nats_site: JetStreamSite) -> None:
    store = await nats_site.open()
    await fill(store, subject_of("a"), 3)
    await nats_site.remove(1)
    with pytest.raises(GapError):
        await store.read(0, 10)


async def test_a_removed_last_commit_is_a_gap(nats_site: JetStreamSite) -> None:
    store = await nats_site.open()
    await fill(store, subject_of("a"), 3)
    await nats_site.remove(3)
    with pytest.raises(GapError):
        await store.read(2, 10)


async def test_waiting_ends_with_the_next_commit(site: Site) -> None:
    writer, reader = await site.open(), await site.open()
    await reader.wait(0, 0)  # the first call may only begin to listen
    waiting = asyncio.create_task(reader.wait(0, PATIENCE * 3))
    async with asyncio.timeout(PATIENCE):
        await fill(writer, subject_of("a"), 1)
        await waiting
    assert len(await reader.read(0, 10)) == 1


async def test_waiting_ends_again_with_every_later_commit(site: Site) -> None:
    writer, reader = await site.open(), await site.open()
    last = None
    async with asyncio.timeout(PATIENCE):
        for sequence in range(1, 6):
            (last,) = await fill(writer, subject_of("a"), 1, after=last)
            while not await reader.read(sequence - 1, 10):
                await reader.wait(sequence - 1, PATIENCE * 3)


async def test_waiting_ends_with_its_time(store: AccountStore) -> None:
    async with asyncio.timeout(PATIENCE):
        await store.wait(0, 0.01)
        await store.wait(0, 0.01)
