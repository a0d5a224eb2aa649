"""The doctor says who stands still among those who follow the events."""

import asyncio
import itertools
from collections.abc import Iterable

from cli.print.doctoring import doctor_parts
from engine import positions
from engine.sql import Database
from engine.tasks import end
from runtime.doctor_clock import ClockLine
from runtime.doctor_followers import FOLLOWERS, FollowerLine, look_at_followers
from runtime.doctor_report import DiskLine, DoctorReport, OfficeLine, PolicyLine, report
from runtime.topology import SERVICES, event_stream
from schemas.base import Position
from schemas.views import ViewStatus
from services.disposition import relay
from services.intake import shredder
from services.sla_monitor import reviewer

OFFICE = "kampar"
STREAM = event_stream(OFFICE)
ALL = frozenset(SERVICES)


async def stand_at(database: Database, name: str, sequence: int) -> None:
    await database.create(positions.metadata)
    async with database.write(name) as connection:
        before = await positions.load(connection, name, STREAM)
        await positions.advance(connection, name, STREAM, before, sequence)


async def seen(
    database: Database, last: int, running: Iterable[str] = ALL, pause: float = 0
) -> dict[str, FollowerLine]:
    databases = {each.service: database for each in FOLLOWERS}
    lines = await look_at_followers(databases, OFFICE, last, frozenset(running), pause=pause)
    return {line.name: line for line in lines}


def printed(*followers: FollowerLine, refused: tuple[PolicyLine, ...] = ()) -> tuple[str, bool]:
    position = Position(stream=STREAM, sequence=9)
    view = ViewStatus(
        view="cases",
        version=1,
        generation=1,
        position=position,
        last=9,
        lag=0,
        rows=3,
        terms=0,
        active=True,
        halted=None,
        parked=(),
    )
    office = OfficeLine(
        office=OFFICE,
        streams=(),
        gate=(),
        services=(),
        followers=followers,
        view=view,
        clock=ClockLine(),
        keys=None,
        verified_at=None,
    )
    disk = DiskLine(folder=".", total=100, free=50)
    made: DoctorReport = report((), (office,), disk, replicas=1, refused_policies=refused)
    return " ".join(map(str, doctor_parts(made))), made.sound


def test_they_are_known_by_the_names_under_which_they_save() -> None:
    names = {(each.service, each.name, each.stride) for each in FOLLOWERS}

    assert names == {
        ("disposition", relay.NAME, 0),
        ("intake", shredder.NAME, shredder.OFTEN),
        ("sla_monitor", reviewer.NAME, 0),
    }


async def test_who_came_to_the_end_is_not_behind(database: Database) -> None:
    await stand_at(database, relay.NAME, 9)

    line = (await seen(database, 9))[relay.NAME]

    assert (line.lag, line.sound) == (0, True)


async def test_who_is_behind_and_stands_still_is_stuck(database: Database) -> None:
    await stand_at(database, reviewer.NAME, 4)

    line = (await seen(database, 9))[reviewer.NAME]

    assert (line.lag, line.stuck, line.sound) == (5, True, False)
    assert "sla_monitor tertinggal 5 catatan dan TIDAK BERGERAK" in line.sentence


async def test_who_never_began_is_behind_by_everything(database: Database) -> None:
    assert (await seen(database, 9))[relay.NAME].lag == 9


async def test_nobody_expects_a_service_that_does_not_run_to_move(database: Database) -> None:
    line = (await seen(database, 9, running=()))[relay.NAME]

    assert (line.lag, line.sound) == (9, True)


async def test_the_shredder_saves_seldom_and_is_not_stuck_for_that(database: Database) -> None:
    near, far = shredder.OFTEN, shredder.OFTEN + 1

    assert (await seen(database, near))[shredder.NAME].sound
    assert (await seen(database, far))[shredder.NAME].stuck


async def test_who_is_behind_and_moves_is_not_stuck(database: Database) -> None:
    await stand_at(database, reviewer.NAME, 1)

    async def move() -> None:
        for sequence in itertools.count(2):
            await stand_at(database, reviewer.NAME, sequence)

    moving = asyncio.create_task(move())
    line = (await seen(database, 1_000_000, pause=0.05))[reviewer.NAME]
    await end(moving)

    assert line.lag
    assert line.sound


async def test_without_its_database_its_place_is_not_known() -> None:
    lines = await look_at_followers({}, OFFICE, 9, ALL, pause=0)

    assert [(line.lag, line.sound) for line in lines] == [(None, True)] * len(FOLLOWERS)


def test_a_stuck_follower_is_printed_and_makes_the_report_unsound() -> None:
    stuck = FollowerLine(service="disposition", name=relay.NAME, lag=5, stuck=True)

    said, sound = printed(stuck)

    assert (stuck.sentence in said, sound) == (True, False)


def test_followers_at_the_end_are_not_spoken_of() -> None:
    said, sound = printed(FollowerLine(service="disposition", name=relay.NAME, lag=0))

    assert ("Pengikut" in said, sound) == (False, True)


def test_a_refused_policy_is_printed_and_makes_the_report_unsound() -> None:
    refused = PolicyLine(
        office=OFFICE, code="policy_unreadable", sentence="Baris 7 salah.", instead="Tetap lama."
    )

    said, sound = printed(refused=(refused,))

    assert ("Baris 7 salah. Tetap lama." in said, sound) == (True, False)
