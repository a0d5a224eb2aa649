"""Which complaints are proposed for erasure by rule, and why the others are kept."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas import queries as ask
from schemas.commands.base import Claim
from schemas.events import PengaduanEvent
from schemas.retention import RetentionView
from services.reporting.retention import due_on, last_ended
from tests.reporting.world import REGISTER, World, day
from tests.support import samples

AT = dt.date(2026, 11, 22)
HEAD = Claim(kind="petugas", id="kepala_1", role="kepala")
ALL = "bengkalis.retention.usul"
SUPERVISION = "bengkalis.retention.berkadar_pengawasan.usul"
DAYS = st.dates(dt.date(1945, 8, 17), dt.date(2199, 12, 31))


@given(DAYS, DAYS, st.integers(1, 100))
def test_a_day_is_over_exactly_from_its_due_day_on(
    ended_on: dt.date, at: dt.date, years: int
) -> None:
    assert (ended_on <= last_ended(at, years)) == (due_on(ended_on, years) <= at)


async def case(world: World, n: int, *events: PengaduanEvent, kind: str | None = None) -> None:
    classified = () if kind is None else (samples.classified(kind=kind),)
    await world.say(n, await world.received(n, "2015-01-05"), *classified, *events)


async def found(world: World, **fields: object) -> RetentionView:
    await world.keeper.catch_up()
    return await world.ask(ask.ListRetention(**{"by": HEAD, "at": AT, **fields}), RetentionView)  # type: ignore[arg-type]


def kept(view: RetentionView) -> dict[str, int]:
    return {line.reason: line.count for line in view.kept}


async def test_what_ended_longest_ago_stands_first(world: World) -> None:
    await case(world, 1, samples.closed(occurred=day("2021-11-22")))
    await case(world, 2, samples.withdrawn(occurred=day("2020-02-29")))
    await case(world, 3, samples.closed(occurred=day("2021-11-23")))

    view = await found(world)

    assert [(line.ended_on, line.due_on, line.rule) for line in view.cases] == [
        (dt.date(2020, 2, 29), dt.date(2025, 3, 1), ALL),
        (dt.date(2021, 11, 22), AT, ALL),
    ]
    assert (view.total, kept(view)) == (2, {"not_yet": 1})


async def test_a_kind_of_its_own_has_its_own_time(world: World) -> None:
    await case(world, 1, samples.closed(occurred=day("2018-01-01")), kind="berkadar_pengawasan")
    await case(world, 2, samples.closed(occurred=day("2016-01-01")), kind="berkadar_pengawasan")
    await case(world, 3, samples.closed(occurred=day("2018-01-01")), kind="aspirasi")

    view = await found(world)

    assert [line.rule for line in view.cases] == [SUPERVISION, ALL]
    assert {line.id: line.due for line in view.rules} == {ALL: 1, SUPERVISION: 1}
    assert kept(view) == {"not_yet": 1}


async def test_why_the_others_are_kept_is_told(world: World) -> None:
    await case(world, 1)
    await case(world, 2, kind="berkadar_pengawasan")
    await case(world, 3, samples.closed(occurred=day("2016-01-01")), samples.reopened())
    await case(
        world, 4, samples.rejected(reason="sedang_diproses_hukum", occurred=day("2016-01-01"))
    )
    await case(world, 5, samples.closed(occurred=day("2016-01-01")), samples.identity_erased())
    await case(world, 6, samples.voided())
    await world.say(
        7, await world.received(7, "2015-01-05", source=REGISTER), samples.closed(occurred=None)
    )

    view = await found(world)

    assert (view.total, view.cases) == (0, ())
    assert kept(view) == {
        "supervision": 1,
        "open": 2,
        "voided": 1,
        "undated": 1,
        "held": 1,
        "erased": 1,
    }


async def test_a_rejection_for_another_reason_is_not_held(world: World) -> None:
    await case(world, 1, samples.rejected(reason="tidak_jelas", occurred=day("2016-01-01")))

    assert (await found(world)).total == 1


async def test_a_proposal_is_left_out_where_only_certain_rules_count(world: World) -> None:
    await case(world, 1, samples.closed(occurred=day("2016-01-01")))

    view = await found(world, certain=True)

    assert (view.total, [line.due for line in view.rules]) == (0, [1, 0])


@pytest.mark.parametrize(("offset", "numbers"), [(0, 2), (2, 1), (3, 0)])
async def test_a_long_list_comes_in_pages(memory_world: World, offset: int, numbers: int) -> None:
    for n in (1, 2, 3):
        await case(memory_world, n, samples.closed(occurred=day("2016-01-01")))

    view = await found(memory_world, limit=2, offset=offset)

    assert (view.total, len(view.cases)) == (3, numbers)
