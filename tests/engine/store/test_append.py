"""What every store promises about appending."""

import asyncio

import pytest

from engine.commits import digest_of
from engine.errors import TooLargeError, WrongExpectedVersionError
from tests.support.engine import CODEC, AccountStore, Added, commit, fill
from tests.support.engine_sites import Site, subject_of

RACES = 60


@pytest.fixture
async def store(site: Site) -> AccountStore:
    return await site.open()


async def test_a_first_commit_is_taken_on_nothing(store: AccountStore) -> None:
    first = commit()
    recorded = await store.append(subject_of("a"), first, expected=0)
    assert (recorded.commit, recorded.subject) == (first, subject_of("a"))


async def test_the_digest_is_that_of_the_stored_bytes(store: AccountStore) -> None:
    first = commit()
    recorded = await store.append(subject_of("a"), first, expected=0)
    assert recorded.digest == digest_of(CODEC.encode(first))


async def test_a_next_commit_is_taken_on_the_last_sequence(store: AccountStore) -> None:
    first, second = await fill(store, subject_of("a"), 2)
    assert second.sequence > first.sequence


async def test_a_subject_does_not_wait_for_the_others(store: AccountStore) -> None:
    await fill(store, subject_of("a"), 3)
    recorded = await store.append(subject_of("b"), commit(), expected=0)
    assert recorded.sequence == 4


async def test_a_second_beginning_is_refused(store: AccountStore) -> None:
    await fill(store, subject_of("a"), 1)
    with pytest.raises(WrongExpectedVersionError):
        await store.append(subject_of("a"), commit(), expected=0)


async def test_a_commit_on_an_old_sequence_is_refused(store: AccountStore) -> None:
    first, _ = await fill(store, subject_of("a"), 2)
    with pytest.raises(WrongExpectedVersionError):
        await store.append(subject_of("a"), commit(after=first), expected=first.sequence)


async def test_a_commit_on_a_sequence_to_come_is_refused(store: AccountStore) -> None:
    (first,) = await fill(store, subject_of("a"), 1)
    with pytest.raises(WrongExpectedVersionError):
        await store.append(subject_of("a"), commit(after=first), expected=first.sequence + 7)


async def test_a_refused_commit_is_not_written(store: AccountStore) -> None:
    written = await fill(store, subject_of("a"), 1)
    with pytest.raises(WrongExpectedVersionError):
        await store.append(subject_of("a"), commit(), expected=0)
    assert await store.load(subject_of("a")) == written


async def test_the_same_commit_again_has_the_same_place(site: Site) -> None:
    said = commit()
    first = await (await site.open()).append(subject_of("a"), said, expected=0)
    again = await (await site.open()).append(subject_of("a"), said, expected=0)
    assert first == again


async def test_the_same_commit_is_known_again_behind_later_ones(store: AccountStore) -> None:
    first, second, _ = await fill(store, subject_of("a"), 3)
    again = await store.append(subject_of("a"), second.commit, expected=first.sequence)
    assert second == again


async def test_the_same_commit_is_known_again_when_the_server_has_forgotten_its_id(
    site: Site,
) -> None:
    said = commit()
    # Written without the header by which the server knows a repeat, for two minutes.
    await site.write_raw(subject_of("a"), CODEC.encode(said))
    recorded = await (await site.open()).append(subject_of("a"), said, expected=0)
    assert (recorded.commit, recorded.sequence) == (said, 1)


async def test_the_same_commit_said_twice_at_once_has_one_place(site: Site) -> None:
    one, other = await site.open(), await site.open()
    for race in range(RACES):
        said, subject = commit(), subject_of(str(race))
        places = await asyncio.gather(
            one.append(subject, said, expected=0), other.append(subject, said, expected=0)
        )
        assert places[0] == places[1]


async def test_of_two_writers_at_once_exactly_one_wins(site: Site) -> None:
    one, other = await site.open(), await site.open()
    for race in range(RACES):
        subject = subject_of(str(race))
        outcomes = await asyncio.gather(
            one.append(subject, commit(), expected=0),
            other.append(subject, commit(), expected=0),
            return_exceptions=True,
        )
        lost = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert [type(error) for error in lost] == [WrongExpectedVersionError]
        won = [outcome for outcome in outcomes if outcome not in lost]
        assert won == await one.load(subject)


async def test_of_many_writers_on_a_history_exactly_one_wins(site: Site) -> None:
    stores = [await site.open() for _ in range(4)]
    (last,) = await fill(stores[0], subject_of("a"), 1)
    for _ in range(RACES // 4):
        outcomes = await asyncio.gather(
            *[
                store.append(subject_of("a"), commit(after=last), expected=last.sequence)
                for store in stores
            ],
            return_exceptions=True,
        )
        (last,) = [outcome for outcome in outcomes if not isinstance(outcome, BaseException)]
    assert len(await stores[0].load(subject_of("a"))) == RACES // 4 + 1


async def test_a_commit_of_nearly_the_limit_is_taken(store: AccountStore) -> None:
    large = commit(*[Added(1)] * 8000)
    assert (await store.append(subject_of("a"), large, expected=0)).commit == large


async def test_a_commit_over_the_limit_is_refused_before_it_is_sent(store: AccountStore) -> None:
    large = commit(*[Added(1)] * 9500)
    with pytest.raises(TooLargeError) as refused:
        await store.append(subject_of("a"), large, expected=0)
    assert refused.value.fields == {
        "bytes": pytest.approx(len(CODEC.encode(large)), abs=500),
        "limit": 256 * 1024,
    }


async def test_a_store_goes_on_after_a_commit_over_the_limit(store: AccountStore) -> None:
    with pytest.raises(TooLargeError):
        await store.append(subject_of("a"), commit(*[Added(1)] * 9500), expected=0)
    await store.append(subject_of("a"), commit(), expected=0)
