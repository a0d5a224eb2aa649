"""Trials that run beside the service: how far they are, what is refused, how large they get."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from policy.load import OFFICES
from schemas import queries as ask
from schemas.answers import Refused
from schemas.base import Occurred
from schemas.events import PengaduanEvent
from schemas.events.disposition import Holder
from schemas.whatif import WhatIfView
from services.reporting.whatif_judging import LARGEST
from tests.reporting.trials import (
    PERIOD,
    QUICK,
    SETTLE,
    WHATIF,
    begin,
    bengkalis,
    closed,
    live,
    tried,
)
from tests.reporting.world import World, pengaduan_id
from tests.support import samples as s


async def test_the_same_trial_said_twice_is_one(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03")
    begun = await begin(memory_world)
    await memory_world.desk.finished()

    assert begun.state == "running"
    assert (await begin(memory_world)).state == "done"


async def test_it_says_how_far_it_came(memory_world: World) -> None:
    await live(memory_world, 1, "2025-03-03")
    await begin(memory_world)
    await memory_world.desk.finished()
    view = await memory_world.ask(ask.ShowWhatIf(whatif_id=WHATIF), WhatIfView)
    last = await memory_world.store.last_sequence()

    assert (view.done, view.total) == (last + 1, last + 1)


async def test_a_trial_whose_process_is_gone_has_failed(memory_world: World) -> None:
    await begin(memory_world)
    await memory_world.desk.close()
    memory_world.clock.moment += dt.timedelta(minutes=2)
    view = await memory_world.ask(ask.ShowWhatIf(whatif_id=WHATIF), WhatIfView)

    assert (view.state, view.failure) == ("failed", "whatif_lost")


async def test_a_trial_is_forgotten_after_a_day(memory_world: World) -> None:
    await tried(memory_world)
    memory_world.clock.moment += dt.timedelta(days=2)
    await tried(memory_world, whatif_id=pengaduan_id(5))

    assert (await memory_world.ask(ask.ShowWhatIf(whatif_id=WHATIF), Refused)).code == (
        "unknown_whatif"
    )


async def refused(world: World, policy: str = QUICK, **changes: object) -> Refused:
    given = {"whatif_id": WHATIF, "file": "coba.toml", "policy": policy, "period": PERIOD}
    return await world.ask(ask.StartWhatIf(**{**given, **changes}), Refused)  # type: ignore[arg-type]


async def test_a_wrong_file_is_refused_with_every_line(memory_world: World) -> None:
    wrong = bengkalis(
        (SETTLE, "amount = 20", "amount = 0"),
        ("bengkalis.verify.2023", 'unit = "working_day"', 'unit = "hari"'),
    )
    found = await refused(memory_world, wrong)

    assert found.code == "policy_unreadable"
    assert found.fields["problems"] == found.sentence.count("baris ") - 1 == 2


async def test_another_offices_file_is_refused(memory_world: World) -> None:
    kampar = (OFFICES / "kampar.toml").read_text(encoding="utf-8")

    assert (await refused(memory_world, kampar)).code == "policy_of_other_office"


async def test_a_period_that_is_none_is_refused(memory_world: World) -> None:
    assert (await refused(memory_world, period="kemarin")).code == "bad_period"


async def test_a_day_to_come_is_refused(memory_world: World) -> None:
    assert (await refused(memory_world, as_of=dt.date(2027, 1, 1))).code == "as_of_in_future"


async def test_the_answer_about_many_complaints_fits_into_one_message(
    memory_world: World,
) -> None:
    for n in range(1, 301):
        events: Sequence[PengaduanEvent] = [
            s.disposed(
                occurred=Occurred(on=dt.date(2025, 3, 4)),
                disposition_id=1,
                role="utama",
                to=Holder(kind="opd", code=f"opd_{n % 40}"),
            ),
            closed("2025-03-20"),
        ]
        await live(memory_world, n, "2025-03-03", *events)
    result = await tried(memory_world)

    assert len(msgspec.json.encode(result)) <= LARGEST
    settle = next(one for one in result.rules if one.rule == SETTLE)
    assert settle.after.missed.count == result.changed_total == 300
    assert len(result.changed) <= 200
