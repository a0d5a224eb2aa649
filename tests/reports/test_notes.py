"""Obstacles and efforts that an officer typed stand in the report of their period."""

import msgspec

from runtime.topology import report_subject
from schemas.answers import Refused
from schemas.commands.base import Claim
from schemas.queries import NoteReport, ReadReportPart, ShowNote, ShowReport, StartReport
from schemas.report_jobs import NoteView, ReportJob, ReportNoted, ReportPart
from schemas.reports import Items, Report
from tests.reporting.world import World

OBSTACLE = "Jaringan sering putus, hubungi 081234567890"


def noted(n: int, *obstacles: str, efforts: tuple[str, ...] = ()) -> NoteReport:
    id_ = f"019f3b5c-7c00-7a31-8f00-{n:012x}"
    return NoteReport(note_id=id_, period="2023", obstacles=obstacles, efforts=efforts)


async def printed(world: World, n: int = 99) -> Report:
    id_ = f"019f3b5c-7c00-7a31-8f01-{n:012x}"
    start = StartReport(report_id=id_, kind="penanganan", period="2023", formats=("json",))
    await world.ask(start, ReportJob)
    await world.desk.finished()
    assert (await world.ask(ShowReport(report_id=id_), ReportJob)).state == "done"
    part = await world.ask(ReadReportPart(report_id=id_, format="json", part=0), ReportPart)
    return msgspec.json.decode(part.data, type=Report)


def typed(report: Report) -> list[str]:
    (chapter,) = [one for one in report.chapters if one.number == "III"]
    return [item for block in chapter.blocks if isinstance(block, Items) for item in block.items]


async def test_the_last_note_of_a_period_is_printed_and_masked(memory_world: World) -> None:
    world = memory_world
    await world.ask(noted(1, "Lama"), ReportNoted)
    await world.ask(noted(2, OBSTACLE, efforts=("Jalur cadangan",)), ReportNoted)
    report = await printed(world)

    assert typed(report) == [OBSTACLE.replace("081234567890", "0812-****-*890"), "Jalur cadangan"]
    assert report.made_of.note is not None


async def test_saying_it_again_keeps_it_once(memory_world: World) -> None:
    first = await memory_world.ask(noted(1, OBSTACLE), ReportNoted)

    assert await memory_world.ask(noted(1, OBSTACLE), ReportNoted) == first


async def test_it_lies_sealed(memory_world: World) -> None:
    await memory_world.ask(noted(1, OBSTACLE), ReportNoted)
    subject = report_subject("bengkalis", "catatan", "2023")
    message = await memory_world.facts.last(subject)

    assert message is not None
    assert b"Jaringan" not in message.payload


async def test_an_auditor_types_nothing(memory_world: World) -> None:
    claim = Claim(kind="petugas", id="a-1", role="auditor")
    query = msgspec.structs.replace(noted(1, OBSTACLE), by=claim)

    assert (await memory_world.ask(query, Refused)).code == "not_permitted"


async def test_a_report_without_a_note_says_so(memory_world: World) -> None:
    report = await printed(memory_world)

    assert typed(report) == []
    assert report.made_of.note is None


async def test_what_was_typed_last_is_shown_to_who_writes_on(memory_world: World) -> None:
    world = memory_world
    before = await world.ask(ShowNote(period="2023"), NoteView)
    await world.ask(noted(1, "Lama"), ReportNoted)
    last = await world.ask(noted(2, OBSTACLE, efforts=("Jalur cadangan",)), ReportNoted)
    shown = await world.ask(ShowNote(period="2023"), NoteView)

    assert (before.obstacles, before.position) == ((), None)
    assert (shown.obstacles, shown.efforts) == ((OBSTACLE,), ("Jalur cadangan",))
    assert (shown.period_label, shown.position) == ("Tahun 2023", last.position)
