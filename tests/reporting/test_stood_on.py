"""A case counts in a period as it stood at the end of it."""

import datetime as dt

from schemas import queries as ask
from schemas.queries import CaseFilter
from schemas.views import CaseList
from tests.reporting.world import REGISTER, World, day
from tests.support import samples as s

YEAR_END = dt.date(2023, 12, 31)


async def stood(world: World, status: str, on: dt.date = YEAR_END) -> list[str]:
    await world.keeper.catch_up()
    filter_ = CaseFilter(period="2023", report_status=status, stood_on=on)
    found = await world.ask(ask.ListCases(filter=filter_), CaseList)
    return [case.pengaduan_id[-1] for case in found.cases]


async def test_what_closed_after_the_day_went_on_then(world: World) -> None:
    await world.say(1, await world.received(1, "2023-12-20"))
    await world.say(1, s.closed(occurred=day("2024-01-05")))
    await world.say(2, await world.received(2, "2023-12-21"))
    await world.say(2, s.closed(occurred=day("2023-12-31")))

    assert await stood(world, "proses") == ["1"]
    assert await stood(world, "selesai") == ["2"]
    assert await stood(world, "selesai", dt.date(2024, 1, 5)) == ["1", "2"]


async def test_a_register_row_ends_when_it_was_answered(world: World) -> None:
    answered = s.answered(occurred=day("2024-01-07"))
    closed = s.closed(outcome="selesai", occurred=None)
    await world.say(1, await world.received(1, "2023-12-31", source=REGISTER), answered, closed)

    assert await stood(world, "proses") == ["1"]
    assert await stood(world, "selesai") == []


async def test_what_was_reopened_later_was_settled_until_then(world: World) -> None:
    await world.say(1, await world.received(1, "2023-03-01"))
    await world.say(1, s.closed(occurred=day("2023-03-05")))
    await world.say(1, s.reopened(occurred=day("2024-02-01")))
    await world.say(1, s.closed(occurred=day("2024-02-09")))

    assert await stood(world, "selesai") == ["1"]
    assert await stood(world, "proses", dt.date(2024, 2, 3)) == ["1"]
    assert await stood(world, "selesai", dt.date(2024, 2, 9)) == ["1"]


async def test_what_was_withdrawn_or_rejected_later_went_on_then(world: World) -> None:
    await world.say(1, await world.received(1, "2023-12-20"))
    await world.say(1, s.rejected(occurred=day("2024-01-02")))
    await world.say(2, await world.received(2, "2023-12-20"))
    await world.say(2, s.withdrawn(occurred=day("2024-01-02")))

    assert await stood(world, "proses") == ["1", "2"]
    assert await stood(world, "ditolak", dt.date(2024, 1, 2)) == ["1"]
    assert await stood(world, "dicabut", dt.date(2024, 1, 2)) == ["2"]


async def test_an_entry_by_mistake_counts_at_no_time(world: World) -> None:
    await world.say(1, await world.received(1, "2023-12-20"))
    await world.say(1, s.voided(occurred=day("2024-01-02")))

    assert await stood(world, "proses") == []
