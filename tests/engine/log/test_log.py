"""What every guarded log promises."""

import asyncio

import msgspec
import pytest

from engine.errors import TooLargeError, WrongExpectedVersionError
from engine.log import GuardedLog, Message
from tests.support.engine import new_id
from tests.support.engine_sites import Site, subject_of


def _record(id_: str = "", text: str = "") -> bytes:
    return msgspec.json.encode({"id": id_ or new_id(), "text": text})


@pytest.fixture
async def log(site: Site) -> GuardedLog:
    return await site.open_log()


async def test_an_unknown_subject_has_no_last_record(log: GuardedLog) -> None:
    assert await log.last(subject_of("a")) is None


async def test_the_last_record_is_the_one_that_was_appended(log: GuardedLog) -> None:
    record = _record()
    sequence = await log.append(subject_of("a"), record, expected=0)
    assert await log.last(subject_of("a")) == Message(record, sequence)


async def test_a_record_goes_on_top_of_the_last(log: GuardedLog) -> None:
    first = await log.append(subject_of("a"), _record(), expected=0)
    second = await log.append(subject_of("a"), _record(), expected=first)
    assert second > first


async def test_a_record_on_an_old_place_is_refused(log: GuardedLog) -> None:
    await log.append(subject_of("a"), _record(), expected=0)
    with pytest.raises(WrongExpectedVersionError):
        await log.append(subject_of("a"), _record(), expected=0)


async def test_the_same_record_again_has_the_same_place(log: GuardedLog) -> None:
    record = _record()
    first = await log.append(subject_of("a"), record, expected=0)
    assert await log.append(subject_of("a"), record, expected=0) == first


async def test_the_same_record_is_known_again_behind_later_ones(log: GuardedLog) -> None:
    record = _record()
    first = await log.append(subject_of("a"), record, expected=0)
    await log.append(subject_of("a"), _record(), expected=first)
    assert await log.append(subject_of("a"), record, expected=0) == first


async def test_a_record_over_the_limit_is_refused(log: GuardedLog) -> None:
    with pytest.raises(TooLargeError):
        await log.append(subject_of("a"), _record(text="x" * 256 * 1024), expected=0)


async def test_of_many_writers_at_once_exactly_one_wins(site: Site) -> None:
    logs = [await site.open_log() for _ in range(4)]
    for race in range(20):
        outcomes = await asyncio.gather(
            *[log.append(subject_of(str(race)), _record(), expected=0) for log in logs],
            return_exceptions=True,
        )
        lost = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
        assert [type(error) for error in lost] == [WrongExpectedVersionError] * 3
