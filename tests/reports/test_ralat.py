"""What was corrected after a report was frozen stands in its ralat, with the event."""

import datetime as dt

from runtime.ids import number_of
from schemas.base import Occurred
from schemas.events.disposition import Target
from schemas.plaintexts import AnsweredContent
from schemas.reports import Paragraph, Report
from tests.reporting.world import World, day
from tests.reports.files import rendered
from tests.reports.freezing import frozen, ralat, table, told
from tests.support import samples as s

ON = Occurred(on=dt.date(2023, 6, 1))


def number(n: int) -> str:
    return number_of("BKS", 2023, n)


async def two_cases(world: World) -> None:
    await world.say(1, await world.received(1, "2023-05-05"))
    await world.say(2, await world.received(2, "2023-05-06", channel="wa"))


def words(report: Report) -> list[str]:
    return [
        block.text
        for chapter in report.chapters
        for block in chapter.blocks
        if isinstance(block, Paragraph)
    ]


async def test_nothing_moved_is_said(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    found = await ralat(world, 2, 1)

    assert "Tidak ada angka yang berubah." in words(found)
    assert table(found, "ralat_angka") is None


async def test_a_later_ending_stands_with_its_event(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    await world.say(1, s.closed(occurred=ON))
    found = await ralat(world, 2, 1)
    moved = {(row, column): (old, new, why) for _, row, column, old, new, why in figures(found)}

    assert moved["Selesai", "Jumlah"] == ("-", "1", f"{number(1)}: Pengaduan ditutup (versi 2)")
    assert moved["Selesai", "Persentase"][:2] == ("-", "50,00 %")
    assert [event[:3] for event in told(found, "ralat_peristiwa")] == [
        (number(1), "2", "Pengaduan ditutup")
    ]


async def test_an_undone_ending_stands_with_its_event(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await world.say(1, s.closed(occurred=ON))
    await frozen(world, 1)
    await world.say(1, s.annulled(target=Target(version=2, index=0)))
    found = await ralat(world, 2, 1)
    events = told(found, "ralat_peristiwa")

    assert [event[:3] for event in events] == [(number(1), "3", "Dianggap tidak pernah terjadi")]
    assert ("Selesai", "1", "-") in {(row, old, new) for _, row, _, old, new, _ in figures(found)}


async def test_a_corrected_channel_stands_with_its_event(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    target = Target(version=1, index=0)
    await world.say(1, s.corrected(target=target, field="channel", old="meja", new="wa"))
    found = await ralat(world, 2, 1)
    why = f"{number(1)}: Dibetulkan (versi 2)"
    counts = {row: (old, new, said) for _, row, _, old, new, said in figures(found)[:2]}

    assert sorted(counts.values()) == [("1", "-", why), ("1", "2", why)]


async def test_a_complaint_of_the_period_that_came_in_late_stands_in_it(
    memory_world: World,
) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    await world.say(3, await world.received(3, "2023-07-05"))
    found = await ralat(world, 2, 1)

    assert (number(3), "1", "Pengaduan diterima") in {
        event[:3] for event in told(found, "ralat_peristiwa")
    }


async def test_two_frozen_reports_are_compared_without_what_came_after(
    memory_world: World,
) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    await world.say(1, s.closed(occurred=ON))
    await frozen(world, 2)
    await world.say(2, s.closed(occurred=ON))
    found = await ralat(world, 3, 1, 2)

    assert {event[0] for event in told(found, "ralat_peristiwa")} == {number(1)}


async def test_another_program_with_the_same_figures_moves_nothing(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    world.update("tuntas 0.2.0")
    found = await ralat(world, 2, 1)

    assert "Tidak ada angka yang berubah." in words(found)
    assert ("tuntas 0.1.0", "tuntas 0.2.0") in told(found, "ralat_laporan")
    assert not [text for text in words(found) if "tidak memberi" in text]


async def test_erased_words_are_said_to_be_why_the_digest_is_another(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    sealed = await world.sealed(1, "Answered", content=AnsweredContent(text="Sudah diperiksa"))
    await world.say(1, s.answered(occurred=ON, sealed=sealed))
    await frozen(world, 1)
    keys = await world.shred(1)
    await world.say(1, s.identity_erased(keys=tuple(keys)))
    found = await ralat(world, 2, 1)

    assert [text for text in words(found) if f"isi pengaduan {number(1)} sudah dihapus" in text]


async def test_performance_names_what_was_missed_since(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1, kind="kinerja")
    await world.say(1, s.answered(occurred=day("2023-05-09")), s.closed(occurred=day("2023-05-09")))
    found = await ralat(world, 2, 1)

    assert {event[2] for event in told(found, "ralat_peristiwa")} == {
        "Pelapor dijawab",
        "Pengaduan ditutup",
    }


async def test_it_is_a_document_to_sign_too(memory_world: World) -> None:
    world = memory_world
    await two_cases(world)
    await frozen(world, 1)
    await world.say(1, s.closed(occurred=ON))
    found = await ralat(world, 2, 1)

    assert rendered(found, "pdf").startswith(b"%PDF-1.7")


def figures(report: Report) -> list[tuple[str, ...]]:
    return told(report, "ralat_angka")
