"""A clock that is behind what was recorded is waited for."""

import asyncio
import datetime as dt

import pytest

from engine.errors import StoreUnavailableError
from engine.memory import MemoryStore
from runtime.clock import FixedClock
from runtime.history import CODEC
from runtime.last_recorded import TAIL, behind, last_recorded, wait_until_agrees
from schemas.commit import Commit
from tests.runtime.steadiness import START, Machine
from tests.support.logged import capture_logs
from tests.support.samples import commit

HOUR = dt.timedelta(hours=1)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def store() -> MemoryStore[Commit]:
    return MemoryStore("PENGADUAN_bengkalis_1", CODEC)


async def record(store: MemoryStore[Commit], *moments: dt.datetime) -> None:
    first = await store.last_sequence()
    for number, moment in enumerate(moments, first + 1):
        await store.append(f"a.{number}", commit(id=str(number), recorded_at=moment), expected=0)


class Recorded:
    """Answers the moments in turn, and the last of them for ever."""

    def __init__(self, *moments: dt.datetime | None) -> None:
        self._moments = list(moments)
        self._asked = asyncio.Semaphore(0)

    async def __call__(self) -> dt.datetime | None:
        self._asked.release()
        return self._moments.pop(0) if len(self._moments) > 1 else self._moments[0]

    async def asked(self, times: int) -> None:
        for _ in range(times):
            await self._asked.acquire()


async def test_nothing_is_recorded_last_in_an_empty_stream(store: MemoryStore[Commit]) -> None:
    assert await last_recorded(store) is None


async def test_what_a_clock_that_is_behind_wrote_does_not_hide_what_came_before(
    store: MemoryStore[Commit],
) -> None:
    await record(store, START, *[START - HOUR] * (TAIL - 1))

    assert await last_recorded(store) == START


async def test_only_the_tail_is_looked_at(store: MemoryStore[Commit]) -> None:
    await record(store, START, *[START - HOUR] * TAIL)

    assert await last_recorded(store) == START - HOUR


@pytest.mark.parametrize(
    ("recorded", "apart"),
    [
        (None, None),
        (START - HOUR, None),
        (START + 60 * SECOND, None),
        (START + 61 * SECOND, 61 * SECOND),
    ],
)
def test_a_minute_is_tolerated(recorded: dt.datetime | None, apart: dt.timedelta | None) -> None:
    assert behind(FixedClock(START), recorded) == apart


@pytest.mark.parametrize("recorded", [None, START - HOUR, START])
async def test_a_clock_that_is_not_behind_is_not_waited_for(recorded: dt.datetime | None) -> None:
    with capture_logs() as logs:
        await wait_until_agrees(FixedClock(START), Recorded(recorded), office="kampar")

    assert logs == []


async def test_it_is_waited_for_until_the_clock_is_right() -> None:
    clock, recorded = FixedClock(START - HOUR), Recorded(START)
    with capture_logs() as logs:
        waiting = asyncio.create_task(wait_until_agrees(clock, recorded, office="kampar", pause=0))
        await recorded.asked(3)
        clock.moment = START
        await waiting

    assert [(line["event"], line["office"], line.get("seconds")) for line in logs] == [
        ("clock_behind", "kampar", 3600),
        ("clock_agrees", "kampar", None),
    ]


async def test_a_steady_clock_goes_forward_once_the_machine_is_set_right() -> None:
    machine, recorded = Machine(), Recorded(START + HOUR)
    clock = machine.clock()
    waiting = asyncio.create_task(wait_until_agrees(clock, recorded, office="kampar", pause=0))
    await recorded.asked(2)

    machine.jump(HOUR)
    await waiting

    assert (clock.now(), clock.jumped) == (START + HOUR, False)


async def test_what_is_recorded_meanwhile_by_the_wrong_clock_does_not_end_the_wait() -> None:
    clock, recorded = FixedClock(START), Recorded(START + HOUR, START)
    waiting = asyncio.create_task(wait_until_agrees(clock, recorded, office="kampar", pause=0))

    await recorded.asked(3)
    assert not waiting.done()

    clock.moment = START + HOUR
    await waiting


async def test_without_an_answer_it_is_asked_again() -> None:
    asked = iter([False, True])

    async def at_second_try() -> dt.datetime:
        if not next(asked):
            raise StoreUnavailableError(stream="PENGADUAN_kampar_1", cause="silent")
        return START

    with capture_logs() as logs:
        await wait_until_agrees(FixedClock(START), at_second_try, office="kampar", pause=0)

    assert [line["event"] for line in logs] == ["clock_check_waits"]
