"""What became of each clock: its verdicts, and the rungs that a miss climbed."""

import pytest

from schemas.events.disposition import Target
from tests.reporting.watched import Watched, closed
from tests.reporting.world import World, day
from tests.support import samples as s


@pytest.fixture
def case(memory_world: World) -> Watched:
    return Watched(memory_world)


async def test_a_miss_shows_its_ladder_and_who_has_seen_it(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-08-08T09:00")
    seen = s.escalation_acknowledged(clock="verify", level=1, occurred=day("2025-08-09"))
    await case.step("2025-08-09T11:00", seen)
    clock = await case.clock("verify", "2025-08-09T12:00")

    assert (clock.state, clock.goes_on, clock.left) == ("missed", True, -1)
    (rung,) = clock.rungs
    assert (rung.level, rung.to_label) == (
        1,
        "Ketua Tim Pengaduan dan Informasi Layanan",
    )
    assert rung.acknowledged_by is not None
    assert rung.acknowledged_at == case.moment("2025-08-09T11:00")


async def test_a_verdict_that_was_overturned_stands_beside_the_new_one(case: Watched) -> None:
    await case.received("2025-08-04")
    where = await case.step("2025-09-30T09:00", closed("2025-09-30"))
    early = s.corrected(target=where, field="occurred.on", old="2025-09-30", new="2025-08-15")
    await case.step("2025-10-01T09:00", early)
    clock = await case.clock("settle", "2025-10-02T09:00")

    assert [(v.verdict, v.overturned_at is not None) for v in clock.verdicts] == [
        ("missed", True),
        ("met", False),
    ]
    assert clock.verdicts[0].overturned_label == "tanggal atau peristiwa dibetulkan"
    assert (clock.state, clock.ended) == ("met", day("2025-08-15"))


async def test_an_end_in_time_that_is_entered_late_takes_the_place_of_the_miss(
    case: Watched,
) -> None:
    await case.received("2025-08-04")
    await case.step("2025-09-30T09:00")
    await case.step("2025-10-01T09:00", closed("2025-08-15"))
    clock = await case.clock("settle", "2025-10-02T09:00")

    assert [v.verdict for v in clock.verdicts] == ["missed", "met"]
    assert (clock.state, clock.ended, clock.goes_on) == ("met", day("2025-08-15"), False)


async def test_the_next_rung_is_told_while_the_miss_goes_on(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-09-08T09:00")
    (rung,) = (await case.clock("settle", "2025-09-08T10:00")).rungs

    assert rung.next_at == case.moment("2025-09-10T07:30")


async def test_a_miss_that_goes_on_is_not_called_late_before_its_end(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-09-08T09:00")
    clock = await case.clock("settle", "2025-09-08T10:00")

    assert (clock.state, clock.state_label) == ("missed", "lewat waktu, belum selesai")
    assert clock.verdicts[-1].label == clock.state_label


async def test_after_a_rung_of_a_miss_that_has_ended_nothing_comes(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-09-08T09:00")
    await case.step("2025-09-09T09:00", closed("2025-09-09"))
    clock = await case.clock("settle", "2025-09-09T10:00")

    assert (clock.state, [rung.next_at for rung in clock.rungs]) == ("missed", [None])
    assert (clock.state_label, clock.verdicts[-1].label) == ("terlambat", "terlambat")


async def test_after_a_rung_of_an_overturned_miss_nothing_comes(case: Watched) -> None:
    await case.received("2025-08-04")
    await case.step("2025-09-08T09:00")
    where = Target(version=1, index=0)
    later = s.corrected(target=where, field="occurred.on", old="2025-08-04", new="2025-08-25")
    await case.step("2025-09-09T09:00", later)
    clock = await case.clock("settle", "2025-09-09T10:00")

    assert (clock.state, [rung.next_at for rung in clock.rungs]) == ("running", [None])
