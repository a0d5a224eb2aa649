"""What every store promises about loading one history."""

import pytest

from engine.errors import UnreadableCommitError
from tests.support.engine import AccountStore, Added, commit, fill
from tests.support.engine_sites import Site, subject_of

LONG = 300  # more than one batch of 256
STALE_READS = 150


@pytest.fixture
async def store(site: Site) -> AccountStore:
    return await site.open()


async def test_nothing_is_known_of_an_unknown_subject(store: AccountStore) -> None:
    await fill(store, subject_of("a"), 1)
    assert await store.load(subject_of("b")) == []


async def test_nothing_is_known_after_the_last_sequence(store: AccountStore) -> None:
    (only,) = await fill(store, subject_of("a"), 1)
    assert await store.load(subject_of("a"), after=only.sequence) == []


@pytest.mark.parametrize("count", [1, 2, 7])
async def test_a_history_comes_back_whole_and_in_order(store: AccountStore, count: int) -> None:
    written = await fill(store, subject_of("a"), count)
    await fill(store, subject_of("b"), 2)
    assert await store.load(subject_of("a")) == written


async def test_other_subjects_between_do_not_matter(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), 2)
    await fill(store, subject_of("b"), 2)
    written += await fill(store, subject_of("a"), 2, after=written[-1])
    assert await store.load(subject_of("a")) == written


@pytest.mark.parametrize("known", [1, 3, 4])
async def test_only_the_tail_after_a_sequence_is_loaded(store: AccountStore, known: int) -> None:
    written = await fill(store, subject_of("a"), 5)
    assert await store.load(subject_of("a"), after=written[known - 1].sequence) == written[known:]


async def test_a_history_longer_than_a_batch_comes_back_whole(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), LONG)
    assert await store.load(subject_of("a")) == written


async def test_a_history_larger_than_a_slice_comes_back_whole(store: AccountStore) -> None:
    last = None
    for _ in range(30):
        large = commit(*[Added(1)] * 8000, after=last)
        last = await store.append(subject_of("a"), large, expected=last.sequence if last else 0)
    versions = [recorded.commit.version for recorded in await store.load(subject_of("a"))]
    assert versions == list(range(1, 31))


async def test_what_was_just_acknowledged_is_always_loaded(site: Site) -> None:
    writer, reader = await site.open(), await site.open()
    written = await fill(writer, subject_of("a"), 1)
    for _ in range(STALE_READS):
        written += await fill(writer, subject_of("a"), 1, after=written[-1])
        assert (await reader.load(subject_of("a")))[-1] == written[-1]


async def test_bytes_that_are_no_commit_are_not_skipped(site: Site, store: AccountStore) -> None:
    await site.write_raw(subject_of("a"), b"{}")
    with pytest.raises(UnreadableCommitError) as stopped:
        await store.load(subject_of("a"))
    assert stopped.value.fields == {"subject": subject_of("a"), "sequence": 1}


async def test_begun_tells_which_subjects_have_a_history(store: AccountStore) -> None:
    await fill(store, subject_of("a"), 2)
    await fill(store, subject_of("c"), 1)
    asked = [subject_of(name) for name in "abcd"]
    assert await store.begun(asked) == {subject_of("a"), subject_of("c")}


async def test_none_of_no_subjects_has_begun(store: AccountStore) -> None:
    assert await store.begun([]) == set()


async def test_begun_does_not_forget_what_does_not_fit_into_one_answer(
    store: AccountStore,
) -> None:
    asked = {subject_of(str(number)) for number in range(30)}
    for subject in asked:
        await store.append(subject, commit(*[Added(1)] * 8000), expected=0)
    assert await store.begun(sorted(asked)) == asked
