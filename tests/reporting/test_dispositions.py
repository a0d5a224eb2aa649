"""An OPD is told of what is disposed to it, and of nothing else."""

from typing import Any

import msgspec
import pytest

from runtime.ids import number_of
from runtime.topology import query_subject
from schemas import queries as ask
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.dispositions import DispositionList
from schemas.events.disposition import Holder, Target
from schemas.views import Answer
from tests.reporting.world import World, day
from tests.support import samples as s

DINKES, DLH = Holder(kind="opd", code="dinkes"), Holder(kind="opd", code="dlh")
UNIT = Holder(kind="unit", code="dinkes")


async def told(world: World, query: ask.Query, caller: str = "portal") -> Any:
    subject = query_subject("bengkalis", caller, type(query).__name__)
    return msgspec.json.decode(
        await world.desk.answer(subject, msgspec.json.encode(query)), type=Answer
    )


async def seen(world: World, opd: str = "dinkes", **fields: Any) -> DispositionList:
    await world.keeper.catch_up()
    found = await told(world, ask.ListDispositions(by=Claim(kind="opd", id=opd), **fields))
    assert isinstance(found, DispositionList), found
    return found


async def disposed(world: World, n: int, to: Holder = DINKES, *more: Any) -> None:
    event = s.disposed(to=to, occurred=day("2023-01-02"), grant="content")
    await world.say(n, await world.received(n, "2023-01-01"), event, *more)


async def test_an_opd_sees_its_own_and_no_other(memory_world: World) -> None:
    await disposed(memory_world, 1)
    await disposed(memory_world, 2, DLH)
    await disposed(memory_world, 3, UNIT)
    found = await seen(memory_world)
    assert [line.number for line in found.dispositions] == [number_of("BKS", 2023, 1)]
    assert (found.total, found.waiting, found.opd) == (1, 1, "dinkes")


async def test_it_sees_the_days_and_by_when_it_is_asked(memory_world: World) -> None:
    accepted = s.disposition_accepted(occurred=day("2023-01-03"))
    clock = s.clock_started(clock="clarify-1", due_on=day("2023-01-09").on)
    await disposed(memory_world, 1, DINKES, accepted, clock)
    (line,) = (await seen(memory_world)).dispositions
    days = (line.disposed_on, line.accepted_on, line.due_on)
    assert days == tuple(day(f"2023-01-{n:02}").on for n in (2, 3, 9))
    assert (line.state, line.grant, line.verdict) == ("accepted", "content", "running")


async def test_no_word_of_the_complaint_goes_with_it(memory_world: World) -> None:
    event = await memory_world.received(1, "2023-01-01", text="Izin apotek di Jalan Antara")
    await memory_world.say(1, event, s.disposed(to=DINKES))
    assert b"apotek" not in msgspec.json.encode(await seen(memory_world))


async def test_what_is_to_be_done_stands_first(memory_world: World) -> None:
    await disposed(memory_world, 1, DINKES, s.clarified())
    await disposed(memory_world, 2)
    found = await seen(memory_world)
    assert [line.state for line in found.dispositions] == ["disposed", "clarified"]
    assert (found.total, found.waiting) == (2, 1)


async def test_one_that_was_annulled_never_was(memory_world: World) -> None:
    await disposed(memory_world, 1)
    await memory_world.say(1, s.annulled(target=Target(version=1, index=1)))
    assert (await seen(memory_world)).total == 0


async def test_an_entry_made_by_mistake_is_nobodys_business(memory_world: World) -> None:
    await disposed(memory_world, 1, DINKES, s.voided())
    assert (await seen(memory_world)).total == 0


async def test_of_an_ended_complaint_nothing_is_to_be_done(memory_world: World) -> None:
    await disposed(memory_world, 1, DINKES, s.closed())
    (line,) = (await seen(memory_world)).dispositions
    assert (line.is_open, line.case_ended) == (False, True)


async def test_the_number_of_somebody_elses_finds_nothing(memory_world: World) -> None:
    await disposed(memory_world, 1, DLH)
    assert (await seen(memory_world, number=number_of("BKS", 2023, 1))).total == 0


@pytest.mark.parametrize("role", ["petugas", "kepala", "auditor", "admin"])
async def test_nobody_else_is_answered(memory_world: World, role: str) -> None:
    by = Claim(kind="petugas", id="dinkes", role=role)
    assert isinstance(await told(memory_world, ask.ListDispositions(by=by)), Refused)
