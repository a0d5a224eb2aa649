"""A report that was given out is kept by its digests, and remade to the byte."""

import datetime as dt

import msgspec

from runtime.topology import report_subject
from schemas.answers import Refused
from schemas.frozen import FrozenList
from schemas.queries import FreezeReport, ListFrozen, StartRalat
from schemas.report_jobs import ReportJob
from tests.reporting.world import NOW, World
from tests.reports.freezing import finished, froze, frozen, id_of
from tests.support import samples as s

LATER = NOW + dt.timedelta(days=2)
TODAY = (NOW + dt.timedelta(hours=7)).date()


async def test_what_it_rests_on_is_kept(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05", text="Lama"))
    report = await frozen(world, 1)

    assert (report.number, report.kind, report.period) == (1, "penanganan", "2023")
    assert report.position == await world.position()
    assert {file.format for file in report.files} == {"json", "pdf", "xlsx"}
    stored = await world.facts.last(report_subject("bengkalis", "beku", "1"))
    assert stored is not None
    assert b"Lama" not in stored.payload


async def test_freezing_the_same_again_keeps_it_once(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    first = await froze(world, 1)
    second = await froze(world, 2)

    assert not first.again
    assert second.again
    assert second.report == first.report
    assert (await world.ask(ListFrozen(), FrozenList)).reports == (first.report,)


async def test_the_same_cut_off_gives_the_same_bytes_after_more_was_recorded(
    memory_world: World,
) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    world.clock.moment = LATER
    first = await froze(world, 1, as_of=TODAY)
    await world.say(2, await world.received(2, "2023-06-05"), recorded_at=LATER)
    again = await froze(world, 2, as_of=TODAY)

    assert again.report == first.report
    assert again.again


async def test_numbers_go_on_without_a_gap(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    await frozen(world, 1)
    await world.say(2, await world.received(2, "2023-06-05"))
    await frozen(world, 2)
    found = await world.ask(ListFrozen(after=1), FrozenList)

    assert found.total == 2
    assert [report.number for report in found.reports] == [2]


async def test_a_copy_that_knows_less_finds_what_the_other_froze(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    first = await frozen(world, 1)
    record = msgspec.structs.replace(first, id="ab" * 32, number=2)
    await world.facts.append(
        report_subject("bengkalis", "beku", "2"), msgspec.json.encode(record), expected=0
    )
    await world.say(1, s.answered())

    assert (await frozen(world, 2)).number == 3


async def test_a_report_nobody_made_is_not_frozen(memory_world: World) -> None:
    refused = await memory_world.ask(FreezeReport(report_id=id_of(9)), Refused)

    assert refused.code == "unknown_report"


async def test_a_ralat_is_not_frozen(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    await frozen(world, 1)
    await finished(world, StartRalat(report_id=id_of(2), first=1, formats=("json",)))

    assert (await world.ask(FreezeReport(report_id=id_of(2)), Refused)).code == "not_freezable"


async def test_a_number_that_was_never_given_is_not_compared(memory_world: World) -> None:
    query = StartRalat(report_id=id_of(1), first=1, formats=("json",))

    assert (await memory_world.ask(query, Refused)).code == "unknown_frozen_report"


async def test_two_kinds_are_not_compared(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    await frozen(world, 1)
    await frozen(world, 2, kind="evaluasi")
    query = StartRalat(report_id=id_of(3), first=1, second=2, formats=("json",))

    assert (await world.ask(query, Refused)).code == "reports_not_comparable"


async def test_asking_for_a_ralat_again_is_the_same_one(memory_world: World) -> None:
    world = memory_world
    await world.say(1, await world.received(1, "2023-05-05"))
    await frozen(world, 1)
    query = StartRalat(report_id=id_of(2), first=1, formats=("json",))
    first = await finished(world, query)

    assert await world.ask(query, ReportJob) == first
