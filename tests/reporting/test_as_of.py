"""What was recorded by the end of a day, and nothing after it."""

import datetime as dt

from msgspec.structs import replace

from schemas import queries as ask
from schemas.queries import CaseFilter
from schemas.rekap import RekapView
from schemas.views import CaseList
from tests.reporting.test_rekap import counts, register, rekap
from tests.reporting.world import World
from tests.support import samples as s


async def test_as_of_means_recorded_by_the_end_of_that_day(world: World) -> None:
    # 17:00 UTC is midnight in Bengkalis.
    midnight = dt.datetime(2026, 1, 5, 17, tzinfo=dt.UTC)
    before = midnight - dt.timedelta(microseconds=1)
    await world.say(1, await world.received(1, "2023-01-10"), recorded_at=before)
    await world.say(2, await world.received(2, "2023-01-11"), recorded_at=midnight)
    await world.say(1, s.closed(), recorded_at=midnight)
    await world.keeper.catch_up()

    past = await world.ask(ask.Rekap(period="2023", as_of=dt.date(2026, 1, 5)), RekapView)
    later = await world.ask(ask.Rekap(period="2023", as_of=dt.date(2026, 1, 6)), RekapView)

    assert (past.total.count, counts(past.statuses)["selesai"]) == (1, 0)
    assert (later.total.count, counts(later.statuses)["selesai"]) == (2, 1)
    assert past.cut_off.position is not None
    assert past.cut_off.position.sequence == 1


async def test_as_of_leaves_out_what_stands_before_it_in_the_stream(world: World) -> None:
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    await world.say(1, await world.received(1, "2023-01-10"))
    await world.say(2, await world.received(2, "2023-01-11"), recorded_at=early)
    await world.say(3, await world.received(3, "2023-01-12"))
    await world.say(4, await world.received(4, "2023-01-13"), recorded_at=early)

    past = await world.ask(ask.Rekap(period="2023", as_of=dt.date(2026, 1, 2)), RekapView)

    assert past.total.count == 2
    assert past.cut_off.position == await world.position()


async def test_as_of_before_anything_there_is_nothing(world: World) -> None:
    await register(world)
    past = await world.ask(ask.Rekap(period="2023", as_of=dt.date(2020, 1, 1)), RekapView)

    assert (past.total.count, past.cut_off.position) == (0, None)


async def test_as_of_today_is_what_stands_there_now(world: World) -> None:
    await register(world)
    now = await rekap(world)
    today = await world.ask(ask.Rekap(period="2023", as_of=dt.date(2026, 11, 22)), RekapView)

    assert replace(today, cut_off=now.cut_off) == now


async def test_the_list_of_a_past_figure_is_of_that_past(world: World) -> None:
    early = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    await world.say(1, await world.received(1, "2023-01-10"), recorded_at=early)
    await world.say(1, s.closed())
    await world.keeper.catch_up()
    query = ask.ListCases(filter=CaseFilter(period="2023"), as_of=dt.date(2026, 1, 2))

    (line,) = (await world.ask(query, CaseList)).cases

    assert line.status == "diterima"
